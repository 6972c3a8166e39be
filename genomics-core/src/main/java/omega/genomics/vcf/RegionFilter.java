package omega.genomics.vcf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.Region;
import omega.genomics.io.TabixIndex;
import org.jspecify.annotations.Nullable;

/** Tells which records overlap some regions. Immutable; {@link #accepts} keeps nothing. */
final class RegionFilter {
    private final List<Region> regions;
    private final boolean indexed;
    private final @Nullable TabixIndex index;
    /** By contig: starts and ends, in order, overlapping ones made one. */
    private final Map<String, int[]> intervals = new HashMap<>();

    private RegionFilter(List<Region> regions, boolean indexed, @Nullable TabixIndex index) {
        this.regions = regions;
        this.indexed = indexed;
        this.index = index;
        Map<String, List<Region>> byContig = new HashMap<>();
        regions.forEach(region -> byContig.computeIfAbsent(region.contig(), contig -> new ArrayList<>())
                .add(region));
        byContig.forEach((contig, list) -> intervals.put(contig, merged(list)));
    }

    static RegionFilter indexed(List<Region> regions) {
        return new RegionFilter(regions, true, null);
    }

    static RegionFilter indexed(TabixIndex index, List<Region> regions) {
        return new RegionFilter(regions, true, index);
    }

    static RegionFilter scanning(List<Region> regions) {
        return new RegionFilter(regions, false, null);
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
        int[] bounds = intervals.get(record.chrom());
        return bounds != null && overlaps(bounds, record);
    }

    private static boolean overlaps(int[] bounds, VcfRecord record) {
        int start = Math.max(1, record.pos());
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
