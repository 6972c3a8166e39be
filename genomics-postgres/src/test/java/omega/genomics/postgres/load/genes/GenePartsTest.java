package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.RandomAnnotation;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file's genes are made contig by contig, a stream's when all of it is read: both must come to the same. */
@DatabaseTest
class GenePartsTest {
    /** Genes of three rows each. */
    private static final int GENES = 7;

    private static final int ROWS_OF_A_PART = 10;

    private static final List<String> TABLES =
            List.of("genes", "transcripts", "exons", "coding_sequences", "cds", "gene_aliases");

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private static String row(String contig, String type, int start, int end, String gene, String rest) {
        return contig + "\ttest\t" + type + "\t" + start + "\t" + end + "\t.\t+\t.\tgene_id \"" + gene + "\";" + rest
                + "\n";
    }

    private static String gene(String contig, int number) {
        String id = "G" + contig + "_" + number;
        String transcript = " transcript_id \"T" + contig + "_" + number + "\";";
        int start = 1 + 1000 * number;
        return row(contig, "gene", start, start + 500, id, "")
                + row(contig, "transcript", start, start + 500, id, transcript)
                + row(contig, "exon", start, start + 100, id, transcript + " exon_number \"1\";");
    }

    private static String genes(String contig, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(gene(contig, i));
        }
        return text.toString();
    }

    private GeneLoad ofFile(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("genes.gtf"), text);
        return genome.loadGenes(InputSource.of(file)).dataset("file").rowsOfAPart(ROWS_OF_A_PART);
    }

    private GeneLoad ofStream(String text) {
        return genome.loadGenes(Fixtures.source(text)).dataset("stream");
    }

    /** Loads both ways and compares tables and counts. */
    private LoadReport loadBothWays(String text, ParseMode mode) throws Exception {
        LoadReport file = ofFile(text).parseMode(mode).run();
        LoadReport stream = ofStream(text).parseMode(mode).run();
        assertThat(file.rowsWritten()).isEqualTo(stream.rowsWritten());
        assertThat(file.contigs()).isEqualTo(stream.contigs());
        for (String table : TABLES) {
            assertThat(rows(table, "file")).as(table).isEqualTo(rows(table, "stream"));
        }
        assertThat(rejects("file")).isEqualTo(rejects("stream"));
        return file;
    }

    private List<String> rows(String table, String dataset) throws SQLException {
        return database.rows("SELECT to_jsonb(t) - 'dataset_id' FROM grch38." + table
                + " t JOIN grch38.datasets d USING (dataset_id) WHERE d.name = '" + dataset + "' ORDER BY 1");
    }

    private List<String> rejects(String dataset) throws SQLException {
        return database.rows("SELECT line_number, rule FROM grch38.load_rejects JOIN grch38.load_runs USING (run_id)"
                + " WHERE dataset = '" + dataset + "' ORDER BY 1, 2");
    }

    @Test
    void theSameAsAWholeInAFileSortedByContig() throws Exception {
        LoadReport report = loadBothWays(genes("1", GENES) + genes("2", GENES) + genes("3", 5), ParseMode.STRICT);
        assertThat(report.rowsWritten()).containsEntry("genes", 2L * GENES + 5).containsEntry("exons", 2L * GENES + 5);
        assertThat(report.contigs().keySet()).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theSameAsAWholeWhateverTheOrder(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> lines =
                new ArrayList<>(RandomAnnotation.gtf(seed, 30).lines().toList());
        for (int i = random.nextInt(4); i > 0; i--) {
            String moved = lines.remove(random.nextInt(lines.size()));
            lines.add(random.nextInt(lines.size()), moved);
        }
        loadBothWays(String.join("\n", lines) + "\n", ParseMode.LENIENT);
    }

    /** Progress is told every ten thousand rows, on the caller's thread. */
    @Test
    void genesAreMadeWhileTheFileIsRead() throws Exception {
        Set<Thread> told = new HashSet<>();
        AtomicBoolean besideReading = new AtomicBoolean();
        ofFile(genes("1", 4000) + genes("2", 4000))
                .onProgress(progress -> {
                    told.add(Thread.currentThread());
                    besideReading.compareAndSet(
                            false, progress.phase() == LoadPhase.READING && isRunning("genomics-genes"));
                })
                .run();
        assertThat(besideReading).isTrue();
        assertThat(told).containsExactly(Thread.currentThread());
        assertThat(isRunning("genomics-genes")).isFalse();
    }

    private static boolean isRunning(String thread) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(running -> running.getName().equals(thread));
    }

    /** The second exon of the first gene comes when its contig was given up as done. */
    @Test
    void aContigThatComesBackCompletesItsGenes() throws Exception {
        String late = row("1", "exon", 401, 501, "G1_0", " transcript_id \"T1_0\"; exon_number \"2\";");
        loadBothWays(genes("1", GENES) + genes("2", 3) + late + gene("1", GENES), ParseMode.STRICT);
        assertThat(database.rows("SELECT exon_number, e.start_pos FROM grch38.exons e"
                        + " JOIN grch38.transcripts t USING (dataset_id, transcript_key)"
                        + " JOIN grch38.datasets d USING (dataset_id)"
                        + " WHERE d.name = 'file' AND transcript_id = 'T1_0' ORDER BY 1"))
                .containsExactly("1|1", "2|401");
        assertThat(database.value("SELECT count(*) FROM grch38.genes JOIN grch38.datasets USING (dataset_id)"
                        + " WHERE name = 'file' AND chromosome = '1'"))
                .isEqualTo(String.valueOf(GENES + 1));
    }

    @Test
    void rejectsAreKeptOnceThoughAContigComesBack() throws Exception {
        String twice = row("1", "gene", 1, 501, "G1_0", "");
        String nameless = "1\ttest\texon\t5\t6\t.\t+\t.\tnote \"no gene\";\n";
        loadBothWays(
                twice + nameless + genes("1", GENES) + genes("2", 3) + gene("1", GENES) + nameless, ParseMode.LENIENT);
        assertThat(rejects("file")).hasSize(3);
    }

    @Test
    void anErrorIsThatOfTheWholeFile() throws Exception {
        String twice = row("1", "gene", 1, 501, "G1_0", "");
        for (String text : List.of(
                genes("1", GENES) + twice + genes("2", GENES) + genes("3", 3),
                genes("3", 3) + genes("2", GENES) + genes("1", GENES) + twice,
                genes("1", GENES) + twice + genes("2", 3) + "2\tbroken\n")) {
            ParseException ofStream = catchThrowableOfType(
                    ParseException.class, () -> ofStream(text).run());
            assertThatThrownBy(() -> ofFile(text).run())
                    .isInstanceOfSatisfying(
                            ParseException.class,
                            e -> assertThat(said(e, "genes.gtf")).isEqualTo(said(ofStream, "test.gtf")));
        }
        assertThat(database.value("SELECT count(*) FROM grch38.genes")).isEqualTo("0");
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '_r[0-9]+$'"))
                .isEmpty();
    }

    private static List<Object> said(ParseException e, String source) {
        assertThat(e.diagnostic().location().source()).endsWith(source);
        return List.of(
                e.diagnostic().location().line(),
                e.diagnostic().rule(),
                e.diagnostic().message(),
                e.diagnostic().excerpt());
    }
}
