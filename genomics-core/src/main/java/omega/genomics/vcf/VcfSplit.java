package omega.genomics.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.ByteRanges;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.VirtualOffset;
import omega.genomics.vcf.header.ContigDefinition;
import omega.genomics.vcf.header.VcfHeader;

/**
 * A part of a VCF file, BGZF or not compressed, whole lines only, to be read anywhere the file can be:
 * {@code VcfReader.options().open(split)}.
 *
 * <p>The splits of a file hold each record once and in order.
 *
 * <p>To take one to another process, take what it consists of: the name of the file, the compression and the numbers.
 *
 * @param source the file
 * @param compression {@link Compression#BGZF} or {@link Compression#NONE}
 * @param start where its first record begins: for BGZF a {@linkplain VirtualOffset#packed() packed} virtual offset, otherwise a byte
 * @param end one past its last byte, in the same way; the start of the next split
 * @param linesBefore how many lines of the file are before it, for line numbers; 0 if that is not known, as of splits that were just made
 */
public record VcfSplit(InputSource source, Compression compression, long start, long end, long linesBefore) {
    private static final int BLOCK = 1 << 16;
    private static final long LAST_BLOCK = (1L << 48) - 1;

    /**
     * Creates a record.
     *
     * @throws IllegalArgumentException if files with this compression cannot be split, or there are less than no lines before it
     */
    public VcfSplit {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(compression, "compression");
        if (compression != Compression.BGZF && compression != Compression.NONE) {
            throw new IllegalArgumentException(
                    "expected a split of a file that is BGZF or not compressed, found " + compression);
        }
        if (linesBefore < 0) {
            throw new IllegalArgumentException("expected 0 lines or more before a split, found " + linesBefore);
        }
    }

    /**
     * Splits a file into parts of about the same stored size, without reading more than a block at each border.
     *
     * @param path a BGZF file, or one that is not compressed
     * @param count how many parts are wanted, 1 or more
     * @return that many or fewer, in file order; at least one
     * @throws IOException if the file cannot be read, or is compressed in another way or BCF
     * @throws ParseException if it is damaged
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static List<VcfSplit> of(Path path, int count) throws IOException {
        Objects.requireNonNull(path, "path");
        return of(InputSource.of(path), count);
    }

    /**
     * Splits a file into parts of about the same stored size, without reading more than a block at each border.
     *
     * @param source a file in any storage, BGZF or not compressed
     * @param count how many parts are wanted, 1 or more
     * @return that many or fewer, in file order; at least one
     * @throws IOException if the file cannot be read, or is compressed in another way or BCF
     * @throws ParseException if it is damaged
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static List<VcfSplit> of(InputSource source, int count) throws IOException {
        Objects.requireNonNull(source, "source");
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 split or more, found " + count);
        }
        try (Lines lines = Lines.open(source)) {
            long begin = lines.afterHeader();
            return cut(source, lines, begin, lines.end(), count);
        }
    }

    /**
     * Splits what an index says of some regions into parts of about the same stored size. The parts hold each record that overlaps a
     * region once and in order, and other records near them: read them with {@link VcfReader.Options#scanFor(Region...)}.
     *
     * @param source a BGZF file
     * @param header of the file
     * @param index of the file
     * @param regions 1-based, inclusive; contigs may have other names, as for {@link VcfReader.Options#region(Region...)}
     * @param count how many parts are wanted, 1 or more; there are more if the regions are far from each other
     * @return in file order; none if the index has no record of the regions
     * @throws IOException if the file cannot be read, or is not BGZF
     * @throws ParseException if it is damaged, or the index is of another file (rule {@code index-stale})
     * @throws IllegalArgumentException if the count is less than 1, or the file has no such contig
     */
    public static List<VcfSplit> of(
            InputSource source, VcfHeader header, TabixIndex index, List<Region> regions, int count)
            throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(regions, "regions");
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 split or more, found " + count);
        }
        List<VcfSplit> splits = new ArrayList<>();
        try (Lines lines = Lines.open(source)) {
            if (lines.compression() != Compression.BGZF) {
                throw new IOException(source.name() + ": expected a BGZF file for reading regions; see bgzip");
            }
            TabixIndex named = index.withContigs(
                    header.contigs().stream().map(ContigDefinition::id).toList());
            RegionFilter filter =
                    RegionFilter.indexed(named, List.copyOf(regions)).of(header, named.contigs(), source.name());
            for (Region region : filter.regions()) {
                for (VirtualOffset.Range chunk : named.chunks(region)) {
                    lines.check(chunk, region.contig());
                }
            }
            long total = 0;
            List<VirtualOffset.Range> merged = named.chunks(filter.regions());
            for (VirtualOffset.Range chunk : merged) {
                total += chunk.end().block() - chunk.start().block();
            }
            for (VirtualOffset.Range chunk : merged) {
                long size = chunk.end().block() - chunk.start().block();
                int parts = (int) Math.max(1, Math.min(count, Math.round((double) size * count / Math.max(1, total))));
                splits.addAll(
                        cut(source, lines, chunk.start().packed(), chunk.end().packed(), parts));
            }
        }
        return splits;
    }

    private static List<VcfSplit> cut(InputSource source, Lines lines, long begin, long end, int count)
            throws IOException {
        List<Long> borders = new ArrayList<>();
        borders.add(begin);
        long first = lines.stored(begin);
        long size = Math.min(lines.size(), lines.stored(end)) - first;
        for (int i = 1; i < count; i++) {
            long border = lines.nextLine(first + size / count * i);
            if (Long.compareUnsigned(border, borders.get(borders.size() - 1)) > 0
                    && Long.compareUnsigned(border, end) < 0) {
                borders.add(border);
            }
        }
        borders.add(end);
        List<VcfSplit> splits = new ArrayList<>();
        for (int i = 1; i < borders.size(); i++) {
            splits.add(new VcfSplit(source, lines.compression(), borders.get(i - 1), borders.get(i), 0));
        }
        return splits;
    }

    /**
     * Returns the same part with line numbers as in the file.
     *
     * @param lines how many lines of the file are before it, those of the header among them
     * @return a split with these
     * @throws IllegalArgumentException if they are less than none
     */
    public VcfSplit withLinesBefore(long lines) {
        return new VcfSplit(source, compression, start, end, lines);
    }

    /**
     * Counts the lines of this part. Reads all of it.
     *
     * @return lines, an unfinished last one among them
     * @throws IOException if the file cannot be read
     * @throws ParseException if it is damaged
     */
    public long countLines() throws IOException {
        byte[] buffer = new byte[BLOCK];
        long lines = 0;
        byte last = '\n';
        try (InputStream in = open()) {
            for (int n = in.read(buffer, 0, BLOCK); n >= 0; n = in.read(buffer, 0, BLOCK)) {
                for (int i = 0; i < n; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                last = n > 0 ? buffer[n - 1] : last;
            }
        }
        return last == '\n' ? lines : lines + 1;
    }

    /** Opens its text. */
    InputStream open() throws IOException {
        if (compression == Compression.NONE) {
            return source.openRange(start, end);
        }
        BgzfInputStream in = BgzfInputStream.open(source);
        try {
            in.seek(VirtualOffset.ofPacked(start), VirtualOffset.ofPacked(end));
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Returns what messages call it: the file if line numbers are those of the file. */
    String name() {
        return linesBefore > 0 ? source.name() : toString();
    }

    /** Returns the file, start and end, as messages name the part. */
    @Override
    public String toString() {
        return source + " (" + place(start) + " to " + (isEnd() ? "its end" : place(end)) + ')';
    }

    private boolean isEnd() {
        return compression == Compression.BGZF ? end >>> 16 == LAST_BLOCK : end == Long.MAX_VALUE;
    }

    private String place(long at) {
        return compression == Compression.BGZF ? (at >>> 16) + "/" + (at & 0xffff) : Long.toString(at);
    }

    // ---- finding lines -------------------------------------------------------------------------------------------

    /** Finds where lines begin, in places as splits have them. */
    private abstract static class Lines implements AutoCloseable {
        final ByteRanges file;

        Lines(ByteRanges file) {
            this.file = file;
        }

        static Lines open(InputSource source) throws IOException {
            Compression compression = source.compression();
            if (compression == Compression.NONE) {
                return new TextLines(source.openRanges());
            }
            if (compression != Compression.BGZF) {
                throw new IOException(
                        source.name() + ": expected a file to split that is BGZF or not compressed, found "
                                + compression + "; see bgzip");
            }
            if (BcfChunks.isBcf(source)) {
                throw new IOException(source.name() + ": expected VCF text to split, found BCF");
            }
            return new BgzfLines(source);
        }

        abstract Compression compression();

        /** Returns the place of the first line that does not begin with {@code #}. */
        abstract long afterHeader() throws IOException;

        /** Returns the first line that begins after a stored byte; the end of the file if there is none. */
        abstract long nextLine(long target) throws IOException;

        /** Returns the place after the last line. */
        abstract long end();

        /** Returns the stored byte of a place, or of the block that it is in. */
        abstract long stored(long place);

        abstract void check(VirtualOffset.Range chunk, String contig) throws IOException;

        final long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static final class TextLines extends Lines {
        private final ByteBuffer window = ByteBuffer.allocate(BLOCK).limit(0);
        private long next;

        TextLines(ByteRanges file) {
            super(file);
        }

        private void seek(long place) {
            next = place;
            window.position(0).limit(0);
        }

        private int read() throws IOException {
            if (!window.hasRemaining()) {
                window.clear();
                int n = file.read(next, window);
                window.flip();
                if (n < 0) {
                    return -1;
                }
            }
            next++;
            return window.get() & 0xff;
        }

        /** Goes past the line feed of a line of which a byte was read; false if the file ends before. */
        private boolean skipLine(int first) throws IOException {
            int b = first;
            while (b >= 0 && b != '\n') {
                b = read();
            }
            return b >= 0;
        }

        @Override
        Compression compression() {
            return Compression.NONE;
        }

        @Override
        long afterHeader() throws IOException {
            seek(0);
            long line = 0;
            for (int b = read(); b == '#'; b = read()) {
                skipLine(b);
                line = next;
            }
            return line;
        }

        @Override
        long nextLine(long target) throws IOException {
            seek(target);
            return skipLine(read()) && next < size() ? next : end();
        }

        @Override
        long end() {
            return Long.MAX_VALUE;
        }

        @Override
        long stored(long place) {
            return place;
        }

        @Override
        void check(VirtualOffset.Range chunk, String contig) {
            throw new IllegalStateException("text has no index");
        }
    }

    private static final class BgzfLines extends Lines {
        private static final int LONGEST_NAME = 1 << 16;
        private final BgzfInputStream in;
        private final String name;

        BgzfLines(InputSource source) throws IOException {
            super(source.openRanges());
            name = source.name();
            try {
                in = BgzfInputStream.open(source);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }

        @Override
        Compression compression() {
            return Compression.BGZF;
        }

        @Override
        long end() {
            return LAST_BLOCK << 16;
        }

        @Override
        long stored(long place) {
            return place >>> 16;
        }

        @Override
        long afterHeader() throws IOException {
            VirtualOffset line = in.virtualOffset();
            for (int b = in.read(); b == '#'; b = in.read()) {
                skipLine();
                line = in.virtualOffset();
            }
            return line.packed();
        }

        private boolean skipLine() throws IOException {
            int b = in.read();
            while (b >= 0 && b != '\n') {
                b = in.read();
            }
            return b >= 0;
        }

        @Override
        long nextLine(long target) throws IOException {
            ByteBuffer window = ByteBuffer.allocate(2 * BLOCK);
            while (window.hasRemaining() && file.read(target + window.position(), window) >= 0) {
                // until the window is full or the file ends
            }
            byte[] bytes = window.array();
            for (int i = 0; i + 18 <= window.position(); i++) {
                if (bytes[i] == 0x1f && bytes[i + 1] == (byte) 0x8b && bytes[i + 2] == 8 && (bytes[i + 3] & 4) != 0) {
                    try {
                        in.seek(new VirtualOffset(target + i, 0));
                        return skipLine() && in.read() >= 0 ? lineStart(target + i) : end();
                    } catch (ParseException e) {
                        // These bytes only look like the start of a block.
                    }
                }
            }
            return end();
        }

        private long lineStart(long block) throws IOException {
            in.seek(new VirtualOffset(block, 0));
            skipLine();
            return in.virtualOffset().packed();
        }

        /** What an index of another file says would lose records silently. */
        @Override
        void check(VirtualOffset.Range chunk, String contig) throws IOException {
            StringBuilder found = new StringBuilder();
            try {
                in.seek(chunk.start());
                byte[] column = new byte[contig.getBytes(StandardCharsets.UTF_8).length + 1];
                int n = in.readNBytes(column, 0, Math.min(column.length, LONGEST_NAME));
                found.append(new String(column, 0, n, StandardCharsets.UTF_8));
            } catch (ParseException e) {
                throw stale(chunk, "no such place (" + e.diagnostic().message() + ")");
            }
            if (!found.toString().equals(contig + "\t")) {
                throw stale(chunk, "no line of contig " + contig + " where one should be");
            }
        }

        private ParseException stale(VirtualOffset.Range chunk, String found) {
            return new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.ofByte(name, chunk.start().block()),
                    "index",
                    InputRule.INDEX_STALE,
                    "expected the file that the index describes, found " + found + "; make the index anew"));
        }

        @Override
        public void close() throws IOException {
            in.close();
            super.close();
        }
    }
}
