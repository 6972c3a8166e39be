package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import omega.genomics.Interval;
import omega.genomics.Region;

/** Positions of a contig to pixels: straight, or in pieces. A base covers the space from its own x to that of the next. */
final class GenomeScale {
    /** A shape that is narrower cannot be seen. */
    private static final double THINNEST = 1.4;

    /** The share of the width that shortened gaps take together, whatever their number. */
    private static final double GAPS = 0.4;

    private final Region region;
    private final double left;
    private final double right;
    /** Where pieces begin, and the end of the last; x of each. */
    private final double[] positions;

    private final double[] xs;

    private GenomeScale(Region region, double left, double right, double[] positions, double[] xs) {
        this.region = region;
        this.left = left;
        this.right = right;
        this.positions = positions;
        this.xs = xs;
    }

    static GenomeScale straight(Region region, double left, double right) {
        double[] positions = {region.start(), region.end() + 1.0};
        return new GenomeScale(region, left, right, positions, new double[] {left, right});
    }

    /** Keeps what lies in blocks to scale, and shortens what lies between them: the longer, the more. */
    static GenomeScale shortened(Region region, Collection<Interval> blocks, double left, double right) {
        List<Interval> pieces = pieces(region, blocks);
        int gaps = pieces.size() / 2 + 1;
        double kept = 0;
        for (int i = 1; i < pieces.size(); i += 2) {
            kept += pieces.get(i).length();
        }
        double longest = kept * GAPS / (1 - GAPS) / gaps;
        double[] positions = new double[pieces.size() + 1];
        double[] weights = new double[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            double length = pieces.get(i).length();
            positions[i] = pieces.get(i).start();
            weights[i + 1] = weights[i] + (i % 2 == 1 ? length : Math.min(length, longest));
        }
        positions[pieces.size()] = region.end() + 1.0;
        double unit = (right - left) / weights[pieces.size()];
        double[] xs = Arrays.stream(weights).map(weight -> left + weight * unit).toArray();
        return new GenomeScale(region, left, right, positions, xs);
    }

    /** Gap, block, gap, … block, gap, from end to end of the region. */
    private static List<Interval> pieces(Region region, Collection<Interval> blocks) {
        List<Interval> merged = merged(blocks);
        List<Interval> pieces = new ArrayList<>();
        int at = region.start();
        for (Interval block : merged) {
            if (block.start() > at && block.end() < region.end()) {
                pieces.add(new Interval(at, block.start() - 1));
                pieces.add(block);
                at = block.end() + 1;
            }
        }
        pieces.add(new Interval(at, region.end()));
        return pieces;
    }

    /** What intervals cover, in order; those that touch become one. */
    static List<Interval> merged(Collection<Interval> blocks) {
        List<Interval> merged = new ArrayList<>();
        for (Interval block : blocks.stream().sorted(Comparator.naturalOrder()).toList()) {
            Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && block.start() <= last.end() + 1) {
                int end = Math.max(last.end(), block.end());
                merged.set(merged.size() - 1, new Interval(last.start(), end));
            } else {
                merged.add(block);
            }
        }
        return merged;
    }

    boolean isStraight() {
        return xs.length == 2;
    }

    Region region() {
        return region;
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    /** Pixels a base takes where it takes most. */
    double widestBase() {
        double widest = 0;
        for (int i = 1; i < xs.length; i++) {
            widest = Math.max(widest, (xs[i] - xs[i - 1]) / (positions[i] - positions[i - 1]));
        }
        return widest;
    }

    double x(double position) {
        int piece = 1;
        while (piece < positions.length - 1 && position > positions[piece]) {
            piece++;
        }
        double share = (position - positions[piece - 1]) / (positions[piece] - positions[piece - 1]);
        return xs[piece - 1] + share * (xs[piece] - xs[piece - 1]);
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
