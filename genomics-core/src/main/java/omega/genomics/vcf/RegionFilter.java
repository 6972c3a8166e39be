package omega.genomics.vcf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.ByteSlice;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.bed.RegionOverlap;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * Tells which records overlap some regions. As part of options it knows the contigs as they were asked for;
 * {@link #of} makes one that knows them as a file names them, for any number of threads.
 */
final class RegionFilter {
    private static final int SHOWN = 3;

    /** Which records are wanted. */
    private enum Kind {
        /** Those in a region. */
        REGIONS,
        /** Those in a target. */
        TARGETS,
        /** Those in no target. */
        EXCEPT
    }

    private final List<Region> regions;
    /** The file that lists them; null if a caller named each. */
    private final @Nullable String list;

    private final Kind kind;
    private final RegionOverlap overlap;
    private final boolean indexed;
    private final @Nullable TabixIndex index;
    /** Null as part of options. */
    private final @Nullable ContigAliases aliases;
    /** By the name of the contig in the file. */
    private final Map<String, Wanted> wanted = new HashMap<>();
    /** By the name that was asked for: those it may have in the file. */
    private final Map<String, Set<String>> names = new LinkedHashMap<>();

    /** Intervals of one contig: starts and ends, in order, overlapping ones made one. */
    private static final class Wanted {
        final int[] bounds;
        /** Whether there was a record of the contig; set by any thread, asked behind all. */
        volatile boolean seen;

        Wanted(List<Region> regions) {
            bounds = merged(regions);
        }
    }

    private RegionFilter(
            List<Region> regions,
            @Nullable String list,
            Kind kind,
            RegionOverlap overlap,
            boolean indexed,
            @Nullable TabixIndex index,
            @Nullable ContigAliases aliases) {
        this.regions = regions;
        this.list = list;
        this.kind = kind;
        this.overlap = overlap;
        this.indexed = indexed;
        this.index = index;
        this.aliases = aliases;
    }

    static RegionFilter indexed(List<Region> regions) {
        return new RegionFilter(regions, null, Kind.REGIONS, RegionOverlap.RECORD, true, null, null);
    }

    static RegionFilter indexed(TabixIndex index, List<Region> regions) {
        return new RegionFilter(regions, null, Kind.REGIONS, RegionOverlap.RECORD, true, index, null);
    }

    static RegionFilter scanning(List<Region> regions) {
        return new RegionFilter(regions, null, Kind.REGIONS, RegionOverlap.RECORD, false, null, null);
    }

    static RegionFilter of(RegionFile file, boolean indexed) {
        return new RegionFilter(file.regions(), file.name(), Kind.REGIONS, RegionOverlap.RECORD, indexed, null, null);
    }

    /** Of records in a target, or in none. */
    static RegionFilter targets(RegionFile file, boolean isWanted) {
        return new RegionFilter(
                file.regions(),
                file.name(),
                isWanted ? Kind.TARGETS : Kind.EXCEPT,
                RegionOverlap.POSITION,
                false,
                null,
                null);
    }

    /** The same regions, as part of options, with another rule about what is inside. */
    RegionFilter overlap(RegionOverlap rule) {
        return rule == overlap ? this : new RegionFilter(regions, list, kind, rule, indexed, index, null);
    }

    /**
     * Returns the filter for one file, where a region's contig may have another of its names.
     *
     * @param contigs names besides those the header declares
     * @param source the file, for messages
     * @throws IllegalArgumentException if the file is known to have no such contig, or more than one
     */
    RegionFilter of(VcfHeader header, Collection<String> contigs, String source) {
        if (aliases != null) {
            return this;
        }
        ContigAliases found = new ContigAliases(header, contigs, source);
        Map<String, List<Region>> byName = new LinkedHashMap<>();
        RegionFilter filter = new RegionFilter(new ArrayList<>(), list, kind, overlap, indexed, index, found);
        for (Region region : regions) {
            Set<String> possible = filter.names.computeIfAbsent(region.contig(), found::of);
            if (list == null && indexed && found.isKnown() && possible.stream().noneMatch(found::isKnown)) {
                throw found.unknown(region.contig());
            }
            for (String name : possible) {
                Region there = new Region(name, region.start(), region.end());
                filter.regions.add(there);
                byName.computeIfAbsent(name, none -> new ArrayList<>()).add(there);
            }
        }
        byName.forEach((name, there) -> filter.wanted.put(name, new Wanted(there)));
        if (indexed && found.isKnown()) {
            filter.checkList(found);
        }
        return filter;
    }

    /** A list may have contigs that the file lacks, but if it lacks all of them, their names are probably of another kind. */
    private void checkList(ContigAliases file) {
        boolean isForeign = list != null
                && !names.isEmpty()
                && names.values().stream()
                        .flatMap(Set::stream)
                        .noneMatch(name -> file.isKnown(name) || Objects.requireNonNull(wanted.get(name)).seen);
        if (isForeign) {
            throw file.unknownList(String.valueOf(list), names.keySet());
        }
    }

    /**
     * Looks back on a whole file: only its records may tell which contigs there are.
     *
     * @throws IllegalArgumentException if a region's contig was neither declared nor met, or met under two names
     */
    void checkContigs() {
        ContigAliases file = Objects.requireNonNull(aliases);
        checkList(file);
        names.forEach((asked, possible) -> {
            List<String> met = possible.stream()
                    .filter(name -> Objects.requireNonNull(wanted.get(name)).seen)
                    .toList();
            if (list == null && met.isEmpty() && possible.stream().noneMatch(file::isKnown)) {
                throw file.unknown(asked);
            }
            if (met.size() > 1) {
                throw new IllegalArgumentException(
                        '"' + asked + "\" stands for more than one contig, name one: " + String.join(", ", met));
            }
        });
    }

    private static int[] merged(List<Region> regions) {
        List<Region> sorted = new ArrayList<>(regions);
        sorted.sort(Comparator.comparingInt(Region::start));
        int[] bounds = new int[2 * sorted.size()];
        int n = 0;
        for (Region region : sorted) {
            if (n > 0 && region.start() <= bounds[n - 1]) {
                bounds[n - 1] = Math.max(bounds[n - 1], region.end());
            } else {
                bounds[n++] = region.start();
                bounds[n++] = region.end();
            }
        }
        return java.util.Arrays.copyOf(bounds, n);
    }

    boolean isIndexed() {
        return indexed;
    }

    /** Returns the index that the caller holds; null for the one beside the file. */
    @Nullable
    TabixIndex index() {
        return index;
    }

    List<Region> regions() {
        return regions;
    }

    boolean accepts(VcfRecord record) {
        Wanted contig = wanted.get(record.contig());
        if (contig == null) {
            return kind == Kind.EXCEPT;
        }
        if (!contig.seen) {
            contig.seen = true;
        }
        return isInside(record, contig.bounds) != (kind == Kind.EXCEPT);
    }

    private boolean isInside(VcfRecord record, int[] bounds) {
        int start = kind == Kind.REGIONS ? Math.max(1, start(record)) : start(record);
        int next = firstEndingAt(bounds, start);
        return next < bounds.length
                && ((overlap != RegionOverlap.VARIANT && bounds[next] <= start) || bounds[next] <= end(record));
    }

    /** The first position that counts; one behind the last for what is between two bases. */
    private int start(VcfRecord record) {
        return overlap == RegionOverlap.VARIANT ? record.position() + unchanged(record) : record.position();
    }

    private int end(VcfRecord record) {
        return overlap == RegionOverlap.POSITION ? record.position() : record.end();
    }

    /** The number of bases at the beginning of a record that no ALT allele changes. */
    private static int unchanged(VcfRecord record) {
        int unchanged = record.end() - record.position() + 1;
        ByteSlice ref = record.refBytes();
        for (int i = 0; i < record.altCount() && unchanged > 0; i++) {
            ByteSlice alt = record.altBytes(i);
            int most = Math.min(unchanged, Math.min(ref.length(), alt.length()));
            int same = 0;
            while (same < most && ref.byteAt(same) == alt.byteAt(same)) {
                same++;
            }
            unchanged = same;
        }
        return unchanged;
    }

    /** The index of the first interval that ends at or behind a position. */
    private static int firstEndingAt(int[] bounds, int position) {
        int low = 0;
        int high = bounds.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle + 1] < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 2 * low;
    }

    /** Returns the regions as they are written, or where. */
    @Override
    public String toString() {
        String shown = list != null
                ? (kind == Kind.EXCEPT ? "^" : "") + list
                : regions.stream().limit(SHOWN).map(Region::toString).collect(Collectors.joining(","))
                        + (regions.size() > SHOWN ? " and " + (regions.size() - SHOWN) + " more" : "");
        RegionOverlap usual = kind == Kind.REGIONS ? RegionOverlap.RECORD : RegionOverlap.POSITION;
        return shown
                + (indexed || kind != Kind.REGIONS ? "" : " (scanning)")
                + (overlap == usual ? "" : " (" + overlap + ")");
    }
}
