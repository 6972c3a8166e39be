package omega.genomics.postgres.vector;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.vector.file.VectorFile;
import omega.genomics.postgres.vector.file.VectorFiles;

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

    /** The same as NumPy's matrix of float32 and a file of names. */
    VectorFile npy(Path folder) throws IOException {
        Path names = Files.write(folder.resolve("names.txt"), this.names);
        Path matrix = folder.resolve("planted.npy");
        int dimension = vectors.get(0).length;
        String about =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + vectors.size() + ", " + dimension + "), }";
        String header = about + " ".repeat(63 - (10 + about.length()) % 64) + '\n';
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(matrix))) {
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            out.write(new byte[] {(byte) header.length(), (byte) (header.length() >> 8)});
            out.write(header.getBytes(StandardCharsets.ISO_8859_1));
            ByteBuffer row = ByteBuffer.allocate(4 * dimension).order(ByteOrder.LITTLE_ENDIAN);
            for (float[] vector : vectors) {
                row.asFloatBuffer().put(vector);
                out.write(row.array());
            }
        }
        return VectorFiles.npy(InputSource.of(matrix), InputSource.of(names));
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
