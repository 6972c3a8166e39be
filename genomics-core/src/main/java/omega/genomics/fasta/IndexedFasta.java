package omega.genomics.fasta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.ByteRanges;
import omega.genomics.io.Compression;
import omega.genomics.io.GziIndex;
import omega.genomics.io.InputSource;
import omega.genomics.io.VirtualOffset;

/**
 * Reads any part of a FASTA file, plain or BGZF, by means of its index.
 *
 * <pre>{@code
 * try (IndexedFasta fasta = IndexedFasta.open(path)) {
 *     String bases = fasta.sequence(Region.parse("17:43044295-43044310"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Concurrent reads of a BGZF file are serialized; those of a plain file are not. Interrupting a thread
 * while it reads closes the file for all threads, as with any {@link java.nio.channels.FileChannel}.
 */
public final class IndexedFasta implements AutoCloseable {
    private final String name;
    private final FastaIndex index;
    private final Text text;

    /** Random access to the uncompressed bytes. */
    private interface Text extends AutoCloseable {
        /** Reads up to {@code count} bytes; fewer only at the end. */
        byte[] read(long offset, int count) throws IOException;

        @Override
        void close() throws IOException;
    }

    private IndexedFasta(String name, FastaIndex index, Text text) {
        this.name = name;
        this.index = index;
        this.text = text;
    }

    /**
     * Opens a file with the {@code .fai} (and for BGZF the {@code .gzi}) next to it. A missing index is built in
     * memory, which reads the whole file.
     *
     * @param fasta a plain or BGZF file
     * @return the open file, which the caller closes
     * @throws IOException if the file cannot be read, or its compression does not allow random access
     * @throws ParseException if an index is damaged or too large for half of the heap, or the file cannot be indexed,
     *     see {@link FastaIndex#build(InputSource)}
     */
    public static IndexedFasta open(Path fasta) throws IOException {
        Objects.requireNonNull(fasta, "fasta");
        InputSource source = InputSource.of(fasta);
        Compression compression = compression(source);
        Optional<InputSource> fai = source.beside(".fai");
        return open(source, fai.isPresent() ? FastaIndex.read(fai.get()) : FastaIndex.build(source), compression);
    }

    /**
     * Opens a file that may be on a web server or in other storage, with the {@code .fai} (and for BGZF the {@code .gzi}) next to it.
     *
     * @param fasta a plain or BGZF file
     * @return the open file, which the caller closes
     * @throws NoSuchFileException if an index is missing, because building it would read the whole file
     * @throws IOException if the file cannot be read, or its compression does not allow random access
     * @throws ParseException if an index is damaged or too large for half of the heap
     */
    public static IndexedFasta open(InputSource fasta) throws IOException {
        Objects.requireNonNull(fasta, "fasta");
        if (fasta.path().isPresent()) {
            return open(fasta.path().get());
        }
        Compression compression = compression(fasta);
        for (String suffix : compression == Compression.NONE ? List.of(".fai") : List.of(".fai", ".gzi")) {
            if (fasta.beside(suffix).isEmpty()) {
                throw new NoSuchFileException(
                        fasta.name() + suffix, null, "expected the index, which samtools faidx makes");
            }
        }
        return open(fasta, FastaIndex.read(fasta.beside(".fai").orElseThrow()), compression);
    }

    /**
     * Opens a file with a given index, and for BGZF the {@code .gzi} next to it, which is built in memory if it is
     * missing.
     *
     * @param fasta a plain or BGZF file
     * @param index the index of the file
     * @return the open file, which the caller closes
     * @throws IOException if the file cannot be read, or its compression does not allow random access
     * @throws ParseException if the {@code .gzi} is damaged
     */
    public static IndexedFasta open(Path fasta, FastaIndex index) throws IOException {
        Objects.requireNonNull(fasta, "fasta");
        Objects.requireNonNull(index, "index");
        InputSource source = InputSource.of(fasta);
        return open(source, index, compression(source));
    }

    private static IndexedFasta open(InputSource fasta, FastaIndex index, Compression compression) throws IOException {
        Text text = compression == Compression.NONE ? new Plain(fasta) : new Blocked(fasta);
        return new IndexedFasta(fasta.name(), index, text);
    }

    private static Compression compression(InputSource fasta) throws IOException {
        Compression compression = fasta.compression();
        if (compression != Compression.NONE && compression != Compression.BGZF) {
            throw new IOException(
                    fasta + ": expected a plain or BGZF file for random access, found " + compression + "; see bgzip");
        }
        return compression;
    }

    /**
     * Returns the index of the file, whether it was read or built.
     *
     * @return the names, lengths and offsets of the sequences, in file order
     */
    public FastaIndex index() {
        return index;
    }

    /**
     * Reads the bases of a region as a string.
     *
     * @param region the region, 1-based and inclusive; an end of {@link Integer#MAX_VALUE} means the end of the
     *     sequence
     * @return the bases as in the file, including lower case
     * @throws IllegalArgumentException if there is no such sequence, or the region extends beyond it
     * @throws ParseException if the index does not match the file
     * @throws UncheckedIOException if reading fails
     */
    public String sequence(Region region) {
        Objects.requireNonNull(region, "region");
        return new String(bases(region), StandardCharsets.US_ASCII);
    }

    /**
     * Reads the bases of a region as bytes.
     *
     * @param region the region, 1-based and inclusive; an end of {@link Integer#MAX_VALUE} means the end of the
     *     sequence
     * @return a new array with one byte per base, as in the file, including lower case
     * @throws IllegalArgumentException if there is no such sequence, or the region extends beyond it
     * @throws ParseException if the index does not match the file
     * @throws UncheckedIOException if reading fails
     */
    public byte[] bases(Region region) {
        Objects.requireNonNull(region, "region");
        FastaIndex.Entry entry = index.entry(region.contig()).orElseThrow(() -> unknown(region.contig()));
        boolean isOpen = region.end() == Integer.MAX_VALUE;
        long end = isOpen ? entry.length() : region.end();
        if (isOpen && entry.length() == 0 && region.start() == 1) {
            return new byte[0];
        }
        if (region.start() > entry.length() || end > entry.length()) {
            throw new IllegalArgumentException(
                    name + ": expected a region inside " + entry.name() + ":1-" + entry.length() + ", found " + region);
        }
        try {
            return read(entry, region.start() - 1L, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(FastaIndex.Entry entry, long start0, long end0) throws IOException {
        long from = entry.offsetOf(start0);
        long to = entry.offsetOf(end0 - 1) + 1;
        if (to - from > Integer.MAX_VALUE - 16) {
            if (to - from > 4 * (end0 - start0)) { // no file has lines that end so late
                throw mismatch(from, "other lines");
            }
            throw new IllegalArgumentException(name + ": expected a region of less than 2^31 bytes, found more");
        }
        byte[] lines = text.read(from, (int) (to - from));
        if (lines.length < to - from) {
            throw mismatch(from + lines.length, "the end of the file");
        }
        byte[] bases = new byte[(int) (end0 - start0)];
        int column = (int) (start0 % entry.lineBases());
        for (int i = 0, n = 0; i < lines.length; column = 0) {
            int count = Math.min(entry.lineBases() - column, lines.length - i);
            copyBases(lines, i, bases, n, count, from);
            n += count;
            i += count;
            for (long end = (long) i + entry.lineBytes() - entry.lineBases(); i < end && i < lines.length; i++) {
                if (lines[i] != '\r' && lines[i] != '\n') {
                    throw mismatch(from + i, "a base where a line should end");
                }
            }
        }
        return bases;
    }

    private void copyBases(byte[] lines, int at, byte[] bases, int to, int count, long offset) {
        System.arraycopy(lines, at, bases, to, count);
        for (int i = at; i < at + count; i++) {
            if (lines[i] <= ' ' || lines[i] == '>') {
                throw mismatch(offset + i, "a line end or a header inside a sequence");
            }
        }
    }

    private ParseException mismatch(long offset, String found) {
        return new ParseException(Findings.at(
                Severity.ERROR,
                Location.ofByte(name, offset),
                "fai",
                FastaRule.INDEX_MISMATCH,
                "expected the text that the index describes, found " + found + "; make the index anew"));
    }

    private IllegalArgumentException unknown(String name) {
        String some =
                String.join(", ", index.entries().keySet().stream().limit(5).toList());
        int size = index.entries().size();
        return new IllegalArgumentException(name + ": expected one of " + size + " sequences (" + some
                + (size > 5 ? ", …" : "") + "), found \"" + name + "\"");
    }

    /** Closes the file; closing it again has no effect. */
    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Plain implements Text {
        private final ByteRanges file;

        Plain(InputSource source) throws IOException {
            file = source.openRanges();
        }

        @Override
        public byte[] read(long offset, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(count, file.size() - offset)));
            while (buffer.hasRemaining()) {
                if (file.read(offset + buffer.position(), buffer) < 0) {
                    break;
                }
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static final class Blocked implements Text {
        private final BgzfInputStream in;
        private final GziIndex blocks;

        Blocked(InputSource source) throws IOException {
            Optional<InputSource> gzi = source.beside(".gzi");
            blocks = gzi.isPresent()
                    ? GziIndex.read(gzi.get())
                    : GziIndex.build(source.path().orElseThrow());
            in = BgzfInputStream.open(source);
        }

        @Override
        public synchronized byte[] read(long offset, int count) throws IOException {
            Optional<VirtualOffset> place = blocks.locate(offset);
            if (place.isEmpty()) {
                return new byte[0];
            }
            in.seek(place.get());
            return in.readNBytes(count);
        }

        @Override
        public synchronized void close() throws IOException {
            in.close();
        }
    }
}
