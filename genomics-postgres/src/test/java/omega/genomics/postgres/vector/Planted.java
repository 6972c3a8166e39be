package omega.genomics.postgres.vector;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import omega.genomics.io.InputSource;

/** Vectors around planted centres, from a seed, and their nearest by the plainest code there is. */
final class Planted {
    final List<String> names = new ArrayList<>();
    final List<float[]> vectors = new ArrayList<>();
    final List<Integer> labels = new ArrayList<>();

    Planted(int count, int dimension, int centres, double spread, long seed) {
        Random random = new Random(seed);
        List<float[]> middle = new ArrayList<>();
        for (int c = 0; c < centres; c++) {
            middle.add(gaussian(random, new float[dimension], 1));
        }
        for (int i = 0; i < count; i++) {
            int label = i % centres;
            names.add("G" + i);
            labels.add(label);
            vectors.add(gaussian(random, middle.get(label), spread));
        }
    }

    private static float[] gaussian(Random random, float[] around, double spread) {
        float[] vector = around.clone();
        for (int d = 0; d < vector.length; d++) {
            vector[d] += (float) (spread * random.nextGaussian());
        }
        return vector;
    }

    InputSource tsv() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(names.get(i));
            for (float value : vectors.get(i)) {
                text.append('\t').append(value);
            }
            text.append('\n');
        }
        return InputSource.of("planted.tsv", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A sort of everything by distances in double. */
    List<String> nearest(float[] query, int limit, double maxDistance) {
        return names.stream()
                .sorted(Comparator.comparingDouble((String name) -> distance(name, query))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(name, query) <= maxDistance)
                .limit(limit)
                .toList();
    }

    double distance(String name, float[] query) {
        float[] vector = vectors.get(Integer.parseInt(name.substring(1)));
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int d = 0; d < query.length; d++) {
            dot += (double) vector[d] * query[d];
            a += (double) vector[d] * vector[d];
            b += (double) query[d] * query[d];
        }
        return 1 - dot / Math.sqrt(a * b);
    }
}
