package omega.genomics.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Builds a {@link TabixIndex} line by line, in file order. Takes memory proportional to the index. Not thread-safe. */
public final class TabixBuilder {
    private final TabixFormat format;
    private final TabixLayout layout;
    private final BinScheme scheme;
    private final List<String> names = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<ContigBins> finished = new ArrayList<>();

    private String contig = "";
    private long lastStart;
    private long firstPlace;
    private long lastPlace;
    private long lines;
    private Map<Integer, Chunks> bins = new TreeMap<>();
    private long[] linear = {};
    private int linearSize;

    /** The chunks of one bin. */
    private static final class Chunks {
        long[] ranges = new long[2];
        int size;

        /** Adds a range; a range that begins in the block where the last one ends extends it. */
        void add(long from, long to) {
            if (size > 0 && ranges[size - 1] >>> 16 >= from >>> 16) {
                ranges[size - 1] = to;
                return;
            }
            if (size == ranges.length) {
                ranges = Arrays.copyOf(ranges, size * 2);
            }
            ranges[size++] = from;
            ranges[size++] = to;
        }
    }

    /**
     * Creates an empty builder.
     *
     * @param format the file format
     * @param layout the layout of the lines
     */
    public TabixBuilder(TabixFormat format, TabixLayout layout) {
        this.format = Objects.requireNonNull(format, "format");
        this.layout = Objects.requireNonNull(layout, "layout");
        this.scheme = format == TabixFormat.TBI ? BinScheme.TBI : BinScheme.CSI;
    }

    /**
     * Adds the next line.
     *
     * @param name the name of its contig
     * @param start its first base, 1-based; 0 is treated as 1
     * @param end its last base, 1-based, inclusive
     * @param from the offset of its first byte
     * @param to the offset after its last byte: the start of the next line
     * @throws IllegalArgumentException if the lines are not sorted, the lines of a contig are not contiguous, or a
     *     position is too large for the format
     */
    public void add(String name, int start, int end, VirtualOffset from, VirtualOffset to) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(name, "name");
        long start0 = Math.max(0, start - 1L);
        long end0 = Math.max(start0 + 1, end);
        if (end0 > scheme.limit()) {
            throw new IllegalArgumentException("expected positions up to " + scheme.limit() + ", found " + end
                    + "; a .csi index takes larger ones");
        }
        if (lines == 0 || !name.equals(contig)) {
            startContig(name, from);
        }
        if (start0 < lastStart) {
            throw new IllegalArgumentException(
                    "expected positions in ascending order, found " + start + " after " + (lastStart + 1));
        }
        lastStart = start0;
        lastPlace = to.packed();
        lines++;
        bins.computeIfAbsent(scheme.bin(start0, end0), bin -> new Chunks()).add(from.packed(), to.packed());
        addLinear((int) (start0 >> scheme.minShift()), (int) ((end0 - 1) >> scheme.minShift()), from.packed());
    }

    private void startContig(String name, VirtualOffset from) {
        finishContig();
        if (!seen.add(name)) {
            throw new IllegalArgumentException(
                    "expected all lines of contig " + name + " together, found more of them");
        }
        contig = name;
        names.add(name);
        firstPlace = from.packed();
        lastStart = 0;
    }

    private void addLinear(int first, int last, long place) {
        if (last >= linear.length) {
            linear = Arrays.copyOf(linear, Math.max(linear.length * 2, last + 1));
        }
        if (last >= linearSize) {
            Arrays.fill(linear, linearSize, last + 1, -1);
            linearSize = last + 1;
        }
        for (int i = first; i <= last; i++) {
            if (linear[i] == -1) {
                linear[i] = place;
            }
        }
    }

    private void finishContig() {
        if (lines == 0) {
            return;
        }
        // An empty window takes the bound of the previous one, which is never too high.
        long bound = linear[0] == -1 ? 0 : linear[0];
        for (int i = 0; i < linearSize; i++) {
            bound = linear[i] == -1 ? bound : linear[i];
            linear[i] = bound;
        }
        int[] numbers = bins.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[][] chunks = bins.values().stream()
                .map(list -> Arrays.copyOf(list.ranges, list.size))
                .toArray(long[][]::new);
        boolean tbi = format == TabixFormat.TBI;
        finished.add(new ContigBins(
                numbers,
                chunks,
                tbi ? new long[0] : lowest(numbers),
                tbi ? Arrays.copyOf(linear, linearSize) : new long[0],
                new long[] {firstPlace, lastPlace, lines, 0}));
        bins = new TreeMap<>();
        linearSize = 0;
        lines = 0;
    }

    private long[] lowest(int[] numbers) {
        return Arrays.stream(numbers)
                .mapToLong(bin -> linear[(int) Math.min(scheme.start(bin) >> scheme.minShift(), linearSize - 1)])
                .toArray();
    }

    /**
     * Builds an index without names, as BCF files have: contigs are known by their numbers in the header. The builder must not be used
     * afterwards.
     *
     * @param order the names that lines were added by, in the order of the header, with those that have no lines
     * @return the index of all lines added; it has an entry for each of the names
     * @throws IllegalArgumentException if a line was added by another name
     */
    public TabixIndex buildNumbered(List<String> order) {
        Objects.requireNonNull(order, "order");
        finishContig();
        List<ContigBins> numbered = new ArrayList<>(Collections.nCopies(order.size(), ContigBins.NONE));
        for (int i = 0; i < names.size(); i++) {
            int number = order.indexOf(names.get(i));
            if (number < 0) {
                throw new IllegalArgumentException("expected one of the contigs of the header, found " + names.get(i));
            }
            numbered.set(number, finished.get(i));
        }
        return new TabixIndex(new TabixContents(format, layout, scheme, List.of(), numbered));
    }

    /**
     * Builds the index. The builder must not be used afterwards.
     *
     * @return the index of all lines added
     */
    public TabixIndex build() {
        finishContig();
        return new TabixIndex(new TabixContents(format, layout, scheme, names, finished));
    }
}
