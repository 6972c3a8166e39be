package omega.genomics.vcf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.internal.vcf.PercentEncoding;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.TabixBuilder;
import omega.genomics.io.TabixFormat;
import omega.genomics.io.TabixLayout;
import omega.genomics.io.VirtualOffset;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Indexing indexing;
    private final boolean isPercentEncoded;
    private final LineBuffer line = new LineBuffer();
    private final LineBuffer encoded = new LineBuffer();
    private long records;
    private boolean closed;

    private VcfWriter(OutputStream out, boolean owned, VcfHeader header, @Nullable Indexing indexing)
            throws IOException {
        this.out = out;
        this.owned = owned;
        this.indexing = indexing;
        this.isPercentEncoded = header.version().isPercentEncoded();
        header.writeTo(out);
    }

    /**
     * Makes a file and writes the header: BGZF if its name ends in {@code .gz} or {@code .bgz}, plain text otherwise.
     *
     * @param path replaced if it exists
     * @param header written at once
     * @return a writer that closes the file
     * @throws IOException if the file cannot be created or written
     */
    public static VcfWriter create(Path path, VcfHeader header) throws IOException {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(header, "header");
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean blocks = name.endsWith(".gz") || name.endsWith(".bgz");
        return opened(
                blocks ? BgzfWriter.create(path) : new BufferedOutputStream(Files.newOutputStream(path), BUFFER),
                header,
                null);
    }

    /**
     * Creates a BGZF file with any file name and writes the header: the format that {@code bgzip} produces, and tabix, bcftools and
     * {@link VcfIndex} index.
     *
     * @param path replaced if it exists
     * @param header written at once
     * @return a writer that closes the file
     * @throws IOException if the file cannot be created or written
     */
    public static VcfWriter createBgzf(Path path, VcfHeader header) throws IOException {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(header, "header");
        return opened(BgzfWriter.create(path), header, null);
    }

    /**
     * Creates a BGZF file with any file name, writes the header, and on closing writes the index next to the file.
     *
     * <p>Records have to come sorted: each contig in one block, positions ascending. {@link #write} throws an
     * {@link IllegalArgumentException} for one that does not, or that a {@code .tbi} index cannot place; the file then gets no index.
     *
     * @param path replaced if it exists
     * @param header written at once
     * @param format of the index, which is named as the file with {@code .tbi} or {@code .csi} added, and replaced if it exists
     * @return a writer that closes the file
     * @throws IOException if the file cannot be created or written, or an index of the other format is next to it, which some tools
     *     would read in place of the new one
     */
    public static VcfWriter createIndexed(Path path, VcfHeader header, TabixFormat format) throws IOException {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(format, "format");
        for (TabixFormat other : TabixFormat.values()) {
            Path old = Path.of(path + other.suffix());
            if (other != format && Files.exists(old)) {
                throw new FileAlreadyExistsException(
                        old.toString(), null, "expected no index of another format than " + format.suffix());
            }
        }
        Path index = Path.of(path + format.suffix());
        Files.deleteIfExists(index); // of the file that is replaced now
        BgzfWriter blocks = BgzfWriter.create(path);
        return opened(blocks, header, new Indexing(blocks, index, format));
    }

    /**
     * Makes a plain gzip file of one member and writes the header, for readers that know no BGZF. Not for region queries: such a
     * file cannot be indexed, see {@link #createBgzf} and {@link #createIndexed}.
     *
     * @param path replaced if it exists
     * @param header written at once
     * @return a writer that closes the file
     * @throws IOException if the file cannot be created or written
     */
    public static VcfWriter createGzip(Path path, VcfHeader header) throws IOException {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(header, "header");
        OutputStream file = Files.newOutputStream(path);
        OutputStream member;
        try {
            member = new GZIPOutputStream(file, BUFFER);
        } catch (IOException e) {
            closing(file, e);
            throw e;
        }
        return opened(new BufferedOutputStream(member, BUFFER), header, null);
    }

    private static VcfWriter opened(OutputStream out, VcfHeader header, @Nullable Indexing indexing)
            throws IOException {
        try {
            return new VcfWriter(out, true, header, indexing);
        } catch (IOException | RuntimeException e) {
            closing(out, e);
            throw e;
        }
    }

    private static void closing(OutputStream out, Exception cause) {
        try {
            out.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Writes to a stream, which stays the caller's to close, except for a {@link BgzfWriter}: {@link #close()} closes that one, since
     * BGZF without its end block is taken for cut. The stream below {@link BgzfWriter#to} stays open all the same.
     *
     * @param out where to write; flushed by {@link #close()}
     * @param header written at once
     * @return a writer
     * @throws IOException if writing fails
     */
    public static VcfWriter to(OutputStream out, VcfHeader header) throws IOException {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(out, "out");
        return out instanceof BgzfWriter
                ? new VcfWriter(out, true, header, null)
                : new VcfWriter(new BufferedOutputStream(out, BUFFER), false, header, null);
    }

    /**
     * Writes the record a reader stands on.
     *
     * @param record of a file with the writer's header, or one with the same columns
     * @throws IllegalArgumentException if an index is written and the record is not in order; see {@link #createIndexed}
     * @throws UncheckedIOException if writing fails
     */
    public void write(VcfRecord record) {
        write(record, "");
    }

    /**
     * Writes the record a reader stands on with entries added to its INFO; everything else stays byte for byte.
     *
     * @param record as in {@link #write(VcfRecord)}
     * @param moreInfo entries as VCF writes them (VCF 4.5 §1.6.1 INFO), {@code KEY=value} or {@code KEY} with semicolons between, of keys
     *     that the record does not have; percent-encoded as the record's own version requires; empty for none
     * @throws IllegalArgumentException if it contains a tab or a line end, or as {@link #write(VcfRecord)}
     * @throws UncheckedIOException if writing fails
     */
    public void write(VcfRecord record, CharSequence moreInfo) {
        Objects.requireNonNull(record, "record");
        Objects.requireNonNull(moreInfo, "moreInfo");
        record.checkCurrent();
        line.clear();
        if (moreInfo.isEmpty()) {
            record.append(line);
        } else {
            addInfo(record, String.valueOf(moreInfo));
        }
        if (indexing == null) {
            writeLine(record.header());
            return;
        }
        int end = record.end(); // before a byte is written: it may throw
        VirtualOffset from = indexing.place();
        writeLine(record.header());
        indexing.add(record.contig(), record.position(), end, from);
    }

    private void addInfo(VcfRecord record, String moreInfo) {
        if (moreInfo.indexOf('\t') >= 0 || moreInfo.indexOf('\n') >= 0 || moreInfo.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "expected INFO entries without tabs and line ends, found \"" + moreInfo + '"');
        }
        encoded.clear();
        record.append(encoded);
        byte[] whole = encoded.bytes();
        // projection changes nothing before INFO
        int from = record.columnStart(VcfRecord.INFO) - record.lineStart();
        int to = ByteSearch.find(whole, from, encoded.length(), (byte) '\t');
        boolean isMissing = to == from || (to == from + 1 && whole[from] == '.');
        line.add(whole, 0, isMissing ? from : to);
        if (!isMissing) {
            line.add(';');
        }
        line.add(moreInfo);
        line.add(whole, to, encoded.length());
    }

    /**
     * Writes an owned record.
     *
     * @param variant with the writer's header, or one with the same columns
     * @throws IllegalArgumentException if an index is written and the record is not in order; see {@link #createIndexed}
     * @throws UncheckedIOException if writing fails
     */
    public void write(Variant variant) {
        Objects.requireNonNull(variant, "variant");
        line.clear();
        line.add(variant.line(), 0, variant.line().length);
        if (indexing == null) {
            writeLine(variant.header());
            return;
        }
        int end = variant.end();
        VirtualOffset from = indexing.place();
        writeLine(variant.header());
        indexing.add(variant.contig(), variant.position(), end, from);
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
            int to = ByteSearch.find(bytes, from, line.length(), (byte) '\t');
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
     * Finishes the output, closes what this writer made, and writes the index if there is to be one; a second call does nothing.
     *
     * @throws UncheckedIOException if writing the rest or the index fails
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
            if (indexing != null) {
                indexing.finish();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes where each record stands, for an index that is written at the end. */
    private static final class Indexing {
        private final BgzfWriter blocks;
        private final Path path;
        private final TabixBuilder builder;
        private boolean isBroken;
        /** Whether a record was begun and not noted: it failed. */
        private boolean wasLeft;

        Indexing(BgzfWriter blocks, Path path, TabixFormat format) {
            this.blocks = blocks;
            this.path = path;
            this.builder = new TabixBuilder(format, TabixLayout.VCF);
        }

        VirtualOffset place() {
            isBroken |= wasLeft;
            wasLeft = true;
            return blocks.virtualOffset();
        }

        void add(String contig, int pos, int end, VirtualOffset from) {
            try {
                builder.add(contig, pos, end, from, blocks.virtualOffset());
                wasLeft = false;
            } catch (IllegalArgumentException e) {
                isBroken = true;
                throw new IllegalArgumentException(contig + ":" + pos + ": " + e.getMessage(), e);
            }
        }

        void finish() throws IOException {
            if (!isBroken && !wasLeft) {
                builder.build().write(path);
            }
        }
    }
}
