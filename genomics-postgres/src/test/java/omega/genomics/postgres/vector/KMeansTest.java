package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsPlantedClusters(long seed) {
        Planted planted = new Planted(3000, 48, 20, 0.5, 100 + seed);
        KMeans.Result result = run(planted, 20, seed);
        assertThat(adjustedRandIndex(
                        planted.labels, Arrays.stream(result.labels()).boxed().toList()))
                .isGreaterThan(0.95);
        assertThat(result.converged()).isTrue();
        assertThat(result.sizes()).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
    }

    @Test
    void givesTheSameLabelsForTheSameSeedOnAnyNumberOfThreads() throws Exception {
        Planted planted = new Planted(2500, 33, 9, 1.5, 5);
        KMeans.Result here = run(planted, 14, 42);
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            KMeans.Result there = pool.submit(() -> run(planted, 14, 42)).get();
            assertThat(there.labels()).isEqualTo(here.labels());
            assertThat(there.inertias()).isEqualTo(here.inertias());
        } finally {
            pool.shutdown();
        }
        assertThat(run(planted, 14, 43).inertias()).isNotEqualTo(here.inertias());
    }

    /** Without structure it takes many iterations, and every one of them must gain. */
    @Test
    void inertiaNeverRises() {
        for (int seed = 0; seed < 10; seed++) {
            List<Double> inertias =
                    run(new Planted(1200, 16, 1200, 1, seed), 25, seed).inertias();
            assertThat(inertias).hasSizeGreaterThan(5).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        }
    }

    /** Of three different vectors no five clusters can be made but by splitting equals. */
    @Test
    void repairsClustersThatLoseAllTheirGenes() {
        Tiles tiles = new Tiles(2);
        for (int i = 0; i < 30; i++) {
            tiles.add(i % 3 == 0 ? new float[] {1, 0} : i % 3 == 1 ? new float[] {0, 1} : new float[] {-1, 0});
        }
        KMeans.Result result = new KMeans(tiles, new int[] {0, 30}, 5, 50, 1).run();
        assertThat(result.repaired()).isPositive();
        assertThat(result.inertia()).isLessThan(1e-6);
    }

    @Test
    void clustersARangeThatBeginsAndEndsWithinATile() {
        Planted planted = new Planted(1300, 8, 3, 0.1, 9);
        KMeans.Result result = new KMeans(tiles(planted), new int[] {500, 1100}, 3, 50, 1).run();
        assertThat(result.labels()).hasSize(600);
        assertThat(adjustedRandIndex(
                        planted.labels.subList(500, 1100),
                        Arrays.stream(result.labels()).boxed().toList()))
                .isEqualTo(1.0);
    }

    @Test
    void refusesMoreClustersThanGenes() {
        assertThatThrownBy(() -> new KMeans(new Tiles(2), new int[2], 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 1 to 0 clusters for 0 genes, found 1");
    }

    private static KMeans.Result run(Planted planted, int k, long seed) {
        return new KMeans(tiles(planted), new int[] {0, planted.names.size()}, k, 200, seed).run();
    }

    private static Tiles tiles(Planted planted) {
        Tiles tiles = new Tiles(planted.vectors.get(0).length);
        planted.vectors.forEach(vector -> tiles.add(Vectors.unit(vector, "a test")));
        return tiles;
    }

    /** Hubert and Arabie's index: 1 for the same partition, 0 on average for independent ones. */
    static double adjustedRandIndex(List<Integer> a, List<Integer> b) {
        Map<List<Integer>, Integer> both = new HashMap<>();
        Map<Integer, Integer> ofA = new HashMap<>();
        Map<Integer, Integer> ofB = new HashMap<>();
        for (int i = 0; i < a.size(); i++) {
            both.merge(List.of(a.get(i), b.get(i)), 1, Integer::sum);
            ofA.merge(a.get(i), 1, Integer::sum);
            ofB.merge(b.get(i), 1, Integer::sum);
        }
        double together = pairs(both.values());
        double inA = pairs(ofA.values());
        double inB = pairs(ofB.values());
        double expected = inA * inB / (a.size() * (a.size() - 1.0) / 2);
        return (together - expected) / ((inA + inB) / 2 - expected);
    }

    private static double pairs(Iterable<Integer> counts) {
        double pairs = 0;
        for (int count : counts) {
            pairs += count * (count - 1.0) / 2;
        }
        return pairs;
    }
}
