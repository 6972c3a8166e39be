package omega.genomics.internal.bcf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import omega.genomics.ParseException;
import org.jspecify.annotations.Nullable;

/** The records of a BCF file as lines of VCF, in a buffer of a few dozen records. */
public final class BcfInputStream extends InputStream {
    private static final int BATCH = 1 << 16;

    private final BcfBytes bytes;
    private final BcfRecord text;
    private byte[] lines;
    private int position;
    private int limit;
    /** Thrown behind the records before it. */
    private @Nullable ParseException failure;

    private boolean ended;

    private BcfInputStream(BcfBytes bytes, BcfHeader header) {
        this.bytes = bytes;
        this.text = new BcfRecord(bytes, header);
        this.lines = header.text;
        this.limit = lines.length;
    }

    /** Reads the header behind the magic bytes. */
    static BcfInputStream ofFile(InputStream in, String source, int minor, BcfChoice choice) throws IOException {
        BcfBytes bytes = new BcfBytes(in, source, BcfHeader.MAGIC);
        return new BcfInputStream(bytes, header(bytes, minor, choice));
    }

    static BcfHeader header(BcfBytes bytes, int minor, BcfChoice choice) throws IOException {
        if (bytes.fill(4) < 4) {
            throw bytes.damaged(bytes.position(), "the length of the header, found the end of the file");
        }
        long length = BcfRecord.integer(bytes.buffer(), bytes.position()) & 0xffffffffL;
        if (length > choice.maxHeaderBytes()) {
            throw bytes.damaged(
                    bytes.position(),
                    "a header of at most " + choice.maxHeaderBytes() + " bytes, found " + length
                            + "; the limit is half of the heap unless maxHeaderBytes sets it");
        }
        bytes.skip(4);
        if (bytes.fill(length) < length) {
            throw bytes.damaged(bytes.position(), "a header of " + length + " bytes, found the end of the file");
        }
        int end = bytes.position() + (int) length;
        while (end > bytes.position() && bytes.buffer()[end - 1] == 0) {
            end--;
        }
        String raw = new String(bytes.buffer(), bytes.position(), end - bytes.position(), StandardCharsets.ISO_8859_1);
        try {
            BcfHeader header = new BcfHeader(raw, minor, choice);
            bytes.skip((int) length);
            return header;
        } catch (IllegalArgumentException e) {
            throw bytes.damaged(bytes.position(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads the header of a file.
     *
     * @param in decompressed, at the start of the file; not closed
     * @param source its name for error messages
     * @param choice what of the records is decoded
     * @return its dictionaries
     * @throws IOException if it cannot be read
     * @throws ParseException if it is damaged
     */
    public static BcfHeader header(InputStream in, String source, BcfChoice choice) throws IOException {
        int minor = BcfHeader.minor(in.readNBytes(BcfHeader.MAGIC));
        BcfBytes bytes = new BcfBytes(in, source, BcfHeader.MAGIC);
        if (minor == 0) {
            throw bytes.damaged(0, "BCF 2.1 or 2.2");
        }
        return header(bytes, minor, choice);
    }

    @Override
    public int read() throws IOException {
        return more() ? lines[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, target.length);
        if (count == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int n = Math.min(count, limit - position);
        System.arraycopy(lines, position, target, from, n);
        position += n;
        return n;
    }

    /** Decodes records if there are no lines left; false at the end. */
    private boolean more() throws IOException {
        if (position < limit) {
            return true;
        }
        if (failure != null) {
            throw failure;
        }
        text.clear();
        while (!ended && text.length() < BATCH) {
            try {
                ended = !text.next();
            } catch (ParseException e) {
                if (text.length() == 0) {
                    throw e;
                }
                failure = e;
                break;
            }
            if (!ended) {
                text.writeLine();
            }
        }
        lines = text.line();
        position = 0;
        limit = text.length();
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        position = limit;
        bytes.close();
    }
}
