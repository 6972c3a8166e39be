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
import omega.genomics.Region;
import omega.genomics.io.TabixIndex;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * Tells which records overlap some regions. As part of options it knows the contigs as they were asked for;
 * {@link #of} makes one that knows them as a file names them, for any number of threads.
 */
final class RegionFilter {
    private final List<Region> regions;
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
            List<Region> regions, boolean indexed, @Nullable TabixIndex index, @Nullable ContigAliases aliases) {
        this.regions = regions;
        this.indexed = indexed;
        this.index = index;
        this.aliases = aliases;
    }

    static RegionFilter indexed(List<Region> regions) {
        return new RegionFilter(regions, true, null, null);
    }

    static RegionFilter indexed(TabixIndex index, List<Region> regions) {
        return new RegionFilter(regions, true, index, null);
    }

    static RegionFilter scanning(List<Region> regions) {
        return new RegionFilter(regions, false, null, null);
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
        RegionFilter filter = new RegionFilter(new ArrayList<>(), indexed, index, found);
        for (Region region : regions) {
            Set<String> possible = filter.names.computeIfAbsent(region.contig(), found::of);
            if (indexed && found.isKnown() && possible.stream().noneMatch(found::isKnown)) {
                throw found.unknown(region.contig());
            }
            for (String name : possible) {
                Region there = new Region(name, region.start(), region.end());
                filter.regions.add(there);
                byName.computeIfAbsent(name, none -> new ArrayList<>()).add(there);
            }
        }
        byName.forEach((name, there) -> filter.wanted.put(name, new Wanted(there)));
        return filter;
    }

    /**
     * Looks back on a whole file: only its records may tell which contigs there are.
     *
     * @throws IllegalArgumentException if a region's contig was neither declared nor met, or met under two names
     */
    void checkContigs() {
        ContigAliases file = Objects.requireNonNull(aliases);
        names.forEach((asked, possible) -> {
            List<String> met = possible.stream()
                    .filter(name -> Objects.requireNonNull(wanted.get(name)).seen)
                    .toList();
            if (met.isEmpty() && possible.stream().noneMatch(file::isKnown)) {
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
            return false;
        }
        if (!contig.seen) {
            contig.seen = true;
        }
        return overlaps(contig.bounds, record);
    }

    private static boolean overlaps(int[] bounds, VcfRecord record) {
        int start = Math.max(1, record.position());
        // The first interval that ends at or behind the start; only it can decide without the record's end.
        int low = 0;
        int high = bounds.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[2 * middle + 1] < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (2 * low == bounds.length) {
            return false;
        }
        return bounds[2 * low] <= start || bounds[2 * low] <= record.end();
    }

    /** Returns the regions as they are written. */
    @Override
    public String toString() {
        List<String> texts = regions.stream().map(Region::toString).toList();
        return String.join(",", texts) + (indexed ? "" : " (scanning)");
    }
}
