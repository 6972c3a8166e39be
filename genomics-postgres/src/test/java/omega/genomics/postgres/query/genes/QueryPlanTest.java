package omega.genomics.postgres.query.genes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question has its index: plans over 6,000 generated genes, which are enough for the planner to care. */
@DatabaseTest
class QueryPlanTest {
    private static final String[] BIOTYPES = {"protein_coding", "lncRNA", "misc_RNA", "snRNA", "miRNA"};

    private static GeneQueries genes;
    private static TranscriptQueries transcripts;
    private static TestDatabase database;

    @BeforeAll
    static void load(TestDatabase fresh) throws Exception {
        database = fresh;
        AssemblyDatabase genome = Genomes.empty(fresh, "grch38");
        genome.loadGenes(InputSource.of("generated.gtf", annotation(6000).getBytes(StandardCharsets.UTF_8)))
                .run();
        genes = genome.genes();
        transcripts = genome.transcripts();
    }

    private static String annotation(int count) {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int start = 1 + random.nextInt(100_000_000);
            int end = start + 100 + random.nextInt(50_000);
            String biotype = BIOTYPES[random.nextInt(BIOTYPES.length)];
            String ids = String.format(Locale.ROOT, "gene_id \"G%06d\"; transcript_id \"T%06d\";", i, i);
            String place = (1 + i % 4) + "\tx\t%s\t" + start + "\t" + end + "\t.\t+\t.\t" + ids;
            text.append(String.format(Locale.ROOT, place, "gene")
                    + String.format(Locale.ROOT, " gene_name \"N%06d\"; gene_biotype \"%s\";%n", i, biotype));
            text.append(String.format(Locale.ROOT, place, "transcript")).append('\n');
            text.append(String.format(Locale.ROOT, place, "exon"))
                    .append(String.format(Locale.ROOT, " exon_id \"E%06d\";%n", i));
        }
        return text.toString();
    }

    static Stream<Arguments> questions() {
        Region here = Region.parse("2:50000000-50100000");
        StoredTranscript transcript = transcripts.withId("T000077").first().orElseThrow();
        StoredGene gene = genes.withId("G000077").first().orElseThrow();
        return Stream.of(
                Arguments.of("by id", genes.withId("G000077").plan(), "gene_id_chromosome"),
                Arguments.of("by id and version", genes.withId("G000077.1").plan(), "gene_id_chromosome"),
                Arguments.of("overlapping", genes.overlapping(here).plan(), "chromosome_start_pos_end_pos"),
                Arguments.of(
                        "overlapping, of a biotype",
                        genes.overlapping(here, "lncRNA").plan(),
                        "chromosome_"),
                Arguments.of("by biotype", genes.ofBiotype("snRNA").plan(), "biotype_chromosome"),
                Arguments.of("nearest, to the right", genes.nearest(here, 5).plan(), "chromosome_start_pos_end_pos"),
                Arguments.of("nearest, to the left", genes.nearest(here, 5).plan(), "chromosome_end_pos"),
                Arguments.of(
                        "nearest coding, to the left",
                        genes.nearestCoding(here, 5).plan(),
                        "chromosome_end_pos_idx1"),
                Arguments.of("by exon", genes.withExon("E000077").plan(), "exon_id"),
                Arguments.of("transcript by id", transcripts.withId("T000077").plan(), "transcript_id"),
                Arguments.of("transcripts of a gene", transcripts.ofGene(gene).plan(), "gene_key"),
                Arguments.of(
                        "transcripts of a gene id",
                        transcripts.ofGene("G000077").plan(),
                        "gene_key"),
                Arguments.of("exons", transcripts.exonRows(transcript).plan(), "pkey"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void usesItsIndex(String question, String plan, String index) {
        assertThat(plan).as(question).contains(index).doesNotContain("Seq Scan on genes_d");
    }

    @Test
    void findsNamesByIndex() {
        NameResolution names =
                new NameResolution(new AskingForTest().asking(database), id -> org.jooq.impl.DSL.noCondition());
        assertThat(names.plan("N000077"))
                .contains("display_name")
                .contains("gene_id")
                .doesNotContain("Seq Scan on genes_d");
    }

    /** The planner proves the view's list to be the index's. */
    @Test
    void findsTheLongevityGenesInOneSmallIndex() throws Exception {
        String plan = String.join("\n", database.rows("EXPLAIN SELECT * FROM grch38.longevity_genes"));
        String index =
                database.value("SELECT indexrelid::regclass::text FROM pg_index i JOIN pg_inherits h ON h.inhrelid ="
                        + " i.indexrelid WHERE h.inhparent = 'grch38.idx_genes_longevity'::regclass");
        assertThat(plan).contains(index.replace("grch38.", ""));
    }

    @Test
    void boundsTheOverlapOnBothSides() throws Exception {
        String plan = String.join(
                "\n", database.rows("EXPLAIN SELECT * FROM grch38.genes_overlapping('2', 50000000, 50100000)"));
        assertThat(plan).contains("start_pos <= 50100000").contains("start_pos > (50000000 - ");
    }

    /** Attaching found every index of the parents already built, and built none itself. */
    @Test
    void everyIndexOfAParentIsOneOfThePartition() throws Exception {
        assertThat(database.rows("SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
                        + " WHERE t.relispartition AND t.relnamespace = 'grch38'::regnamespace"
                        + " AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)"))
                .isEmpty();
    }

    private static final class AskingForTest {
        QueryContext asking(TestDatabase of) {
            org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
            source.setUrl(of.url());
            return new QueryContext(source, "grch38");
        }
    }
}
