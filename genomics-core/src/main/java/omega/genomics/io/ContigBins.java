package omega.genomics.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bins of one contig, with lower bounds for the offsets of lines that overlap a position.
 *
 * @param bins the numbers of the bins, ascending, without the pseudo-bin
 * @param chunks by bin: start and end of each chunk, as packed offsets
 * @param lowest by bin, for CSI: the lowest offset of a line that overlaps the bin's start or comes after it; empty
 *     for TBI
 * @param linear by window of 2^14 bases, for TBI: the lowest offset of a line that overlaps it; empty for CSI
 * @param meta start and end of the contig's lines, the number of lines, 0; empty if the index does not record them
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record ContigBins(int[] bins, long[][] chunks, long[] lowest, long[] linear, long[] meta) {
    /** Those of a contig without lines. */
    static final ContigBins NONE = new ContigBins(new int[0], new long[0][], new long[0], new long[0], new long[0]);

    /** Adds the chunks that may contain lines of an interval. */
    void find(BinScheme scheme, long start0, long end0, List<VirtualOffset.Range> found) {
        if (start0 >= scheme.limit()) {
            return;
        }
        long last = Math.min(end0, scheme.limit()) - 1;
        long from = lowest(scheme, start0);
        for (int level = 0; level <= scheme.depth(); level++) {
            int first = BinScheme.first(level) + (int) (start0 >> scheme.shift(level));
            int stop = BinScheme.first(level) + (int) (last >> scheme.shift(level));
            for (int i = lowerBound(first); i < bins.length && bins[i] <= stop; i++) {
                addChunks(chunks[i], from, found);
            }
        }
    }

    private static void addChunks(long[] ranges, long from, List<VirtualOffset.Range> found) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (Long.compareUnsigned(ranges[i + 1], from) > 0) {
                long start = Long.compareUnsigned(ranges[i], from) < 0 ? from : ranges[i];
                found.add(
                        new VirtualOffset.Range(VirtualOffset.ofPacked(start), VirtualOffset.ofPacked(ranges[i + 1])));
            }
        }
    }

    private int lowerBound(int bin) {
        int i = Arrays.binarySearch(bins, bin);
        return i < 0 ? -i - 1 : i;
    }

    /** Returns an offset before which no line overlaps the position. */
    private long lowest(BinScheme scheme, long start0) {
        if (linear.length > 0) {
            return linear[(int) Math.min(start0 >> scheme.minShift(), linear.length - 1)];
        }
        if (lowest.length == 0) {
            return 0;
        }
        int bin = BinScheme.first(scheme.depth()) + (int) (start0 >> scheme.minShift());
        while (true) {
            int i = Arrays.binarySearch(bins, bin);
            if (i >= 0) {
                return lowest[i];
            }
            if (bin == 0) {
                return 0;
            }
            // The previous sibling, or else the parent.
            int firstSibling = (BinScheme.parent(bin) << 3) + 1;
            bin = bin > firstSibling ? bin - 1 : BinScheme.parent(bin);
        }
    }

    OptionalLong count() {
        return meta.length == 4 ? OptionalLong.of(meta[2]) : OptionalLong.empty();
    }

    Optional<VirtualOffset> end() {
        return meta.length == 4 ? Optional.of(VirtualOffset.ofPacked(meta[1])) : Optional.empty();
    }

    /** Sorts chunks, and merges those that overlap or are adjacent. */
    static List<VirtualOffset.Range> merged(List<VirtualOffset.Range> chunks) {
        List<VirtualOffset.Range> sorted = new ArrayList<>(chunks);
        sorted.sort(Comparator.comparing(VirtualOffset.Range::start));
        List<VirtualOffset.Range> merged = new ArrayList<>();
        for (VirtualOffset.Range chunk : sorted) {
            VirtualOffset.Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || chunk.start().compareTo(last.end()) > 0) {
                merged.add(chunk);
            } else if (chunk.end().compareTo(last.end()) > 0) {
                merged.set(merged.size() - 1, new VirtualOffset.Range(last.start(), chunk.end()));
            }
        }
        return merged;
    }
}
