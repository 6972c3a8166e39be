package omega.genomics.postgres.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Spherical k-means over a range of rows: centroids have length 1, distance is 1 − cosine, the start is k-means++ (the better of
 * several candidates a step, then swaps that gain), iterations are Lloyd's. A cluster that loses all its rows is given the row farthest from its
 * centroid. Inertia never rises: an iteration that would, by rounding, is the end, and undone.
 *
 * <p>The same seed gives the same result on any number of threads: dot products are computed apart, everything that is summed is
 * summed in the order of the rows.
 */
final class KMeans {
    private static final int SWAPS_TRIED = 25;

    private final Tiles tiles;
    private final int from;
    private final int size;
    private final int k;
    private final int maxIterations;
    private final Random random;
    private final List<Double> history = new ArrayList<>();
    private int repaired;
    private boolean converged;

    /** Where the rows are: cluster and dot product with its centroid, row by row. */
    @SuppressWarnings("ArrayRecordComponent") // carries arrays from here to there; never compared
    private record State(float[][] centroids, int[] labels, float[] dots, double inertia) {}

    /** What came out, clusters ordered by size. */
    @SuppressWarnings("ArrayRecordComponent") // carries arrays from here to there; never compared
    record Result(
            float[][] centroids,
            int[] labels,
            double[] distances,
            int[] sizes,
            List<Double> inertias,
            int repaired,
            boolean converged) {
        double inertia() {
            return inertias.get(inertias.size() - 1);
        }
    }

    KMeans(Tiles tiles, int[] range, int k, int maxIterations, long seed) {
        this.tiles = tiles;
        from = range[0];
        size = range[1] - range[0];
        this.k = k;
        this.maxIterations = maxIterations;
        random = new Random(seed);
        if (k < 1 || k > size) {
            throw new IllegalArgumentException(
                    "expected 1 to " + size + " clusters for " + size + " genes, found " + k);
        }
    }

    Result run() {
        State state = assigned(improved(start()));
        history.add(state.inertia());
        while (history.size() <= maxIterations && !converged) {
            State next = assigned(centroids(repaired(state)));
            converged = next.inertia() >= state.inertia() || Arrays.equals(next.labels(), state.labels());
            if (next.inertia() <= state.inertia()) {
                state = next;
                history.add(state.inertia());
            }
        }
        return ordered(state);
    }

    /** k-means++: a row is drawn with a chance in proportion to its distance to the centroids so far. */
    private float[][] start() {
        float[][] centroids = new float[k][];
        centroids[0] = tiles.row(from + random.nextInt(size));
        double[] distances = distances(centroids[0]);
        int candidates = 2 + (int) Math.log(k);
        for (int c = 1; c < k; c++) {
            double[] best = distances;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < candidates; i++) {
                float[] candidate = tiles.row(from + draw(distances));
                double[] with = nearer(distances, distances(candidate));
                double sum = sum(with);
                if (sum < least) {
                    least = sum;
                    best = with;
                    centroids[c] = candidate;
                }
            }
            distances = best;
        }
        return centroids;
    }

    /** The two nearest centroids of each row: which one is nearest, and how far both are. */
    @SuppressWarnings("ArrayRecordComponent") // carries arrays from here to there; never compared
    private record Two(int[] nearest, double[] first, double[] second) {}

    /**
     * Local search (LS++): a row is drawn like before, and takes the place of the centroid that is missed least, if that lowers
     * the sum of distances. This undoes the one common fault of a k-means++ start, two centroids in one cluster and one for two
     * others, which Lloyd's iterations cannot mend.
     */
    private float[][] improved(float[][] centroids) {
        Two two = nearestTwo(centroids);
        double inertia = sum(two.first());
        for (int step = 0; step < SWAPS_TRIED + k && inertia > 0 && k > 1; step++) {
            float[] candidate = tiles.row(from + draw(two.first()));
            double[] distances = distances(candidate);
            double[] missed = new double[k];
            double with = 0;
            for (int row = 0; row < size; row++) {
                double kept = Math.min(two.first()[row], distances[row]);
                with += kept;
                missed[two.nearest()[row]] += Math.min(two.second()[row], distances[row]) - kept;
            }
            int least = 0;
            for (int c = 1; c < k; c++) {
                least = missed[c] < missed[least] ? c : least;
            }
            if (with + missed[least] < inertia) {
                centroids[least] = candidate;
                two = nearestTwo(centroids);
                inertia = sum(two.first());
            }
        }
        return centroids;
    }

    private Two nearestTwo(float[][] centroids) {
        Two two = new Two(new int[size], new double[size], new double[size]);
        Arrays.fill(two.first(), Double.POSITIVE_INFINITY);
        Arrays.fill(two.second(), Double.POSITIVE_INFINITY);
        forEachTile((tile, sums) -> {
            for (int c = 0; c < k; c++) {
                tiles.dots(tile, centroids[c], sums);
                for (int row = first(tile); row < last(tile); row++) {
                    double distance = Math.max(0, 1 - (double) sums[(from + row) % Tiles.ROWS]);
                    if (distance < two.first()[row]) {
                        two.second()[row] = two.first()[row];
                        two.first()[row] = distance;
                        two.nearest()[row] = c;
                    } else if (distance < two.second()[row]) {
                        two.second()[row] = distance;
                    }
                }
            }
        });
        return two;
    }

    private int draw(double[] weights) {
        double left = random.nextDouble() * sum(weights);
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        // all weights are zero: every row is a centroid already
        return random.nextInt(weights.length);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private double[] distances(float[] centroid) {
        double[] distances = new double[size];
        forEachTile((tile, sums) -> {
            tiles.dots(tile, centroid, sums);
            for (int row = first(tile); row < last(tile); row++) {
                distances[row] = Math.max(0, 1 - (double) sums[(from + row) % Tiles.ROWS]);
            }
        });
        return distances;
    }

    private static double[] nearer(double[] a, double[] b) {
        for (int i = 0; i < b.length; i++) {
            b[i] = Math.min(a[i], b[i]);
        }
        return b;
    }

    /** Does something with a tile; the sums are the thread's own. */
    private interface TileAction {
        void run(int tile, float[] sums);
    }

    private void forEachTile(TileAction action) {
        IntStream.rangeClosed(from / Tiles.ROWS, (from + size - 1) / Tiles.ROWS)
                .parallel()
                .forEach(tile -> action.run(tile, new float[Tiles.ROWS]));
    }

    /** The first of our rows in a tile, counted from our first row. */
    private int first(int tile) {
        return Math.max(0, tile * Tiles.ROWS - from);
    }

    private int last(int tile) {
        return Math.min(size, (tile + 1) * Tiles.ROWS - from);
    }

    /** Every row goes to the centroid with the largest dot product, of equal ones to the first. */
    private State assigned(float[][] centroids) {
        int[] labels = new int[size];
        float[] dots = new float[size];
        Arrays.fill(dots, Float.NEGATIVE_INFINITY);
        forEachTile((tile, sums) -> {
            for (int c = 0; c < k; c++) {
                tiles.dots(tile, centroids[c], sums);
                for (int row = first(tile); row < last(tile); row++) {
                    float dot = sums[(from + row) % Tiles.ROWS];
                    if (dot > dots[row]) {
                        dots[row] = dot;
                        labels[row] = c;
                    }
                }
            }
        });
        double inertia = 0;
        for (float dot : dots) {
            inertia += Math.max(0, 1 - (double) dot);
        }
        return new State(centroids, labels, dots, inertia);
    }

    /** Gives each empty cluster the farthest row of a cluster that has more than one. */
    private State repaired(State state) {
        int[] counts = counts(state.labels());
        if (Arrays.stream(counts).allMatch(count -> count > 0)) {
            return state;
        }
        int[] labels = state.labels().clone();
        float[] dots = state.dots().clone();
        for (int c = 0; c < k; c++) {
            if (counts[c] == 0) {
                int farthest = -1;
                for (int row = 0; row < size; row++) {
                    if (counts[labels[row]] > 1 && (farthest < 0 || dots[row] < dots[farthest])) {
                        farthest = row;
                    }
                }
                counts[labels[farthest]]--;
                counts[c] = 1;
                labels[farthest] = c;
                dots[farthest] = 1;
                repaired++;
            }
        }
        return new State(state.centroids(), labels, dots, state.inertia());
    }

    private int[] counts(int[] labels) {
        int[] counts = new int[k];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The direction of the sum of a cluster's rows; each dimension apart, so that threads do not change the rounding. */
    private float[][] centroids(State state) {
        int dimension = tiles.dimension();
        double[][] sums = new double[dimension][k];
        IntStream.range(0, dimension).parallel().forEach(d -> {
            double[] of = sums[d];
            for (int row = 0; row < size; row++) {
                int at = from + row;
                of[state.labels()[row]] += tiles.tile(at / Tiles.ROWS)[d * Tiles.ROWS + at % Tiles.ROWS];
            }
        });
        float[][] centroids = new float[k][];
        for (int c = 0; c < k; c++) {
            centroids[c] = direction(sums, c, state.centroids()[c]);
        }
        return centroids;
    }

    /** Rows that cancel out have no direction; their centroid stays. */
    private static float[] direction(double[][] sums, int cluster, float[] before) {
        double square = 0;
        for (double[] of : sums) {
            square += of[cluster] * of[cluster];
        }
        if (square < 1e-24) {
            return before;
        }
        float[] centroid = new float[sums.length];
        for (int d = 0; d < centroid.length; d++) {
            centroid[d] = (float) (sums[d][cluster] / Math.sqrt(square));
        }
        return centroid;
    }

    /** Numbers the clusters by size, the largest first, of equal size by their first row. */
    private Result ordered(State state) {
        int[] counts = counts(state.labels());
        int[] firstRow = new int[k];
        Arrays.fill(firstRow, size);
        for (int row = size - 1; row >= 0; row--) {
            firstRow[state.labels()[row]] = row;
        }
        List<Integer> order = IntStream.range(0, k)
                .boxed()
                .sorted((a, b) -> counts[a] != counts[b]
                        ? Integer.compare(counts[b], counts[a])
                        : Integer.compare(firstRow[a], firstRow[b]))
                .toList();
        int[] number = new int[k];
        for (int i = 0; i < k; i++) {
            number[order.get(i)] = i;
        }
        int[] labels = new int[size];
        double[] distances = new double[size];
        for (int row = 0; row < size; row++) {
            labels[row] = number[state.labels()[row]];
            distances[row] = Math.max(0, 1 - (double) state.dots()[row]);
        }
        float[][] centroids = order.stream().map(c -> state.centroids()[c]).toArray(float[][]::new);
        int[] sizes = order.stream().mapToInt(c -> counts[c]).toArray();
        return new Result(centroids, labels, distances, sizes, List.copyOf(history), repaired, converged);
    }
}
