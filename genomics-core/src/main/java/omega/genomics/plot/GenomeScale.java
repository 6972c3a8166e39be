package omega.genomics.plot;

import omega.genomics.Interval;
import omega.genomics.Region;

/** Positions of a contig to pixels. A base covers the space from its own x to that of the next. */
record GenomeScale(Region region, double left, double right) {
    /** A shape that is narrower cannot be seen. */
    private static final double THINNEST = 1.4;

    double x(double position) {
        return left
                + (position - region.start())
                        * (right - left)
                        / region.interval().length();
    }

    double middle(int position) {
        return x(position + 0.5);
    }

    boolean shows(Interval interval) {
        return interval.overlaps(region.interval());
    }

    /** The left end of what is shown of an interval. */
    double from(Interval interval) {
        return Math.min(x(Math.max(interval.start(), region.start())), right - THINNEST);
    }

    /** The width of what is shown of an interval. */
    double width(Interval interval) {
        double end = x(Math.min(interval.end(), region.end()) + 1.0);
        return Math.max(THINNEST, end - from(interval));
    }
}
