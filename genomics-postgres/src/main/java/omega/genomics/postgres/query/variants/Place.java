package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omega.genomics.Region;
import omega.genomics.postgres.query.ContigOrder;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one contig that one statement reads: the variants whose POS is in it and, on request, those that begin before it
 * and reach into it. These come first in the order of results.
 *
 * @param start first base, 1-based; 0 lets telomeres in
 * @param end last base, inclusive
 * @param isReachedInto true to have variants that begin before {@code start} and end in or after the place
 * @param behind of these only those whose POS is greater: the others belong to an earlier place
 * @param among the regions in the place, of which a variant must overlap one, as a multirange of PostgreSQL; empty for all of it
 */
record Place(String contig, int start, int end, boolean isReachedInto, int behind, String among) {
    private static final int NOTHING = -1;
    /** Each place is a statement. */
    private static final int MOST = 200;

    static Place starting(String contig, int start, int end) {
        return new Place(contig, start, end, false, NOTHING, "");
    }

    static Place whole(String contig) {
        return starting(contig, 0, Integer.MAX_VALUE);
    }

    /** What overlaps the beginning of a contig starts there. */
    static Place overlapping(Region region) {
        return region.start() == 1
                ? starting(region.contig(), 0, region.end())
                : new Place(region.contig(), region.start(), region.end(), true, NOTHING, "");
    }

    /** Makes places of regions: in the order of answers, those that touch made one, and none telling what another has told. */
    static List<Place> of(Collection<Region> regions) {
        List<Region> merged = merged(regions);
        long gap = largestJoinedGap(merged);
        List<Place> places = new ArrayList<>();
        @Nullable Place last = null;
        for (int from = 0, to; from < merged.size(); from = to) {
            to = from + 1;
            while (to < merged.size() && gap(merged, to) <= gap) {
                to++;
            }
            Place place = joined(merged.subList(from, to)).without(last);
            places.add(place);
            last = place;
        }
        return List.copyOf(places);
    }

    /** Makes one place of regions of a contig: all of it is read, as each statement costs more than the rows of a small gap. */
    private static Place joined(List<Region> regions) {
        Region first = regions.get(0);
        Place place = overlapping(new Region(
                first.contig(), first.start(), regions.get(regions.size() - 1).end()));
        if (regions.size() == 1) {
            return place;
        }
        StringBuilder among = new StringBuilder("{");
        for (Region region : regions) {
            among.append(among.length() == 1 ? "[" : ",[")
                    .append(region.start() == 1 ? 0 : region.start())
                    .append(',')
                    .append(region.end())
                    .append(']');
        }
        return new Place(
                place.contig,
                place.start,
                place.end,
                place.isReachedInto,
                place.behind,
                among.append('}').toString());
    }

    /** Returns how far regions may be from each other to be one place, so that there are not too many; 0 if there are few. */
    private static long largestJoinedGap(List<Region> regions) {
        if (regions.size() <= MOST) {
            return 0;
        }
        long[] gaps = IntStream.range(1, regions.size())
                .mapToLong(i -> gap(regions, i))
                .sorted()
                .toArray();
        long gap = gaps[regions.size() - MOST - 1];
        return gap == Long.MAX_VALUE ? gap - 1 : gap; // never from contig to contig
    }

    /** Returns the bases between a region and the one before it. */
    private static long gap(List<Region> regions, int i) {
        Region before = regions.get(i - 1);
        Region here = regions.get(i);
        return before.contig().equals(here.contig()) ? here.start() - before.end() - 1L : Long.MAX_VALUE;
    }

    /** Returns the condition that a variant of the place overlaps one of its regions. */
    Condition overlapsAny() {
        return among.isEmpty()
                ? noCondition()
                : condition(
                        "int8range({0}, greatest({0}, {1}), '[]') && {2}::int8multirange",
                        VARIANTS.POSITION, VARIANTS.END_POS, inline(among)); // a parameter could be parsed for each row
    }

    private static List<Region> merged(Collection<Region> regions) {
        Map<String, List<Region>> byContig = new TreeMap<>(ContigOrder.BY_RANK);
        regions.stream()
                .collect(Collectors.groupingBy(Region::contig)) // to compare names takes longer than to compare numbers
                .forEach(byContig::put);
        List<Region> sorted = new ArrayList<>(regions.size());
        byContig.values().forEach(list -> {
            list.sort(Comparator.comparingInt(Region::start));
            sorted.addAll(list);
        });
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

    /** Returns the rest of this place, as far as variants begin in it. */
    Place startingFrom(int position) {
        return new Place(contig, Math.max(start, position), end, false, NOTHING, among);
    }

    /** Returns this place without the variants that belong to the one before it. */
    Place without(@Nullable Place before) {
        return before == null || !before.contig.equals(contig)
                ? this
                : new Place(contig, start, end, isReachedInto, before.end, among);
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
