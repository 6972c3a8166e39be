package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.vector.file.VectorFile;
import omega.genomics.postgres.vector.file.VectorFiles;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds on every server, with pgvector and without. */
abstract class VectorContract {
    private static final Planted PLANTED = new Planted(1500, 24, 12, 0.7, 7);

    @TempDir
    private Path folder;

    private AssemblyDatabase genome;

    /** Returns the database's address such that vectors are kept the way of this test. */
    abstract String url(TestDatabase database);

    @BeforeEach
    void migrate(TestDatabase database) throws Exception {
        genome = GenomicsDatabase.open(url(database)).assembly("grch38");
        genome.migrate();
        for (EmbeddingModel model : genome.vectors().models()) {
            genome.vectors().drop(model.name());
        }
    }

    @Test
    void exactSearchEqualsBruteForce() throws Exception {
        EmbeddingReport report = load("planted", PLANTED.tsv());
        assertThat(report.stored()).isEqualTo(1500);
        assertThat(report.unknown()).hasSize(1000);
        try (SimilarGenes similar = genome.similarGenes()) {
            for (int i = 0; i < 20; i++) {
                float[] query = PLANTED.vectors.get(i * 31);
                for (int limit : new int[] {1, 10, 600, 5000}) {
                    assertThat(ids(similar.to(query).limit(limit).exact().list()))
                            .isEqualTo(PLANTED.nearest(query, limit, 2));
                }
                assertThat(ids(similar.to(query)
                                .limit(1500)
                                .maxDistance(0.3)
                                .exact()
                                .list()))
                        .as("what is near is kept, what is far is not")
                        .isEqualTo(PLANTED.nearest(query, 1500, 0.3))
                        .hasSizeBetween(1, 1499);
                assertThat(similar.to(query).list().get(0).distance()).isCloseTo(0, within(1e-6));
            }
        }
    }

    /** An application has a pool: what one query leaves unread on a connection, the next one would take for its own result. */
    @Test
    void leavesNothingUnreadOnAConnection(TestDatabase database) throws Exception {
        load("planted", PLANTED.tsv());
        try (Connection kept = DriverManager.getConnection(url(database))) {
            AssemblyDatabase pooled =
                    GenomicsDatabase.open(TestDatabase.keeping(kept)).assembly("grch38");
            for (int i = 0; i < 3; i++) {
                try (SimilarGenes similar = pooled.similarGenes()) {
                    assertThat(similar.to(PLANTED.vectors.get(i)).limit(3).list())
                            .hasSize(3);
                }
                assertThat(pooled.genes().names()).isEmpty();
                assertThat(pooled.datasets().list()).hasSize(1);
                assertThat(pooled.genes().sets()).contains("longevity");
                assertThat(kept.isValid(5)).isTrue();
            }
        }
    }

    /** Whoever waits for a reader keeps those waiting who come after it. */
    @Test
    void nobodyWaitsLongForAChangeOfVectors(TestDatabase database) throws Exception {
        load("m", source("A\t1\t2\n"));
        assertNobodyWaitsLong(database, () -> load("m", source("A\t2\t1\n")));
        assertNobodyWaitsLong(database, () -> genome.vectors().drop("m"));
        assertThat(genome.vectors().models()).isEmpty();
    }

    @Test
    @Timeout(60)
    void aNewModelWaitsForNobody(TestDatabase database) throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        try (Connection reader = reading(database)) {
            genome.vectors().embed(new HashedEmbedder()).run();
            reader.rollback();
        }
    }

    private static Connection reading(TestDatabase database) throws SQLException {
        Connection reader = database.connect();
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SET lock_timeout = '5s'");
            statement.execute("SELECT count(*) FROM grch38.gene_embeddings");
        }
        return reader;
    }

    /** What a change does. */
    interface Change {
        void run() throws Exception;
    }

    /** A reader is there before the change, and another comes while the change may be waiting for the first. */
    static void assertNobodyWaitsLong(TestDatabase database, Change change) throws Exception {
        CompletableFuture<Void> done;
        Duration waited = Duration.ZERO;
        try (Connection before = reading(database)) {
            done = CompletableFuture.runAsync(() -> {
                try {
                    change.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int i = 0; i < 30; i++) {
                Thread.sleep(50);
                long begin = System.nanoTime();
                reading(database).close();
                Duration longer = Duration.ofNanos(System.nanoTime() - begin);
                waited = longer.compareTo(waited) > 0 ? longer : waited;
            }
            before.rollback();
        }
        done.get(1, TimeUnit.MINUTES);
        assertThat(waited).isLessThan(Duration.ofMillis(800));
    }

    @Test
    void asksForAGeneByAnyOfItsNamesAndForOneType() throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        genome.loadGeneInfo(GeneInfoFormat.HGNC, source("""
                                hgnc_id\tsymbol\tname\tprev_symbol\tensembl_gene_id
                                HGNC:1\tTP53\tx\tOLD53\tENSG01
                                HGNC:2\tFARGENE\ty\t\t
                                """)).run();
        EmbeddingReport report = load(
                "m",
                source(
                        "gene\tv\nOLD53\t[1, 0]\nENSG02.7\t[0.9,0.1]\nFRAP1\t0 1\nFARGENE\t0\t2\nNOBODY\t-1,0\nTP53\t5,5\n"));

        assertThat(report.unknown()).containsExactly("NOBODY");
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.dimension()).isEqualTo(2);
        try (SimilarGenes similar = genome.similarGenes("m")) {
            for (String name : List.of("TP53", "ENSG01", "OLD53", "HGNC:1")) {
                assertThat(ids(similar.to(name).limit(2).list())).as(name).containsExactly("ENSG02", "ENSG03");
            }
            SimilarGene nearest = similar.to("TP53").list().get(0);
            assertThat(nearest.biotype()).contains("lncRNA");
            assertThat(nearest.name()).isEmpty();
            assertThat(nearest.distance()).isCloseTo(1 - 0.9 / Math.hypot(0.9, 0.1), within(1e-6));
            assertThat(ids(similar.to("TP53").ofType("protein_coding").list())).containsExactly("ENSG03");
            assertThat(similar.to("TP53").ofType("no such type").list()).isEmpty();
            Map<String, List<SimilarGene>> each =
                    similar.toEach(List.of("OLD53", "NOSUCH", "FARGENE", "ENSG01", "OLD53"), 2);
            assertThat(each).containsOnlyKeys("OLD53", "FARGENE", "ENSG01");
            each.forEach((name, genes) -> assertThat(genes)
                    .as(name)
                    .isEqualTo(similar.to(name).limit(2).list()));
            assertThat(similar.toEach(List.of(), 1)).isEmpty();
            assertThatThrownBy(() -> similar.to("NOSUCH").list())
                    .isInstanceOf(VectorException.class)
                    .hasMessage("no gene called \"NOSUCH\" has a vector of the model \"m\"");
        }
    }

    @Test
    void refusesAWrongDimensionAndSaysWhichIsRight() throws Exception {
        assertThatThrownBy(() -> load("m", source("A\t1\t2\nB\t1\t2\t3\n")))
                .hasMessageContaining("x.tsv:2: vector: expected 2 values as before, found 3");
        assertThatThrownBy(() -> genome.vectors()
                        .load("m", VectorFiles.tsv(source("A\t1\t2\n")))
                        .dimension(768)
                        .run())
                .isInstanceOf(VectorException.class)
                .hasMessage("expected a vector of 768 dimensions for the model \"m\", found one of 2");
        assertThatThrownBy(() -> load("m", source("A\t0\t0\n")))
                .isInstanceOf(VectorException.class)
                .hasMessage("expected a vector with a direction for \"A\", found one of zeros only");
        assertThat(genome.vectors().models()).isEmpty();
        try (SimilarGenes similar = genome.similarGenes()) {
            assertThatThrownBy(() -> similar.to("A").list())
                    .hasMessage("there is no embedding model: load vectors of genes, or make them first");
        }
        load("m", source("A\t1\t2\n"));
        try (SimilarGenes similar = genome.similarGenes()) {
            assertThatThrownBy(() -> similar.to(new float[] {1, 2, 3}).list())
                    .isInstanceOf(VectorException.class)
                    .hasMessage("expected a vector of 2 dimensions for the model \"m\", found one of 3");
        }
    }

    @Test
    void keepsModelsOfSeveralDimensionsSideBySide() throws Exception {
        load("two", source("A\t1\t0\nB\t0\t1\n"));
        load("three", source("A\t1\t0\t0\nB\t1\t1\t0\n"));
        assertThat(genome.vectors().models())
                .extracting(EmbeddingModel::dimension)
                .containsExactly(3, 2);
        try (SimilarGenes two = genome.similarGenes("two");
                SimilarGenes three = genome.similarGenes("three");
                SimilarGenes either = genome.similarGenes();
                SimilarGenes neither = genome.similarGenes("four")) {
            assertThat(two.to("A").list().get(0).distance()).isCloseTo(1, within(1e-6));
            assertThat(three.to("A").list().get(0).distance()).isCloseTo(1 - Math.sqrt(0.5), within(1e-6));
            assertThatThrownBy(() -> either.to("A").list())
                    .hasMessage(
                            "several embedding models would do, name one of: three (3 dimensions), two (2 dimensions)");
            assertThatThrownBy(() -> neither.to("A").list())
                    .hasMessage(
                            "no embedding model is called \"four\"; there are: three (3 dimensions), two (2 dimensions)");
        }
    }

    @Test
    void loadsTheSameFileOnceAndReplacesItByAnother() throws Exception {
        Path file = Files.writeString(folder.resolve("v.tsv"), "A\t1\t0\nB\t0\t1\n");
        assertThat(load("m", InputSource.of(file)).unchanged()).isFalse();
        assertThat(load("m", InputSource.of(file)).unchanged()).isTrue();
        Files.writeString(file, "A\t1\t0\t0\n");
        assertThat(load("m", InputSource.of(file)).dimension()).isEqualTo(3);
        assertThat(genome.vectors().models()).hasSize(1);
        assertThat(genome.vectors().resident("m").size()).isEqualTo(1);
    }

    @Test
    void loadsAMatrixAgainWhenOnlyItsNamesHaveChanged() throws Exception {
        Path matrix = folder.resolve("m.npy");
        try (OutputStream out = Files.newOutputStream(matrix)) {
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }\n";
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, (byte) 0x80, (byte) 0xbf});
        }
        Path names = Files.writeString(folder.resolve("names.txt"), "A\nB\n");
        VectorFile file = VectorFiles.npy(InputSource.of(matrix), InputSource.of(names));
        assertThat(genome.vectors().load("m", file).run().unchanged()).isFalse();
        assertThat(genome.vectors().load("m", file).run().unchanged()).isTrue();
        Files.writeString(names, "B\nA\n");
        assertThat(genome.vectors().load("m", file).run().unchanged()).isFalse();
        assertThat(genome.vectors().load("m", file).run().unchanged()).isTrue();
    }

    @Test
    void readsAPipeOnce() throws Exception {
        Needs.program("mkfifo");
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Path> written = CompletableFuture.supplyAsync(() -> write(pipe, "A\t1\t0\n"));
        assertThat(load("m", InputSource.of(pipe)).read()).isEqualTo(1);
        written.get(1, TimeUnit.MINUTES);
    }

    private static Path write(Path path, String text) {
        try {
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesAFileThatChangesWhileItIsRead() throws Exception {
        load("m", source("A\t1\t0\n"));
        Path file = folder.resolve("v.tsv");
        try (InputStream planted = PLANTED.tsv().open()) {
            Files.copy(planted, file);
        }
        assertThatThrownBy(() -> genome.vectors()
                        .load("m", VectorFiles.tsv(InputSource.of(file)))
                        .onProgress(read -> append(file))
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("v.tsv changed while it was read: its size was");
        assertThat(genome.vectors().resident("m").size()).isEqualTo(1);
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void clustersComeBackFromJavaAndFromSql(TestDatabase database) throws Exception {
        load("planted", PLANTED.tsv());
        assertThat(genome.vectors().cluster("planted", 12).stored()).isEmpty();
        assertThatThrownBy(() -> database.rows("SELECT * FROM grch38.cluster_genes_by_embedding(12)"))
                .hasMessageContaining("no run with k = 12 over all genes of the model \"planted\" is stored");
        ClusterRun run = genome.vectors().cluster("planted", 12).seed(3).run();

        assertThat(run.genes()).hasSize(1500);
        assertThat(run.inertia())
                .isCloseTo(
                        run.genes().stream().mapToDouble(GeneCluster::distance).sum(), within(1e-6));
        assertThat(genome.vectors().cluster("planted", 12).stored()).contains(run);
        assertThat(genome.vectors().cluster("planted", 12).seed(3).run().genes())
                .as("repeatable")
                .isEqualTo(run.genes());
        assertThat(database.rows("SELECT gene_id, cluster FROM grch38.cluster_genes_by_embedding(12, NULL, 'planted')"))
                .isEqualTo(run.genes().stream()
                        .map(gene -> gene.geneId() + "|" + gene.cluster())
                        .toList());
        List<Integer> found = PLANTED.names.stream()
                .map(name -> run.genes().stream()
                        .filter(gene -> gene.geneId().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .cluster())
                .toList();
        assertThat(KMeansTest.adjustedRandIndex(PLANTED.labels, found)).isGreaterThan(0.95);
        load("planted", source("A\t1\n"));
        assertThat(genome.vectors().cluster("planted", 12).stored())
                .get()
                .extracting(ClusterRun::isCurrent)
                .isEqualTo(false);
    }

    @Test
    void embedsOnlyGenesWhoseTextHasChangedAndGoesOnWhereItWasStopped(TestDatabase database) throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        genome.loadGeneInfo(GeneInfoFormat.HGNC, source("""
                                hgnc_id\tsymbol\tname\talias_symbol\tensembl_gene_id
                                HGNC:1\tTP53\ttumor protein p53\t"p53|LFS1"\tENSG01
                                HGNC:2\tMTOR\tkinase\tFRAP1\tENSG03
                                """)).run();
        List<String> asked = new java.util.ArrayList<>();
        Embedder counting = new Embedder() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public int dimension() {
                return 384;
            }

            @Override
            public List<float[]> embed(List<String> texts) {
                asked.addAll(texts);
                if (asked.size() == 2) {
                    throw new IllegalStateException("stopped");
                }
                return new HashedEmbedder().embed(texts);
            }
        };

        assertThatThrownBy(() -> genome.vectors().embed(counting).batch(1).run())
                .hasMessage("stopped");
        assertThat(asked).containsExactly("TP53. tumor protein p53. p53, LFS1", "MTOR. kinase. FRAP1");
        asked.clear();
        asked.add("");
        asked.add("");
        EmbeddingReport second = genome.vectors().embed(counting).batch(1).run();
        assertThat(asked.subList(2, asked.size())).containsExactly("MTOR. kinase. FRAP1");
        assertThat(second.kept()).isEqualTo(1);
        assertThat(genome.vectors().embed(counting).run().unchanged()).isTrue();
        assertThat(genome.vectors()
                        .embed(counting)
                        .template("{symbol}: {name}. {aliases}. {biotype}.")
                        .run()
                        .stored())
                .isEqualTo(2);
        assertThat(asked)
                .endsWith("TP53: tumor protein p53. p53, LFS1. protein coding", "MTOR: kinase. FRAP1. protein coding");
        genome.loadGenes(Fixtures.source(Fixtures.GENES.replaceAll("(?m)^X.*\\R", "")))
                .run();
        EmbeddingReport less = genome.vectors()
                .embed(counting)
                .template("{symbol}: {name}. {aliases}. {biotype}.")
                .run();
        assertThat(less.removed()).isEqualTo(1);
        try (SimilarGenes similar = genome.similarGenes("counting")) {
            assertThat(ids(similar.toText("tumor protein", counting).list())).containsExactly("ENSG01");
        }
    }

    @Test
    void embedsWhatTheSourcesOfNamesKnowWhereThereIsNoAnnotation(TestDatabase database) throws Exception {
        AssemblyDatabase bare = GenomicsDatabase.open(url(database)).assembly("bare");
        bare.migrate();
        bare.loadGeneInfo(GeneInfoFormat.HGNC, source("""
                                hgnc_id\tsymbol\tname\tlocus_type
                                HGNC:1\tA1\tan enzyme\tpseudogene
                                HGNC:2\tB2\tan enzyme\tgene with protein product
                                HGNC:3\tC3\tsomething else\tunknown
                                """)).run();
        assertThat(bare.vectors().embed(new HashedEmbedder()).run().stored()).isEqualTo(3);
        try (SimilarGenes similar = bare.similarGenes()) {
            assertThat(ids(similar.to("A1").limit(1).list())).containsExactly("B2");
            assertThat(ids(similar.to("A1").ofType("protein_coding").list())).containsExactly("B2");
        }
        assertThatThrownBy(() -> bare.vectors()
                        .load("hashed-ngrams", VectorFiles.tsv(source("A1\t1\n")))
                        .version("1")
                        .dimension(2)
                        .run())
                .hasMessageContaining("expected a vector of 2 dimensions");
    }

    private EmbeddingReport load(String model, InputSource source) throws Exception {
        return genome.vectors().load(model, VectorFiles.tsv(source)).run();
    }

    static InputSource source(String text) {
        return InputSource.of("x.tsv", text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> ids(List<SimilarGene> genes) {
        return genes.stream().map(SimilarGene::geneId).toList();
    }
}
