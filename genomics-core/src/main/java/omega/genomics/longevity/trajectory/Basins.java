package omega.genomics.longevity.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The stable states (basins) of a measure, separated by boundaries. Basin 0 is below the first boundary, basin n above
 * the last; a value at a boundary belongs to the basin above it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Basins {
    private static final int GRID = 512;

    private final double[] boundaries;

    private Basins(double[] boundaries) {
        this.boundaries = boundaries;
    }

    /**
     * A change from one basin to another.
     *
     * @param index the index of the first value in the new basin
     * @param from the basin left
     * @param to the basin entered
     */
    public record Transition(int index, int from, int to) {}

    /**
     * Creates basins from known boundaries.
     *
     * @param boundaries finite and strictly ascending; none for a single basin
     * @return the basins
     * @throws IllegalArgumentException if the boundaries are not finite and ascending
     */
    public static Basins between(double... boundaries) {
        Objects.requireNonNull(boundaries, "boundaries");
        Series.requireFinite(boundaries);
        for (int i = 1; i < boundaries.length; i++) {
            if (boundaries[i] <= boundaries[i - 1]) {
                throw new IllegalArgumentException("expected rising boundaries, found " + Arrays.toString(boundaries));
            }
        }
        return new Basins(boundaries.clone());
    }

    /**
     * Estimates basins from the distribution of a series: the boundaries are the minima between the maxima of a
     * Gaussian kernel density. If −log density is taken as a potential, these are the tops of its barriers.
     *
     * @param values finite values, at least two of them different
     * @param bandwidth the standard deviation of the kernel, in the unit of the values, above 0; values that differ by
     *     less are in one state
     * @return the basins; a single one if the density has one maximum
     * @throws IllegalArgumentException if the values or the bandwidth are out of range
     */
    public static Basins of(double[] values, double bandwidth) {
        Objects.requireNonNull(values, "values");
        Series.requireFinite(values);
        double[] sorted = Series.sorted(values);
        if (sorted.length < 2 || !(bandwidth > 0) || sorted[0] == sorted[sorted.length - 1]) {
            throw new IllegalArgumentException("expected values that differ and a bandwidth above 0, found "
                    + values.length + " values and " + bandwidth);
        }
        double low = sorted[0] - 2 * bandwidth;
        double step = (sorted[sorted.length - 1] + 2 * bandwidth - low) / (GRID - 1);
        double[] density = new double[GRID];
        for (int i = 0; i < GRID; i++) {
            density[i] = density(sorted, low + i * step, bandwidth);
        }
        return new Basins(minima(density, low, step));
    }

    private static double density(double[] sorted, double at, double bandwidth) {
        double sum = 0;
        for (double value : sorted) {
            double distance = (at - value) / bandwidth;
            sum += Math.exp(-0.5 * distance * distance);
        }
        return sum;
    }

    /** Returns the minima of a density. A flat range between a fall and a rise is a minimum at its middle. */
    private static double[] minima(double[] density, double low, double step) {
        List<Double> found = new ArrayList<>();
        int fallEnd = -1;
        boolean risen = false;
        for (int i = 1; i < density.length; i++) {
            if (density[i] < density[i - 1]) {
                fallEnd = risen ? i : -1;
            } else if (density[i] > density[i - 1]) {
                if (fallEnd >= 0) {
                    found.add(low + step * (fallEnd + i - 1) / 2);
                }
                fallEnd = -1;
                risen = true;
            }
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Returns the boundaries.
     *
     * @return a new array in ascending order
     */
    public double[] boundaries() {
        return boundaries.clone();
    }

    /**
     * Returns the number of basins.
     *
     * @return the number of boundaries plus one
     */
    public int count() {
        return boundaries.length + 1;
    }

    /**
     * Returns the basin of a value.
     *
     * @param value the value
     * @return the index of the basin, from 0
     */
    public int basinOf(double value) {
        int basin = 0;
        while (basin < boundaries.length && value >= boundaries[basin]) {
            basin++;
        }
        return basin;
    }

    /**
     * Finds the transitions of a series between basins. Shorter visits than {@code minDwell} are ignored as noise at a
     * boundary.
     *
     * @param values finite values, in order of time
     * @param minDwell the number of consecutive values in a basin that count as entering it, 1 or more
     * @return the transitions in order; empty if the series stays in one basin
     * @throws IllegalArgumentException if {@code minDwell < 1} or a value is not finite
     */
    public List<Transition> transitions(double[] values, int minDwell) {
        Objects.requireNonNull(values, "values");
        Series.requireFinite(values);
        if (minDwell < 1) {
            throw new IllegalArgumentException("expected a dwell of 1 value or more, found " + minDwell);
        }
        List<Transition> found = new ArrayList<>();
        int settled = -1;
        int candidate = -1;
        int since = 0;
        for (int i = 0; i < values.length; i++) {
            int basin = basinOf(values[i]);
            if (basin != candidate) {
                candidate = basin;
                since = i;
            }
            if (candidate != settled && i - since + 1 >= minDwell) {
                if (settled >= 0) {
                    found.add(new Transition(since, settled, candidate));
                }
                settled = candidate;
            }
        }
        return List.copyOf(found);
    }

    /**
     * Counts transitions by origin and destination.
     *
     * @param transitions the transitions, see {@link #transitions}
     * @return a new array, indexed as {@code counts[from][to]}
     */
    public int[][] counts(List<Transition> transitions) {
        Objects.requireNonNull(transitions, "transitions");
        int[][] counts = new int[count()][count()];
        transitions.forEach(transition -> counts[transition.from()][transition.to()]++);
        return counts;
    }
}
