package omega.genomics.postgres.query.variants;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import omega.genomics.Region;
import omega.genomics.postgres.query.ContigOrder;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one contig that one statement reads: the variants whose POS is in it and, on request, those that begin before it
 * and reach into it. These come first in the order of results.
 *
 * @param start first base, 1-based; 0 lets telomeres in
 * @param end last base, inclusive
 * @param isReachedInto true to have variants that begin before {@code start} and end in or after the place
 * @param behind of these only those whose POS is greater: the others belong to an earlier place
 */
record Place(String contig, int start, int end, boolean isReachedInto, int behind) {
    private static final int NOTHING = -1;

    static Place starting(String contig, int start, int end) {
        return new Place(contig, start, end, false, NOTHING);
    }

    static Place whole(String contig) {
        return starting(contig, 0, Integer.MAX_VALUE);
    }

    /** What overlaps the beginning of a contig starts there. */
    static Place overlapping(Region region) {
        return region.start() == 1
                ? starting(region.contig(), 0, region.end())
                : new Place(region.contig(), region.start(), region.end(), true, NOTHING);
    }

    /** Makes places of regions: in the order of answers, those that touch made one, and none telling what another has told. */
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

    /** Returns this place without the variants that belong to the one before it. */
    Place without(@Nullable Place before) {
        return before == null || !before.contig.equals(contig)
                ? this
                : new Place(contig, start, end, isReachedInto, before.end);
    }

    /** Returns true if nothing of this place comes after the cursor. */
    boolean isBefore(VariantCursor cursor) {
        return contig.equals(cursor.contig()) && end < cursor.position();
    }

    /** Returns true if the variants that reach into the place come before the cursor. */
    boolean isEnteredBefore(@Nullable VariantCursor cursor) {
        return !isReachedInto || (cursor != null && cursor.position() >= start);
    }
}
