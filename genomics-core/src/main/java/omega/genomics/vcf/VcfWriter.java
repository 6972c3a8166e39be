package omega.genomics.vcf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.internal.vcf.Words;
import omega.genomics.io.BgzfWriter;
import omega.genomics.vcf.header.VcfHeader;

/**
 * Writes a header and records as VCF text, lines ended by a line feed.
 *
 * <p>A record that was read is written as it stood, byte for byte, less what its reader's projection leaves out. Only INFO and samples
 * of a record that was read with another version are written anew where that version encodes them otherwise: VCF 4.3 and later write
 * {@code %25} for a percent sign, earlier ones do not. Not thread-safe.
 *
 * <pre>{@code
 * try (VcfReader reader = VcfReader.open(in);
 *         VcfWriter writer = VcfWriter.create(out, reader.header())) {
 *     reader.forEach(writer::write);
 * }
 * }</pre>
 */
public final class VcfWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final boolean owned;
    private final boolean isPercentEncoded;
    private final LineBuffer line = new LineBuffer();
    private final LineBuffer encoded = new LineBuffer();
    private long records;
    private boolean closed;

    private VcfWriter(OutputStream out, boolean owned, VcfHeader header) throws IOException {
        this.out = out;
        this.owned = owned;
        this.isPercentEncoded = header.version().isPercentEncoded();
        header.writeTo(out);
    }

    /**
     * Makes a file and writes the header: BGZF if its name ends in {@code .gz} or {@code .bgz}, plain text otherwise.
     *
     * @param path replaced if it exists
     * @param header written at once
     * @return a writer that closes the file
     * @throws IOException if the file cannot be made or written
     */
    public static VcfWriter create(Path path, VcfHeader header) throws IOException {
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean blocks = name.endsWith(".gz") || name.endsWith(".bgz");
        return opened(
                blocks ? BgzfWriter.create(path) : new BufferedOutputStream(Files.newOutputStream(path), BUFFER),
                header);
    }

    /**
     * Makes a plain gzip file of one member and writes the header, for readers that know no BGZF.
     *
     * @param path replaced if it exists
     * @param header written at once
     * @return a writer that closes the file
     * @throws IOException if the file cannot be made or written
     */
    public static VcfWriter createGzip(Path path, VcfHeader header) throws IOException {
        OutputStream file = Files.newOutputStream(path);
        return opened(new BufferedOutputStream(new GZIPOutputStream(file, BUFFER), BUFFER), header);
    }

    private static VcfWriter opened(OutputStream out, VcfHeader header) throws IOException {
        try {
            return new VcfWriter(out, true, header);
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /**
     * Writes plain text to a stream, which stays the caller's to close.
     *
     * @param out where to write; flushed by {@link #close()}
     * @param header written at once
     * @return a writer
     * @throws IOException if writing fails
     */
    public static VcfWriter to(OutputStream out, VcfHeader header) throws IOException {
        return new VcfWriter(new BufferedOutputStream(out, BUFFER), false, header);
    }

    /**
     * Writes the record a reader stands on.
     *
     * @param record of a file with the writer's header, or one with the same columns
     * @throws UncheckedIOException if writing fails
     */
    public void write(VcfRecord record) {
        record.checkCurrent();
        line.clear();
        RecordText.append(record, line);
        writeLine(record.header());
    }

    /**
     * Writes an owned record.
     *
     * @param variant with the writer's header, or one with the same columns
     * @throws UncheckedIOException if writing fails
     */
    public void write(Variant variant) {
        line.clear();
        line.add(variant.line(), 0, variant.line().length);
        writeLine(variant.header());
    }

    private void writeLine(VcfHeader readWith) {
        if (readWith.version().isPercentEncoded() != isPercentEncoded) {
            encodeAnew();
            encoded.add('\n');
            write(encoded.bytes(), encoded.length());
        } else {
            line.add('\n');
            write(line.bytes(), line.length());
        }
    }

    /** INFO and samples have percent-encoding; FORMAT, the column between them, and those in front have not. */
    private void encodeAnew() {
        encoded.clear();
        byte[] bytes = line.bytes();
        int from = 0;
        for (int column = 0; from <= line.length(); column++) {
            int to = Words.find(bytes, from, line.length(), (byte) '\t');
            if (column > 0) {
                encoded.add('\t');
            }
            if (column < VcfRecord.INFO || column == VcfRecord.INFO + 1) {
                encoded.add(bytes, from, to);
            } else if (isPercentEncoded) {
                PercentEncoding.toEncoded(bytes, from, to, encoded);
            } else {
                PercentEncoding.toPlain(bytes, from, to, encoded);
            }
            from = to + 1;
        }
    }

    private void write(byte[] bytes, int length) {
        if (closed) {
            throw new IllegalStateException("the writer is closed");
        }
        try {
            out.write(bytes, 0, length);
            records++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the number of records written.
     *
     * @return 0 or more
     */
    public long records() {
        return records;
    }

    /**
     * Finishes the output, and closes what this writer made; a second call does nothing.
     *
     * @throws UncheckedIOException if writing the rest fails
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (owned) {
                out.close();
            } else {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
