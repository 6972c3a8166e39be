package omega.genomics.postgres.query.variants;

import omega.genomics.Region;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one contig that one statement is asked about.
 *
 * @param start first base, 1-based; 0 lets telomeres in
 * @param end last base, inclusive
 * @param isByStart true for variants whose POS is in it, false for variants that share a base with it
 * @param behind only variants whose POS is greater: those of an earlier place are not told again
 */
record Place(String contig, int start, int end, boolean isByStart, int behind) {
    private static final int NOTHING = -1;

    static Place starting(String contig, int start, int end) {
        return new Place(contig, start, end, true, NOTHING);
    }

    static Place whole(String contig) {
        return starting(contig, 0, Integer.MAX_VALUE);
    }

    /** What overlaps the beginning of a contig starts there. */
    static Place overlapping(Region region) {
        return region.start() == 1
                ? starting(region.contig(), 0, region.end())
                : new Place(region.contig(), region.start(), region.end(), false, NOTHING);
    }

    /** Returns this place without what the one before it has told. */
    Place without(@Nullable Place before) {
        return before == null || !before.contig.equals(contig)
                ? this
                : new Place(contig, start, end, isByStart, before.end);
    }

    boolean isBefore(VariantCursor cursor) {
        return contig.equals(cursor.contig()) && end < cursor.position();
    }
}
