package omega.genomics.vcf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.ParseException;
import omega.genomics.Region;
import omega.genomics.io.BgzfInputStream;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.io.VirtualOffset;
import omega.genomics.vcf.header.VcfHeader;

/**
 * A part of a VCF or BCF file, BGZF or not compressed, whole records only, to be read anywhere the file can be:
 * {@code VcfReader.options().open(split)}.
 *
 * <p>The splits of a file hold each record once and in order. A part of BCF begins where four records in a row are valid; should bytes
 * of another record look like that, reading the part before it throws.
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
     * Splits a file into parts of about the same stored size, without reading more than a block, or a few records of BCF, at each border.
     *
     * @param path a BGZF file, or one that is not compressed; VCF or BCF
     * @param count how many parts are wanted, 1 or more
     * @return that many or fewer, in file order; at least one
     * @throws IOException if the file cannot be read, or is compressed in another way
     * @throws ParseException if it is damaged
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static List<VcfSplit> of(Path path, int count) throws IOException {
        Objects.requireNonNull(path, "path");
        return of(InputSource.of(path), count);
    }

    /**
     * Splits a file into parts of about the same stored size, without reading more than a block, or a few records of BCF, at each border.
     *
     * @param source a file in any storage, BGZF or not compressed; VCF or BCF
     * @param count how many parts are wanted, 1 or more
     * @return that many or fewer, in file order; at least one
     * @throws IOException if the file cannot be read, or is compressed in another way
     * @throws ParseException if it is damaged
     * @throws IllegalArgumentException if the count is less than 1
     */
    public static List<VcfSplit> of(InputSource source, int count) throws IOException {
        Objects.requireNonNull(source, "source");
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 split or more, found " + count);
        }
        try (SplitBorders borders = SplitBorders.open(source)) {
            return cut(source, borders, borders.afterHeader(), borders.end(), count);
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
        try (SplitBorders borders = SplitBorders.open(source)) {
            if (borders.compression() != Compression.BGZF) {
                throw new IOException(source.name() + ": expected a BGZF file for reading regions; see bgzip");
            }
            TabixIndex named = index.withContigs(borders.contigs(header));
            RegionFilter filter =
                    RegionFilter.indexed(named, List.copyOf(regions)).of(header, named.contigs(), source.name());
            for (Region region : filter.regions()) {
                for (VirtualOffset.Range chunk : named.chunks(region)) {
                    borders.check(chunk, region.contig());
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
                        cut(source, borders, chunk.start().packed(), chunk.end().packed(), parts));
            }
        }
        return splits;
    }

    private static List<VcfSplit> cut(InputSource source, SplitBorders borders, long begin, long end, int count)
            throws IOException {
        List<Long> starts = new ArrayList<>();
        starts.add(begin);
        long first = borders.stored(begin);
        long size = Math.min(borders.size(), borders.stored(end)) - first;
        for (int i = 1; i < count; i++) {
            long target = first + (long) ((double) size * i / count);
            long last = starts.get(starts.size() - 1);
            if (target < borders.stored(last)) {
                continue; // the record before is longer than a part
            }
            long border = borders.next(target);
            if (Long.compareUnsigned(border, end) >= 0) {
                break;
            }
            if (Long.compareUnsigned(border, last) > 0) {
                starts.add(border);
            }
        }
        starts.add(end);
        List<VcfSplit> splits = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) {
            splits.add(new VcfSplit(source, borders.compression(), starts.get(i - 1), starts.get(i), 0));
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
     * Counts the lines of this part: of BCF, those of its text. Reads all of it.
     *
     * @return lines, an unfinished last one among them
     * @throws IOException if the file cannot be read
     * @throws ParseException if it is damaged
     */
    public long countLines() throws IOException {
        if (BcfFile.is(source)) {
            return countBcfLines(BcfFile.of(source));
        }
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

    private long countBcfLines(BcfFile bcf) throws IOException {
        boolean hasHeader = start == 0;
        VcfSplit records = hasHeader ? new VcfSplit(source, compression, bcf.afterHeader(), end, 0) : this;
        try (InputStream in = records.open()) {
            return bcf.countRecords(in, toString()) + (hasHeader ? bcf.header().lines() : 0);
        }
    }

    /** Opens its lines, or its records of BCF. */
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
        return source + " (" + place(start) + " to " + (SplitBorders.isEnd(compression, end) ? "its end" : place(end))
                + ')';
    }

    private String place(long at) {
        return compression == Compression.BGZF ? (at >>> 16) + "/" + (at & 0xffff) : Long.toString(at);
    }
}
