package omega.genomics.internal.bcf;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Opens decompressed input that is VCF or BCF as VCF text. */
public final class BcfText {
    private BcfText() {}

    /**
     * Returns an input as text.
     *
     * @param in decompressed; closed with the stream that is returned, or if this throws
     * @param source its name for error messages
     * @param choice what of BCF records is decoded; of text, all is left as it is
     * @return VCF text, if the input is BCF; else the input as it is
     * @throws IOException if it cannot be read
     * @throws omega.genomics.ParseException if the header of a BCF file is damaged
     */
    public static InputStream of(InputStream in, String source, BcfChoice choice) throws IOException {
        try {
            PushbackInputStream input = new PushbackInputStream(in, BcfHeader.MAGIC);
            byte[] magic = input.readNBytes(BcfHeader.MAGIC);
            int minor = BcfHeader.minor(magic);
            if (minor == 0) {
                input.unread(magic);
                return input;
            }
            return BcfInputStream.ofFile(in, source, minor, choice);
        } catch (IOException | RuntimeException | Error e) {
            in.close();
            throw e;
        }
    }
}
