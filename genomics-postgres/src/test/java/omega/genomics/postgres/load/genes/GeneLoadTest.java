package omega.genomics.postgres.load.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DatabaseTest
class GeneLoadTest {
    private static final String BROKEN =
            "17\thavana\texon\t12x4\t5000\t.\t-\t.\tgene_id \"ENSG01\"; transcript_id \"ENST01\";\n";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    @Test
    void writesEveryLevelOfTheModel() throws Exception {
        LoadReport report = genome.loadGenes(Fixtures.genes()).dataset("small").run();
        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.rowsWritten())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "genes",
                        3L,
                        "transcripts",
                        4L,
                        "exons",
                        6L,
                        "coding_sequences",
                        2L,
                        "cds",
                        3L,
                        "gene_aliases",
                        0L));
        assertThat(database.rows(
                        "SELECT gene_id, gene_version, gene_name, display_name, biotype, chromosome, start_pos,"
                                + " end_pos, strand, span, attributes FROM grch38.genes ORDER BY gene_key"))
                .containsExactly(
                        "ENSG01|3|TP53|TP53|protein_coding|17|1000|5000|-|[1000,5001)|{\"tag\": [\"a\", \"b\"], \"note\": \"x; \\\"y\", \"gene_source\": \"havana\"}",
                        "ENSG02|1|null|ENSG02|lncRNA|17|8000|9000|+|[8000,9001)|null",
                        "ENSG03|1|FRAP1|FRAP1|protein_coding|X|100|400|+|[100,401)|null");
        assertThat(database.rows("SELECT transcript_id, exon_number, e.start_pos, e.end_pos, exon_id, exon_version"
                        + " FROM grch38.exons e JOIN grch38.transcripts t USING (dataset_id, transcript_key)"
                        + " WHERE transcript_id = 'ENST01' ORDER BY exon_number"))
                .containsExactly("ENST01|1|4000|5000|ENSE1|2", "ENST01|2|1000|2000|ENSE2|null");
        assertThat(database.rows("SELECT segment_number, c.start_pos, c.end_pos, phase FROM grch38.cds c"
                        + " JOIN grch38.transcripts USING (dataset_id, transcript_key)"
                        + " WHERE transcript_id = 'ENST01' ORDER BY segment_number"))
                .containsExactly("1|4000|4500|0", "2|1503|2000|0");
        assertThat(database.rows("SELECT protein_id, length, start_codon, stop_codon FROM grch38.coding_sequences"
                        + " ORDER BY transcript_key"))
                .containsExactly("ENSP01|999|{4498,4500}|{1500,1502}", "ENSP04|300|null|null");
    }

    @Test
    void countsAddUpToTheRecordsOfTheFile() throws Exception {
        LoadReport report = genome.loadGenes(Fixtures.genes()).run();
        assertThat(report.recordsRead()).isEqualTo(20);
        assertThat(report.recordsStored() + report.duplicates() + report.rejects() + report.other())
                .isEqualTo(20);
        assertThat(report.recordsStored()).isEqualTo(3 + 4 + 6 + 3);
        assertThat(report.other()).isEqualTo(4);
    }

    @Test
    void changesNothingForTheSameFileAndSaysSo(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a.gtf"), Fixtures.GENES);
        GeneLoad load = genome.loadGenes(omega.genomics.io.InputSource.of(file));
        assertThat(load.run().state()).isEqualTo(LoadState.DONE);
        String before = tables();
        LoadReport again = load.run();
        assertThat(again.state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(again.rows()).isZero();
        assertThat(tables()).isEqualTo(before);
        assertThat(load.parseMode(ParseMode.LENIENT).run().state()).isEqualTo(LoadState.DONE);
    }

    @Test
    void changesNothingForTheSameStream() throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        String before = tables();
        assertThat(genome.loadGenes(Fixtures.genes()).run().state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void replacesADatasetAndLeavesOthersAlone() throws Exception {
        genome.loadGenes(Fixtures.genes()).dataset("a").run();
        genome.loadGenes(Fixtures.genes()).dataset("b").run();
        String onlyX =
                Fixtures.GENES.lines().filter(line -> !line.startsWith("17")).reduce("", (x, y) -> x + y + "\n");
        genome.loadGenes(Fixtures.source(onlyX)).dataset("a").run();
        assertThat(database.rows("SELECT name, count(*) FROM grch38.genes JOIN grch38.datasets USING (dataset_id)"
                        + " GROUP BY name ORDER BY name"))
                .containsExactly("a|1", "b|3");
        assertThat(database.value("SELECT row_counts ->> 'exons' FROM grch38.datasets WHERE name = 'a'"))
                .isEqualTo("1");
        assertNoLeftovers();
    }

    @Test
    void appendsAFileOnce() throws Exception {
        String on17 =
                Fixtures.GENES.lines().filter(line -> !line.startsWith("X")).reduce("", (x, y) -> x + y + "\n");
        String onX =
                Fixtures.GENES.lines().filter(line -> !line.startsWith("17")).reduce("", (x, y) -> x + y + "\n");
        genome.loadGenes(Fixtures.source(on17)).mode(LoadMode.APPEND).run();
        genome.loadGenes(Fixtures.source(onX)).mode(LoadMode.APPEND).run();
        assertThat(genome.loadGenes(Fixtures.source(on17))
                        .mode(LoadMode.APPEND)
                        .run()
                        .state())
                .isEqualTo(LoadState.UNCHANGED);
        assertThat(database.rows("SELECT gene_key, gene_id FROM grch38.genes ORDER BY 1"))
                .containsExactly("1|ENSG01", "2|ENSG02", "3|ENSG03");
        assertThat(database.rows("SELECT row_counts ->> 'transcripts', longest_feature FROM grch38.datasets"))
                .containsExactly("4|4001");
        assertNoLeftovers();
    }

    /** Strict: nothing changes, and the place is told. */
    @Test
    void refusesAFileWithABrokenLineWhole() throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        String before = tables();
        GeneLoad load = genome.loadGenes(Fixtures.source(broken()));
        assertThatThrownBy(load::run)
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("test.gtf:4:16")
                .hasMessageContaining("12x4");
        assertThat(tables()).isEqualTo(before);
        assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                .containsExactly("done", "failed");
        assertNoLeftovers();
    }

    /** What a program that died wrote to a pipe would otherwise replace a dataset by nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# a comment\n"})
    void refusesAFileWithNeitherARowNorADirective(String text) throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        String before = tables();
        for (ParseMode mode : ParseMode.values()) {
            GeneLoad load = genome.loadGenes(Fixtures.source(text)).parseMode(mode);
            assertThatThrownBy(load::run)
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining(
                            "expected a row, or a directive (## or #!) at least, found the end of the file");
        }
        assertThat(tables()).isEqualTo(before);
        assertNoLeftovers();
    }

    /** What a shell's {@code <(zcat x)} gives can be neither digested first nor read twice. */
    @Test
    void readsAPipeOnce(@TempDir Path folder) throws Exception {
        Needs.program("mkfifo");
        Path pipe = folder.resolve("pipe.gtf");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        byte[] text;
        try (InputStream in = Fixtures.genes().open()) {
            text = in.readAllBytes();
        }
        CompletableFuture<Path> written = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.write(pipe, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        LoadReport report = genome.loadGenes(InputSource.of(pipe)).run();
        written.get(1, TimeUnit.MINUTES);
        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(genome.loadGenes(Fixtures.genes()).run().state()).isEqualTo(LoadState.UNCHANGED);
    }

    @Test
    void loadsAnAnnotationOfDirectivesAsOneWithoutGenes() throws Exception {
        LoadReport report =
                genome.loadGenes(Fixtures.source("##gff-version 3\n")).run();
        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.recordsRead()).isZero();
        assertThat(report.rows()).isZero();
    }

    @Test
    void keepsABrokenLineAsARejectWhenLenient() throws Exception {
        LoadReport report = genome.loadGenes(Fixtures.source(broken()))
                .parseMode(ParseMode.LENIENT)
                .run();
        assertThat(report.rejects()).isEqualTo(1);
        assertThat(report.recordsRead()).isEqualTo(21);
        assertThat(report.recordsStored() + report.duplicates() + report.rejects() + report.other())
                .isEqualTo(21);
        assertThat(database.rows("SELECT line_number, column_number, field, text FROM grch38.load_rejects"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("4|16|start|17→havana→exon→12x4→5000");
    }

    private static long sum(LoadReport report) {
        return report.recordsStored() + report.duplicates() + report.rejects() + report.other();
    }

    /** Each kind of fate, on two contigs; what the report says is also in {@code load_runs}. */
    @Test
    void saysForEachContigWhatBecameOfItsRecords() throws Exception {
        String exonOf4 = Fixtures.GENES
                        .lines()
                        .filter(line -> line.contains("ENSE6"))
                        .findFirst()
                        .orElseThrow() + "\n";
        String geneOf3 = Fixtures.GENES
                        .lines()
                        .filter(line -> line.startsWith("X"))
                        .findFirst()
                        .orElseThrow() + "\n";
        String orphan = "X\thavana\texon\t10\t12\t.\t+\t.\tnote \"of no gene\";\n";
        String text = Fixtures.GENES + BROKEN + exonOf4 + geneOf3 + orphan + "no columns at all\n";
        LoadReport report = genome.loadGenes(Fixtures.source(text))
                .parseMode(ParseMode.LENIENT)
                .run();
        assertThat(report.contigs())
                .containsExactly(
                        Map.entry("17", new ContigCounts(17, 12, 0, 1, 4)),
                        Map.entry("X", new ContigCounts(7, 4, 1, 2, 0)),
                        Map.entry("", new ContigCounts(1, 0, 0, 1, 0)));
        assertThat(report.recordsRead()).isEqualTo(25).isEqualTo(sum(report));
        assertThat(report.rejects()).isEqualTo(4);
        assertThat(database.rows("SELECT line_number, rule, text FROM grch38.load_rejects ORDER BY line_number"))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("22|coordinate|17→havana→exon→12x4"),
                        row -> assertThat(row).startsWith("24|duplicate-gene|"),
                        row -> assertThat(row).startsWith("25|gene-id-missing|X→havana→exon→10→12→.→+"),
                        row -> assertThat(row).startsWith("26|columns|no columns at all"));
        assertThat(database.rows("SELECT c.contig, c.records_read, c.rejects FROM grch38.load_runs,"
                        + " jsonb_to_recordset(contigs) AS c(contig text, records_read bigint, rejects bigint)"))
                .containsExactly("17|17|1", "X|7|2", "|1|1");
    }

    /** An intron splits the stop codon, and the last exon's CDS line is the rest of it. */
    @Test
    void countsACdsLineOfStopCodonBasesOnlyAsWithoutRow() throws Exception {
        String of = "\t.\t+\t0\tgene_id \"G\"; transcript_id \"T\";\n";
        LoadReport report = genome.loadGenes(Fixtures.source("1\ts\texon\t1\t100" + of + "1\ts\texon\t201\t300" + of
                        + "1\ts\tCDS\t10\t100" + of + "1\ts\tCDS\t201\t202" + of + "1\ts\tstop_codon\t100\t100" + of
                        + "1\ts\tstop_codon\t201\t202" + of))
                .run();
        assertThat(report.contigs()).containsExactly(Map.entry("1", new ContigCounts(6, 3, 0, 0, 3)));
        assertThat(database.rows("SELECT start_pos, end_pos FROM grch38.cds")).containsExactly("10|99");
        assertThat(report.rowsWritten()).containsEntry("cds", 1L).containsEntry("exons", 2L);
    }

    @Test
    void countsAGff3RowOfTwoParentsOnce() throws Exception {
        String gff3 = """
                ##gff-version 3
                1\ts\tgene\t1\t9\t.\t+\t.\tID=g
                1\ts\tmRNA\t1\t9\t.\t+\t.\tID=a;Parent=g
                1\ts\tmRNA\t1\t9\t.\t+\t.\tID=b;Parent=g
                1\ts\texon\t1\t9\t.\t+\t.\tParent=a,b
                """;
        LoadReport report = genome.loadGenes(Fixtures.source(gff3)).run();
        assertThat(report.recordsStored()).isEqualTo(4).isEqualTo(report.recordsRead());
        assertThat(report.rowsWritten()).containsEntry("exons", 2L);
    }

    @Test
    void refusesAFileWithAnUnknownContigIfToldTo() throws Exception {
        GeneLoad load = genome.loadGenes(Fixtures.source(Fixtures.GENES.replace("\nX\t", "\nchrNowhere\t")))
                .unknownContigs(UnknownContigs.REFUSE);
        assertThatThrownBy(load::run)
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("test.gtf:18:1")
                .hasMessageContaining("chrNowhere");
        assertThat(database.value("SELECT count(*) FROM grch38.genes")).isEqualTo("0");
        assertNoLeftovers();
    }

    @Test
    void quarantinesRecordsOfAnUnknownContigIfToldTo() throws Exception {
        LoadReport report = genome.loadGenes(Fixtures.source(Fixtures.GENES.replace("\nX\t", "\nchrNowhere\t")))
                .unknownContigs(UnknownContigs.QUARANTINE)
                .run();
        assertThat(report.contigs()).containsEntry("chrNowhere", ContigCounts.refused(4));
        assertThat(report.unknownContigs()).containsExactly("chrNowhere");
        assertThat(database.rows("SELECT DISTINCT chromosome FROM grch38.genes"))
                .containsExactly("17");
        assertThat(database.rows("SELECT rule, column_number, text FROM grch38.load_rejects ORDER BY line_number"))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("contig-unknown|1|chrNowhere→havana→gene→100→400");
    }

    /** To append a gene that is there already would double it. */
    @Test
    void refusesToAppendGenesThatAreThere() throws Exception {
        genome.loadGenes(Fixtures.genes()).run();
        String before = tables();
        GeneLoad again =
                genome.loadGenes(Fixtures.source(Fixtures.GENES + "#another\n")).mode(LoadMode.APPEND);
        assertThatThrownBy(again::run)
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("17:ENSG01, 17:ENSG02, X:ENSG03");
        assertThat(tables()).isEqualTo(before);
        assertNoLeftovers();
    }

    /** A codon line of no gene is a reject, and not one of the lines without a row of their own besides. */
    @Test
    void countsARecordOfNoGeneOnce() throws Exception {
        String orphan = "17\thavana\tstart_codon\t10\t12\t.\t+\t0\tnote \"of no gene\";\n";
        LoadReport report = genome.loadGenes(Fixtures.source(orphan + orphan))
                .parseMode(ParseMode.LENIENT)
                .run();
        assertThat(report.recordsRead()).isEqualTo(2);
        assertThat(report.rejects()).isEqualTo(2);
        assertThat(report.other()).isZero();
        assertThat(report.recordsStored()).isZero();
    }

    @Test
    void storesContigsInEnsemblStyleAndReportsUnknownOnes() throws Exception {
        String ucsc = Fixtures.GENES.replace("\n17\t", "\nchr17\t").replace("\nX\t", "\nchrNowhere\t");
        LoadReport report = genome.loadGenes(Fixtures.source(ucsc)).run();
        assertThat(report.unknownContigs()).containsExactly("chrNowhere");
        assertThat(database.rows("SELECT DISTINCT chromosome FROM grch38.genes ORDER BY 1"))
                .containsExactly("17", "chrNowhere");
    }

    @Test
    void stopsWhenCancelledAndLeavesNothing() throws Exception {
        CancelSignal cancel = new CancelSignal();
        GeneLoad load = genome.loadGenes(Fixtures.genes()).cancelledBy(cancel).onProgress(progress -> cancel.cancel());
        assertThatThrownBy(load::run)
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.isCancelled()).isTrue());
        assertThat(database.value("SELECT state FROM grch38.load_runs")).isEqualTo("cancelled");
        assertThat(database.value("SELECT count(*) FROM grch38.genes")).isEqualTo("0");
        assertNoLeftovers();
    }

    @Test
    void tellsEveryPhase() throws Exception {
        List<LoadPhase> phases = new ArrayList<>();
        genome.loadGenes(Fixtures.genes())
                .onProgress(progress -> phases.add(progress.phase()))
                .run();
        assertThat(phases).contains(LoadPhase.WRITING, LoadPhase.INDEXING, LoadPhase.SWITCHING);
    }

    @Test
    void refusesASecondLoaderOfTheSameDataset() throws Exception {
        GeneLoad second = genome.loadGenes(Fixtures.genes());
        List<Throwable> thrown = new ArrayList<>();
        genome.loadGenes(Fixtures.genes())
                .onProgress(progress -> {
                    if (thrown.isEmpty()) {
                        thrown.add(org.assertj.core.api.Assertions.catchThrowable(second::run));
                    }
                })
                .run();
        assertThat(thrown.get(0)).isInstanceOf(LoadException.class).hasMessageContaining("another loader is at work");
    }

    private static String broken() {
        List<String> lines = new ArrayList<>(Fixtures.GENES.lines().toList());
        lines.add(3, BROKEN.strip());
        return String.join("\n", lines) + "\n";
    }

    private String tables() throws SQLException {
        return String.join(
                "\n",
                database.rows(
                        "SELECT g.*, t.*, e.* FROM grch38.genes g JOIN grch38.transcripts t USING (dataset_id, gene_key)"
                                + " JOIN grch38.exons e USING (dataset_id, transcript_key) ORDER BY 1, 2, 3"));
    }

    private void assertNoLeftovers() throws SQLException, IOException {
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind = 'r' AND relname ~ '_r[0-9]+$' AND NOT relispartition"))
                .isEmpty();
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
    }
}
