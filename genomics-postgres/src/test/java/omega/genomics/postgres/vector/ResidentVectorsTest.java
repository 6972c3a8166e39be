package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

class ResidentVectorsTest {
    /** The fast loop and the plain one agree for every dimension around its step of eight, and every fill of a tile. */
    @Test
    void dotsAreThoseOfThePlainLoop() {
        Random random = new Random(3);
        for (int dimension : new int[] {1, 7, 8, 9, 16, 31, 384}) {
            for (int size : new int[] {1, 511, 512, 513}) {
                Tiles tiles = new Tiles(dimension);
                for (int i = 0; i < size; i++) {
                    tiles.add(vector(random, dimension));
                }
                float[] query = vector(random, dimension);
                float[] sums = new float[Tiles.ROWS];
                for (int row = 0; row < size; row += 37) {
                    tiles.dots(row / Tiles.ROWS, query, sums);
                    assertThat((double) sums[row % Tiles.ROWS])
                            .isCloseTo(
                                    Vectors.dot(tiles.row(row), query), org.assertj.core.api.Assertions.within(1e-4));
                }
            }
        }
    }

    @Test
    void ordersEqualDistancesById() {
        ResidentVectors.Builder builder = new ResidentVectors.Builder(model(2));
        for (int i = 0; i < 600; i++) {
            builder.add(new ResidentVectors.Row("G%03d".formatted(i), null, "t"), new float[] {1, 1});
        }
        assertThat(builder.build().nearest(new float[] {2, 2}, 5).stream().map(SimilarGene::geneId))
                .containsExactly("G000", "G001", "G002", "G003", "G004");
    }

    @Test
    void searchesNothingWhereThereIsNothing() {
        ResidentVectors empty = new ResidentVectors.Builder(model(2)).build();
        assertThat(empty.nearest(new float[] {1, 0}, 5)).isEmpty();
        assertThat(empty.nearest(new ResidentVectors.Question(
                        new float[] {1, 0}, 5, OptionalDouble.empty(), Optional.of("t"), false)))
                .isEmpty();
    }

    /** With -Dgenomics.full=true: the time of a nearest-10 question on 63,241 × 384, warm; see PERFORMANCE.md. */
    @Test
    void aQuestionTakesMilliseconds() {
        Needs.patience("the time of a nearest-10 question");
        Random random = new Random(1);
        ResidentVectors.Builder builder = new ResidentVectors.Builder(model(384));
        for (int i = 0; i < 63_241; i++) {
            builder.add(new ResidentVectors.Row("G" + i, null, null), vector(random, 384));
        }
        ResidentVectors vectors = builder.build();
        double[] millis = new double[400];
        for (int i = 0; i < millis.length; i++) {
            float[] query = vector(random, 384);
            long begin = System.nanoTime();
            List<SimilarGene> found = vectors.nearest(query, 10);
            millis[i] = (System.nanoTime() - begin) / 1e6;
            assertThat(found).hasSize(10);
        }
        double[] warm = Arrays.stream(millis).skip(100).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "nearest 10 of 63,241 x 384: least %.2f ms, median %.2f ms, 95%% %.2f ms%n",
                warm[0],
                warm[warm.length / 2],
                warm[warm.length * 95 / 100]);
        assertThat(warm[0]).isLessThan(5);
    }

    private static EmbeddingModel model(int dimension) {
        return new EmbeddingModel(1, "m", "", dimension, Optional.empty(), Optional.empty(), true, 1, Optional.empty());
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }
}
