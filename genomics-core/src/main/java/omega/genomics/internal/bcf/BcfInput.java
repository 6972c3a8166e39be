package omega.genomics.internal.bcf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decompressed input that is VCF or BCF.
 *
 * @param text the text of VCF; of BCF, its header as text, which needs no closing
 * @param records the records of BCF, which close the input; null for VCF
 */
public record BcfInput(InputStream text, @Nullable BcfRecords records) {
    /**
     * Detects whether an input is BCF, and reads the header if it is.
     *
     * @param in decompressed; closed if this throws
     * @param source its name for error messages
     * @param choice what of BCF records is decoded; of text, all is left as it is
     * @param maxLineLength a BCF record whose line is longer throws
     * @return before the header of VCF, or before the first record of BCF
     * @throws IOException if it cannot be read
     * @throws omega.genomics.ParseException if the header of a BCF file is damaged
     */
    public static BcfInput of(InputStream in, String source, BcfChoice choice, int maxLineLength) throws IOException {
        try {
            PushbackInputStream input = new PushbackInputStream(in, BcfHeader.MAGIC);
            byte[] magic = input.readNBytes(BcfHeader.MAGIC);
            int minor = BcfHeader.minor(magic);
            if (minor == 0) {
                input.unread(magic);
                return new BcfInput(input, null);
            }
            BcfBytes bytes = new BcfBytes(in, source, BcfHeader.MAGIC);
            BcfHeader header = BcfInputStream.header(bytes, minor, choice);
            return new BcfInput(
                    new ByteArrayInputStream(header.text),
                    new BcfRecords(bytes, header, source, maxLineLength, header.lines()));
        } catch (IOException | RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }
}
