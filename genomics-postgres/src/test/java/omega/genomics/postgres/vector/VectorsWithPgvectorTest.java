package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.vector.file.VectorFiles;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a server with pgvector. */
@DatabaseTest(pgvector = true)
class VectorsWithPgvectorTest extends VectorContract {
    @Override
    String url(TestDatabase database) {
        return database.url();
    }

    @Test
    void keepsVectorsInTheExtensionsType(TestDatabase database) throws Exception {
        assertThat(GenomicsDatabase.open(url(database))
                        .assembly("grch38")
                        .vectors()
                        .storage())
                .startsWith("pgvector 0.");
        assertThat(database.value("SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'vector'"))
                .as("not in an assembly's schema, which may be dropped")
                .isEqualTo("public");
    }

    @Test
    void bringsVectorsOverWhenTheExtensionAppears(TestDatabase database) throws Exception {
        AssemblyDatabase before = GenomicsDatabase.open(VectorsWithoutExtensionTest.withoutExtension(database))
                .assembly("later");
        before.migrate();
        Planted planted = new Planted(200, 8, 4, 1, 3);
        before.vectors().load("m", VectorFiles.tsv(planted.tsv())).run();
        assertThat(before.vectors().storage()).isEqualTo("real[]");
        List<String> answer = VectorContract.ids(before.similarGenes().to("G5").list());

        AssemblyDatabase after = GenomicsDatabase.open(database.url()).assembly("later");
        assertThat(after.migrate()).isEmpty();

        assertThat(after.vectors().storage()).startsWith("pgvector");
        assertThat(VectorContract.ids(after.similarGenes().to("G5").list())).isEqualTo(answer);
        assertThat(after.migrate()).isEmpty();
    }

    @Test
    void hnswFindsWhatExactSearchFinds(TestDatabase database) throws Exception {
        AssemblyDatabase genome = GenomicsDatabase.open(database.url()).assembly("hnsw");
        genome.migrate();
        Planted planted = new Planted(6000, 64, 40, 1, 11);
        genome.vectors().load("m", VectorFiles.tsv(planted.tsv())).run();
        IndexReport report = genome.vectors().index("m").run();
        assertThat(report.bytes()).isPositive();
        int found = 0;
        try (SimilarGenes similar = genome.similarGenes()) {
            for (int i = 0; i < 100; i++) {
                List<String> exact =
                        VectorContract.ids(similar.to("G" + i * 59).exact().list());
                List<String> index = VectorContract.ids(similar.to("G" + i * 59).list());
                found += (int) index.stream().filter(exact::contains).count();
            }
        }
        assertThat(found / 1000.0).as("recall@10").isGreaterThanOrEqualTo(0.95);
        assertThat(String.join("\n", plan(database))).contains("Index Scan using");
        genome.vectors().index("m").run();
        assertThat(String.join("\n", plan(database)))
                .as("built again")
                .contains("Index Scan using idx_gene_embeddings_d1_hnsw ");
    }

    /** The old index serves while the new one is built. */
    @Test
    void nobodyWaitsLongForAnIndex(TestDatabase database) throws Exception {
        AssemblyDatabase genome = GenomicsDatabase.open(database.url()).assembly("grch38");
        genome.migrate();
        genome.vectors()
                .load("m", VectorFiles.tsv(new Planted(2000, 64, 10, 1, 5).tsv()))
                .run();
        genome.vectors().index("m").run();
        VectorContract.assertNobodyWaitsLong(
                database, () -> genome.vectors().index("m").run());
    }

    /** As many vectors as there are genes, of the size of MiniLM's and BGE small's; see docs/how-to/vectors.md. */
    @Test
    void hnswFindsWhatExactSearchFindsAmongAllGenes(TestDatabase database, @TempDir Path folder) throws Exception {
        Needs.patience("HNSW over 63,241 x 384");
        AssemblyDatabase genome = GenomicsDatabase.open(database.url()).assembly("whole");
        genome.migrate();
        Planted planted = new Planted(63_241, 384, 63, 1, 17);
        EmbeddingReport loaded = genome.vectors().load("m", planted.npy(folder)).run();
        say("%,d vectors loaded in %.1f s", loaded.stored(), seconds(loaded.elapsed()));
        for (long memory : new long[] {64 << 20, 1 << 30}) {
            IndexReport built = genome.vectors().index("m").memory(memory).run();
            say(
                    "index of %,d MB built in %.1f s with %,d MB of maintenance_work_mem, %,d MB wanted",
                    built.bytes() >> 20, seconds(built.elapsed()), memory >> 20, built.estimatedBytes() >> 20);
        }
        try (Connection kept = database.connect();
                SimilarGenes similar = GenomicsDatabase.open(TestDatabase.keeping(kept))
                        .assembly("whole")
                        .similarGenes()) {
            assertThat(recall(similar, planted)).isGreaterThanOrEqualTo(0.95);
        }
    }

    private static double recall(SimilarGenes similar, Planted planted) {
        int found = 0;
        double[] millis = new double[500];
        double[] exactly = new double[millis.length];
        for (int i = 0; i < millis.length; i++) {
            SimilarGenes.Query near = similar.to(planted.vectors.get(i * 126)).limit(10);
            long begin = System.nanoTime();
            List<String> index = VectorContract.ids(near.list());
            millis[i] = (System.nanoTime() - begin) / 1e6;
            List<String> exact = VectorContract.ids(near.exact().list());
            exactly[i] = (System.nanoTime() - begin) / 1e6 - millis[i];
            found += (int) index.stream().filter(exact::contains).count();
        }
        double recall = found / (10.0 * millis.length);
        say(
                "recall@10 %.4f over %d questions, median %.2f ms; exactly, in SQL, %.1f ms",
                recall, millis.length, median(millis), median(exactly));
        return recall;
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static List<String> plan(TestDatabase database) throws Exception {
        int id = Integer.parseInt(database.value("SELECT dataset_id FROM hnsw.embedding_metadata"));
        return database.rows(
                "EXPLAIN SELECT gene_id FROM hnsw.gene_embeddings WHERE dataset_id = " + id
                        + " ORDER BY embedding::vector(64) <=> (SELECT embedding FROM hnsw.gene_embeddings LIMIT 1)::vector(64) LIMIT 10");
    }

    /** What people have at a prompt is what Java asks. */
    @Test
    void answersInSqlWithDefaults(TestDatabase database) throws Exception {
        AssemblyDatabase genome = GenomicsDatabase.open(database.url()).assembly("prompt");
        genome.migrate();
        genome.vectors()
                .load("m", VectorFiles.tsv(VectorContract.source("A\t1\t0\nB\t0.9\t0.1\nC\t0\t1\n")))
                .run();
        assertThat(database.rows(
                        "SELECT gene_id, round(distance::numeric, 3) FROM prompt.find_similar_genes('[1,0]', 2)"))
                .containsExactly("A|0.000", "B|0.006");
        assertThat(database.rows("SELECT gene_id FROM prompt.find_similar_genes('[1,0]', max_distance => 0.5)"))
                .containsExactly("A", "B");
    }
}
