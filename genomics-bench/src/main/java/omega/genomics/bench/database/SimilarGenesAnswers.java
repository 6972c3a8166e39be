package omega.genomics.bench.database;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.vector.SimilarGene;
import omega.genomics.postgres.vector.SimilarGenes;
import omega.genomics.postgres.vector.file.VectorFiles;

/** (14) The ten genes nearest to a vector: in this JVM without the extension, in the server with pgvector where it has it. */
final class SimilarGenesAnswers {
    private static final int DIMENSION = 384;
    private static final int NEAREST = 10;
    private static final int CLIENTS = 50;
    private static final int CHECKED = 20;
    private static final String MODEL = "bench";

    private final Server server;
    private final Path folder;
    private final int genes;
    private final List<float[]> vectors = new ArrayList<>();
    private final List<float[]> questions = new ArrayList<>();

    SimilarGenesAnswers(Server server, Path folder, int genes) {
        this.server = server;
        this.folder = folder;
        this.genes = genes;
        Random random = new Random(111);
        for (int i = 0; i < genes; i++) {
            vectors.add(vector(random));
        }
        for (int i = 0; i < 200; i++) {
            questions.add(vector(random));
        }
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    String table(int count) throws Exception {
        AssemblyDatabase assembly = server.migrated();
        boolean extension = Boolean.parseBoolean(
                server.text("SELECT (count(*) > 0)::text FROM pg_available_extensions WHERE name = 'vector'"));
        if (!extension) {
            System.err.println("this server offers no pgvector: similar genes are searched in the JVM only");
        }
        load(assembly);
        Latency latency = new Latency(count, CLIENTS);
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%n### similar genes%n%n%,d vectors of %d dimensions, the %d nearest to a vector, stored as %s%n%n%s",
                genes,
                DIMENSION,
                NEAREST,
                assembly.vectors().storage(),
                latency.head()));
        if (extension) {
            assembly.vectors().index(MODEL).run();
        }
        try (SimilarGenes similar = assembly.similarGenes(MODEL)) {
            if (extension) {
                double recall =
                        recall(i -> similar.to(questions.get(i)).limit(NEAREST).list());
                table.append(latency.row(
                        String.format(Locale.ROOT, "pgvector, HNSW index, recall %.2f", recall),
                        i -> similar.to(question(i)).limit(NEAREST).list().size()));
            }
            if (recall(i -> similar.to(questions.get(i)).exact().limit(NEAREST).list()) < 1) {
                throw new IllegalStateException("the exact search misses genes");
            }
            table.append(latency.row(
                    extension ? "pgvector, exact" : "in the JVM, exact",
                    i -> similar.to(question(i)).exact().limit(NEAREST).list().size()));
        }
        return table.append(latency.row(
                        "a plain loop over arrays", i -> nearest(question(i)).size()))
                .toString();
    }

    private float[] question(int i) {
        return questions.get(i % questions.size());
    }

    /** An array of NumPy beside a list of names, as others would hand them over. */
    private void load(AssemblyDatabase assembly) throws IOException {
        Path matrix = Files.createTempFile(Files.createDirectories(folder), "vectors", ".npy");
        Path names = Files.createTempFile(folder, "vectors", ".txt");
        try {
            try (OutputStream out = Files.newOutputStream(matrix)) {
                writeTo(out);
            }
            Files.write(
                    names,
                    IntStream.range(0, genes)
                            .mapToObj(SimilarGenesAnswers::name)
                            .toList());
            assembly.vectors()
                    .load(MODEL, VectorFiles.npy(InputSource.of(matrix), InputSource.of(names)))
                    .run();
        } finally {
            Files.delete(matrix);
            Files.delete(names);
        }
    }

    private static String name(int gene) {
        return String.format(Locale.ROOT, "ENSG%011d", gene);
    }

    private void writeTo(OutputStream out) throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + genes + ", " + DIMENSION + "), }";
        int room = 64 - (10 + header.length() + 1) % 64;
        DataOutputStream data = new DataOutputStream(new java.io.BufferedOutputStream(out, 1 << 16));
        data.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        int length = header.length() + room + 1;
        data.write(length);
        data.write(length >> 8);
        data.write((header + " ".repeat(room) + "\n").getBytes(StandardCharsets.US_ASCII));
        ByteBuffer row = ByteBuffer.allocate(4 * DIMENSION).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] vector : vectors) {
            row.asFloatBuffer().put(vector);
            data.write(row.array());
        }
        data.flush();
    }

    private interface Search {
        List<SimilarGene> nearest(int question);
    }

    /** Returns the share of the true nearest that a search finds. */
    private double recall(Search search) {
        int found = 0;
        for (int i = 0; i < CHECKED; i++) {
            Set<String> expected = new HashSet<>(nearest(questions.get(i)));
            for (SimilarGene gene : search.nearest(i)) {
                found += expected.contains(gene.geneId()) ? 1 : 0;
            }
        }
        return (double) found / CHECKED / Math.min(NEAREST, genes);
    }

    /** By cosine, one after the other. */
    private List<String> nearest(float[] question) {
        double[] cosines = new double[genes];
        for (int i = 0; i < genes; i++) {
            float[] vector = vectors.get(i);
            float dot = 0;
            float square = 0;
            for (int d = 0; d < DIMENSION; d++) {
                dot += vector[d] * question[d];
                square += vector[d] * vector[d];
            }
            cosines[i] = dot / Math.sqrt(square);
        }
        return IntStream.range(0, genes)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -cosines[i]))
                .limit(NEAREST)
                .map(SimilarGenesAnswers::name)
                .toList();
    }
}
