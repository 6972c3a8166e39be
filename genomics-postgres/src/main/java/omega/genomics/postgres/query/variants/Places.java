package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.postgres.query.ContigOrder;
import org.jspecify.annotations.Nullable;

/** Makes places of regions: in the order of answers, those that touch made one, and none telling what another has told. */
final class Places {
    private Places() {}

    static List<Place> of(Collection<Region> regions) {
        List<Place> places = new ArrayList<>();
        @Nullable Place last = null;
        for (Region region : merged(regions)) {
            Place place = Place.overlapping(region).without(last);
            places.add(place);
            last = place;
        }
        return List.copyOf(places);
    }

    private static List<Region> merged(Collection<Region> regions) {
        List<Region> sorted = regions.stream()
                .sorted(Comparator.comparing(Region::contig, ContigOrder.BY_RANK)
                        .thenComparing(Region::start))
                .toList();
        List<Region> merged = new ArrayList<>();
        for (Region region : sorted) {
            @Nullable Region last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.contig().equals(region.contig()) && region.start() - 1L <= last.end()) {
                merged.set(
                        merged.size() - 1, new Region(last.contig(), last.start(), Math.max(last.end(), region.end())));
            } else {
                merged.add(region);
            }
        }
        return merged;
    }
}
