package omega.genomics.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omega.genomics.plot.Shape.Anchor;

/**
 * Finds room for labels above points of a line, in lanes one above the other.
 *
 * <p>A label is moved sideways as long as it stays above its point, or up; from there a leader goes straight down. No label
 * covers another or its leader, and none leaves the bounds. What has no room is left out. Labels placed first have the choice.
 */
final class LabelLanes {
    static final double LANE = 14;
    private static final double GAP = 5;
    private static final double LEADER = 2;

    /** Where a label goes: lane 0 is the lowest. */
    record Place(int lane, double left, double width) {
        /** The side by which to hold a label, so that one that is drawn narrower stays above its point. */
        Anchor anchor(double x) {
            double share = (x - left) / width;
            return share < 1 / 3.0 ? Anchor.START : share > 2 / 3.0 ? Anchor.END : Anchor.MIDDLE;
        }

        double at(Anchor anchor) {
            return left + anchor.share * width;
        }
    }

    private record Taken(double left, double right) {}

    private final double left;
    private final double right;
    private final List<List<Taken>> lanes = new ArrayList<>();
    private int used;

    LabelLanes(int count, double left, double right) {
        this.left = left;
        this.right = right;
        for (int i = 0; i < count; i++) {
            lanes.add(new ArrayList<>());
        }
    }

    /** Makes room for a label of a width above x, or finds none. */
    Optional<Place> place(double x, double width) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            double at = free(lanes.get(lane), x, width);
            if (!Double.isNaN(at)) {
                take(lane, x, at, width);
                return Optional.of(new Place(lane, at, width));
            }
            if (!isFree(lanes.get(lane), x - LEADER, x + LEADER)) {
                break; // no way up for the leader
            }
        }
        return Optional.empty();
    }

    /** The lanes in use. */
    int used() {
        return used;
    }

    private void take(int lane, double x, double at, double width) {
        lanes.get(lane).add(new Taken(at - GAP / 2, at + width + GAP / 2));
        for (int below = 0; below < lane; below++) {
            lanes.get(below).add(new Taken(x - LEADER, x + LEADER));
        }
        used = Math.max(used, lane + 1);
    }

    /** The left end nearest to a middle place, or no number. */
    private double free(List<Taken> taken, double x, double width) {
        double best = Double.NaN;
        double middle = Math.max(left, Math.min(right - width, x - width / 2));
        List<Double> candidates = new ArrayList<>(List.of(middle));
        for (Taken other : taken) {
            candidates.add(other.right + GAP / 2);
            candidates.add(other.left - GAP / 2 - width);
        }
        for (double at : candidates) {
            boolean above = at <= x && x <= at + width;
            boolean within = at >= left && at + width <= right;
            boolean better = Double.isNaN(best) || Math.abs(at - middle) < Math.abs(best - middle);
            if (above && within && better && isFree(taken, at - GAP / 2 + 1e-6, at + width + GAP / 2 - 1e-6)) {
                best = at;
            }
        }
        return best;
    }

    private static boolean isFree(List<Taken> taken, double from, double to) {
        return taken.stream().noneMatch(other -> from < other.right && other.left < to);
    }
}
