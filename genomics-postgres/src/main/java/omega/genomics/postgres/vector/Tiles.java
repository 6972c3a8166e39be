package omega.genomics.postgres.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many vectors of one dimension, laid out for dot products with one query.
 *
 * <p>A tile holds {@link #ROWS} vectors by dimension: value d of row r stands at {@code d * ROWS + r}. Then the inner loop of
 * {@link #dots} adds to as many sums as there are rows, which C2 turns into SIMD instructions; the natural loop along one
 * vector adds into one float, whose order of additions C2 must keep, and runs scalar (2.5 times slower when measured). Eight
 * dimensions a pass, because each pass reads and writes the sums.
 *
 * <p>Thread-safe once filled.
 */
final class Tiles {
    /** The sums of a tile stay in the first-level cache, the tile in the second-level cache. */
    static final int ROWS = 512;

    private final int dimension;
    private final List<float[]> tiles = new ArrayList<>();
    private int size;

    Tiles(int dimension) {
        this.dimension = dimension;
    }

    void add(float[] vector) {
        int row = size % ROWS;
        if (row == 0) {
            tiles.add(new float[Math.multiplyExact(dimension, ROWS)]);
        }
        float[] tile = tiles.get(tiles.size() - 1);
        for (int d = 0; d < dimension; d++) {
            tile[d * ROWS + row] = vector[d];
        }
        size++;
    }

    int size() {
        return size;
    }

    int dimension() {
        return dimension;
    }

    int count() {
        return tiles.size();
    }

    float[] tile(int index) {
        return tiles.get(index);
    }

    float[] row(int row) {
        float[] tile = tiles.get(row / ROWS);
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            vector[d] = tile[d * ROWS + row % ROWS];
        }
        return vector;
    }

    /** Sets {@code sums} to the dot products of the query with all rows of a tile; rows that are not filled have 0. */
    void dots(int index, float[] query, float[] sums) {
        float[] tile = tiles.get(index);
        Arrays.fill(sums, 0);
        int d = 0;
        for (; d + 8 <= dimension; d += 8) {
            addEight(tile, d * ROWS, query, d, sums);
        }
        for (; d < dimension; d++) {
            addOne(tile, d * ROWS, query[d], sums);
        }
    }

    private static void addEight(float[] tile, int at, float[] query, int d, float[] sums) {
        float q0 = query[d];
        float q1 = query[d + 1];
        float q2 = query[d + 2];
        float q3 = query[d + 3];
        float q4 = query[d + 4];
        float q5 = query[d + 5];
        float q6 = query[d + 6];
        float q7 = query[d + 7];
        for (int r = 0; r < ROWS; r++) {
            sums[r] += (q0 * tile[at + r] + q1 * tile[at + ROWS + r])
                    + (q2 * tile[at + 2 * ROWS + r] + q3 * tile[at + 3 * ROWS + r])
                    + ((q4 * tile[at + 4 * ROWS + r] + q5 * tile[at + 5 * ROWS + r])
                            + (q6 * tile[at + 6 * ROWS + r] + q7 * tile[at + 7 * ROWS + r]));
        }
    }

    private static void addOne(float[] tile, int at, float q, float[] sums) {
        for (int r = 0; r < ROWS; r++) {
            sums[r] += q * tile[at + r];
        }
    }
}
