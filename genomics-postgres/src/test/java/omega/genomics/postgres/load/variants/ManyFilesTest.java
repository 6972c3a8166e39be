package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.RandomVariants;
import omega.genomics.postgres.load.WideGenes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files become one dataset. */
@DatabaseTest
class ManyFilesTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            """;
    private static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
    private static final String CONTENTS = "SELECT v.chromosome, position, ref, alt, record_number, allele_index,"
            + " allele_count, gene, info::text FROM grch38.variants v ORDER BY record_number, allele_index, ordinal";

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private InputSource file(String name, String text) throws IOException {
        return InputSource.of(Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8));
    }

    private InputSource vcf(String name, String more, String... records) throws IOException {
        return file(name, HEADER + more + COLUMNS + "\n" + lines(records));
    }

    private static String lines(String... records) {
        return records.length == 0 ? "" : String.join("\n", records).replace(' ', '\t') + "\n";
    }

    /** Cuts a file into one for each contig. */
    private List<InputSource> byContig(String text) throws IOException {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        text.substring(RandomVariants.HEADER.length())
                .lines()
                .forEach(line -> files.computeIfAbsent(
                                line.substring(0, line.indexOf('\t')),
                                contig -> new StringBuilder(RandomVariants.HEADER))
                        .append(line)
                        .append('\n'));
        List<InputSource> sources = new ArrayList<>();
        for (Map.Entry<String, StringBuilder> of : files.entrySet()) {
            sources.add(file(of.getKey() + ".vcf", of.getValue().toString()));
        }
        return sources;
    }

    private static void assertAddsUp(LoadReport report) {
        ContigCounts ofFiles =
                report.files().stream().map(FileCounts::total).reduce(ContigCounts.NONE, ContigCounts::plus);
        ContigCounts ofContigs = report.contigs().values().stream().reduce(ContigCounts.NONE, ContigCounts::plus);
        assertThat(ofFiles).isEqualTo(ofContigs);
        assertThat(ofFiles.recordsRead()).isEqualTo(report.recordsRead());
        assertThat(ofFiles.alleles()).isEqualTo(report.alleles());
        report.contigs()
                .forEach((contig, counts) -> assertThat(report.files().stream()
                                .map(of -> of.contigs().getOrDefault(contig, ContigCounts.NONE))
                                .reduce(ContigCounts.NONE, ContigCounts::plus))
                        .as(contig)
                        .isEqualTo(counts));
    }

    @Test
    void areLoadedAsOneFileWithTheSameRecords() throws Exception {
        String text = RandomVariants.text(7, 6_000);
        LoadReport one = genome.loadVariants(file("one.vcf", text)).run();
        List<String> expected = database.rows(CONTENTS);
        List<String> header = database.rows("SELECT header FROM grch38.datasets");
        List<InputSource> sources = byContig(text);
        Genomes.empty(database, "grch38");

        LoadReport many = genome.loadVariants(sources).dataset("many").run();

        assertThat(database.rows(CONTENTS)).isEqualTo(expected);
        assertThat(database.rows("SELECT header FROM grch38.datasets")).isEqualTo(header);
        assertThat(many.state()).isEqualTo(LoadState.DONE);
        assertThat(many.contigs()).isEqualTo(one.contigs());
        assertThat(List.copyOf(many.contigs().keySet()))
                .isEqualTo(List.copyOf(one.contigs().keySet()));
        assertThat(many.rowsWritten()).isEqualTo(one.rowsWritten());
        assertThat(many.alleles()).isEqualTo(one.alleles());
        assertThat(many.bytes().heap()).isPositive();
        assertThat(many.files()).hasSize(sources.size()).allMatch(FileCounts::isRead);
        assertAddsUp(many);
        assertThat(database.value("SELECT count(*) FROM grch38.load_files"))
                .isEqualTo(Integer.toString(sources.size()));
        assertThat(database.value("SELECT source FROM grch38.datasets"))
                .isEqualTo(sources.get(0).name() + " and " + (sources.size() - 1) + " other files");

        LoadReport again = genome.loadVariants(sources).dataset("many").run();
        assertThat(again.state()).isEqualTo(LoadState.UNCHANGED);
        assertThat(again.files()).hasSize(sources.size()).noneMatch(FileCounts::isRead);
        assertThat(again.bytes()).isEqualTo(many.bytes());
        assertThat(database.rows("SELECT state FROM grch38.load_runs")).containsExactly("done");
    }

    /** Genotypes, consequences and all of them, too. */
    @Test
    void keepWhatIsComputedFromRecords() throws Exception {
        String text = RandomVariants.text(8, 3_000);
        String sets = "SELECT chromosome, set_number, rank, terms FROM grch38.consequence_sets ORDER BY 1, 2, 3";
        genome.loadVariants(file("one.vcf", text))
                .consequences(WideGenes.annotator(5))
                .allConsequences(true)
                .genotypes(true)
                .run();
        List<String> expected = database.rows(CONTENTS);
        List<String> expectedSets = database.rows(sets);
        assertThat(expectedSets).isNotEmpty();
        List<InputSource> sources = byContig(text);
        Genomes.empty(database, "grch38");

        LoadReport many = genome.loadVariants(sources)
                .consequences(WideGenes.annotator(5))
                .allConsequences(true)
                .genotypes(true)
                .run();

        assertThat(database.rows(CONTENTS)).isEqualTo(expected);
        assertThat(database.rows(sets)).isEqualTo(expectedSets);
        assertAddsUp(many);
    }

    @Test
    void showOneProgressOverAllBytes() throws Exception {
        List<InputSource> sources = byContig(RandomVariants.text(9, 20_000));
        long total = 0;
        for (InputSource source : sources) {
            total += source.storedSize().orElseThrow();
        }
        long expected = total;
        AtomicLong last = new AtomicLong();
        AtomicLong records = new AtomicLong();
        genome.loadVariants(sources)
                .onProgress(progress -> {
                    assertThat(progress.totalBytes()).isEqualTo(OptionalLong.of(expected));
                    assertThat(progress.bytes()).isGreaterThanOrEqualTo(last.get());
                    assertThat(progress.records()).isGreaterThanOrEqualTo(records.get());
                    last.set(progress.bytes());
                    records.set(progress.records());
                })
                .run();
        assertThat(last).hasValue(expected);
        assertThat(records).hasValue(20_000);
    }

    // ---- contigs and variants in several files -------------------------------------------------------------------

    @Test
    void mergeAVariantThatTwoFilesHave() throws Exception {
        List<InputSource> sources = List.of(
                vcf("a.vcf", "", "1 100 . A G . PASS DP=1", "1 300 . C T . PASS ."),
                vcf("b.vcf", "", "2 10 . A C . . ."),
                vcf(
                        "c.vcf",
                        "",
                        "1 100 rs5 A G . PASS DP=1",
                        "1 200 . C T . . .",
                        "1 300 . C T . q .",
                        "1 400 . G A . . ."));

        LoadReport report = genome.loadVariants(sources).run();

        assertThat(database.rows("SELECT chromosome, position, id, filter, record_number FROM grch38.variants"
                        + " ORDER BY chromosome, position"))
                .containsExactly(
                        "1|100|rs5|PASS|1",
                        "1|200|null|null|5",
                        "1|300|null|PASS|2",
                        "1|400|null|null|7",
                        "2|10|null|null|3");
        assertAddsUp(report);
        assertThat(report.files().stream().map(of -> of.total().duplicates())).containsExactly(0L, 0L, 2L);
        assertThat(report.files().stream().map(FileCounts::rowsWritten)).containsExactly(2L, 1L, 2L);
        assertThat(report.contigs().get("1").duplicates()).isEqualTo(2);
        assertThat(report.repeatedAlleles()).hasSize(2).allSatisfy(allele -> {
            assertThat(allele.file()).endsWith("c.vcf");
            assertThat(allele.firstFile()).endsWith("a.vcf");
        });
        assertThat(report.repeatedAlleles().get(1).line()).isEqualTo(6);
        assertThat(report.repeatedAlleles().get(1).firstLine()).hasValue(5);
        assertThat(database.value("SELECT count(DISTINCT tableoid) FROM grch38.variants"))
                .isEqualTo("2");
    }

    /** The border of two files is like that of two lines. */
    @Test
    void compareAcrossABorderOfFiles() throws Exception {
        List<InputSource> sources = List.of(
                vcf("a.vcf", "", "1 100 . A G . . DP=1"), vcf("b.vcf", "", "1 100 . A G . . .", "1 101 . A G . . ."));
        LoadReport report = genome.loadVariants(sources).run();
        assertThat(report.alleles().merged()).isEqualTo(1);
        assertThat(report.files().get(1).total().duplicates()).isEqualTo(1);
        assertAddsUp(report);
        assertThatThrownBy(() -> genome.loadVariants(sources)
                        .dataset("strict")
                        .duplicates(DuplicatePolicy.ERROR)
                        .run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("b.vcf:4:")
                .hasMessageContaining("after line 4 of ")
                .hasMessageContaining("a.vcf");
    }

    @Test
    void tellOfTheFileOfARepetitionThatTheServerFinds() throws Exception {
        List<InputSource> sources = List.of(
                vcf("a.vcf", "", "1 100 . A G . . .", "1 200 . A G . . ."),
                vcf("b.vcf", "", "2 1 . A C . . ."),
                vcf("c.vcf", "", "1 100 . A G . . ."));
        assertThatThrownBy(() -> genome.loadVariants(sources)
                        .duplicates(DuplicatePolicy.ERROR)
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("c.vcf")
                .hasMessageContaining("a.vcf");
    }

    // ---- some files changed --------------------------------------------------------------------------------------

    /** Rows that stay keep their record numbers. */
    private static final String ROWS =
            "SELECT chromosome, position, ref, alt, allele_index, info::text FROM grch38.variants"
                    + " ORDER BY 1, 2, 3, 4";

    private static final String PARTITIONS = "SELECT DISTINCT tableoid::regclass::text FROM grch38.variants ORDER BY 1";
    private static final String FILES = "SELECT f.source, f.contigs || f.kept_contigs FROM grch38.load_files f JOIN"
            + " grch38.datasets USING (run_id) ORDER BY file_number";

    private List<InputSource> chromosomes(String ofSecond) throws IOException {
        return List.of(
                vcf("1.vcf", "", "1 100 . A G . . .", "1 200 . A G . . .", "2 300 . C T . . ."),
                vcf("2.vcf", "", ofSecond.split(";")),
                vcf("3.vcf", "", "3 100 . A G . . .", "3 200 . A G . . ."));
    }

    private void assertLikeNew(LoadReport renewed, List<InputSource> sources) throws Exception {
        assertAddsUp(renewed);
        List<String> contents = database.rows(ROWS);
        List<String> files = database.rows(FILES);
        String state = "SELECT sha256, row_counts, record_counts, header FROM grch38.datasets";
        List<String> dataset = database.rows(state);
        assertThat(genome.loadVariants(sources).run().state()).isEqualTo(LoadState.UNCHANGED);
        Genomes.empty(database, "grch38");
        genome.loadVariants(sources).run();
        assertThat(contents).isEqualTo(database.rows(ROWS));
        assertThat(dataset).isEqualTo(database.rows(state));
        assertThat(files).hasSameSizeAs(database.rows(FILES));
    }

    /** The first file holds a contig of the changed one, too: it is read again, but its other contig stays. */
    @Test
    void replaceOnlyContigsThatChangedFilesHold() throws Exception {
        genome.loadVariants(chromosomes("2 100 . A G . . .")).run();
        List<String> before = database.rows(PARTITIONS);

        List<InputSource> changed = chromosomes("2 100 . A C . . .;2 300 . C T . . .");
        LoadReport report = genome.loadVariants(changed).run();

        List<String> after = database.rows(PARTITIONS);
        assertThat(after).hasSize(3);
        assertThat(after.get(0)).isEqualTo(before.get(0));
        assertThat(after.get(1)).isNotEqualTo(before.get(1));
        assertThat(after.get(2)).isEqualTo(before.get(2));
        assertThat(report.files().stream().map(FileCounts::isRead)).containsExactly(true, true, false);
        assertThat(report.files().stream().map(of -> of.total().recordsRead())).containsExactly(1L, 2L, 0L);
        assertThat(report.contigs()).containsOnlyKeys("2");
        assertThat(report.alleles().merged()).isEqualTo(1);
        assertLikeNew(report, changed);
    }

    @Test
    void dropContigsOfFilesThatAreGone() throws Exception {
        List<InputSource> sources = chromosomes("2 100 . A G . . .");
        genome.loadVariants(sources).run();
        List<String> before = database.rows(PARTITIONS);
        List<InputSource> fewer = sources.subList(0, 2);

        LoadReport report = genome.loadVariants(fewer).run();

        assertThat(database.rows(PARTITIONS)).isEqualTo(before.subList(0, 2));
        assertThat(report.files()).noneMatch(FileCounts::isRead);
        assertLikeNew(report, fewer);
    }

    @Test
    void replaceAllIfAFieldHasAnotherType() throws Exception {
        genome.loadVariants(chromosomes("2 100 . A G . . .")).run();
        List<InputSource> changed = new ArrayList<>(chromosomes("2 100 . A G . . ."));
        changed.set(
                1, vcf("other.vcf", "##INFO=<ID=N,Number=1,Type=Integer,Description=\"n\">\n", "2 1 . A C . . N=1"));
        LoadReport report = genome.loadVariants(changed).run();
        assertThat(report.files()).allMatch(FileCounts::isRead);
        assertLikeNew(report, changed);
    }

    @Test
    void appendOnlyWhatTheDatasetHasNot() throws Exception {
        List<InputSource> sources = chromosomes("2 100 . A G . . .");
        genome.loadVariants(sources.subList(0, 2)).run();

        LoadReport report = genome.loadVariants(sources).mode(LoadMode.APPEND).run();

        assertThat(report.files().stream().map(FileCounts::isRead)).containsExactly(false, false, true);
        assertAddsUp(report);
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("6");
        assertThat(genome.loadVariants(sources.subList(1, 3))
                        .mode(LoadMode.APPEND)
                        .run()
                        .state())
                .isEqualTo(LoadState.UNCHANGED);
    }

    // ---- headers -------------------------------------------------------------------------------------------------

    /** What one file declares holds for the others: the same key has one type in the dataset. */
    @Test
    void declareForEachOther() throws Exception {
        String count = "##INFO=<ID=N,Number=1,Type=Integer,Description=\"Count\">\n";
        genome.loadVariants(
                        List.of(vcf("a.vcf", "", "1 100 . A G . . N=1"), vcf("b.vcf", count, "2 100 . A G . . N=2")))
                .run();
        assertThat(database.rows("SELECT info FROM grch38.variants ORDER BY record_number"))
                .containsExactly("{\"N\": 1}", "{\"N\": 2}");
        assertThat(database.value("SELECT array_to_string(header, ' ') FROM grch38.datasets"))
                .contains("ID=N,");
    }

    @Test
    void areRefusedIfTheirHeadersContradictEachOther() throws Exception {
        InputSource first = vcf("a.vcf", "##contig=<ID=1,length=1000>\n", "1 100 . A G . . DP=1");
        String type =
                "##fileformat=VCFv4.3\n##INFO=<ID=DP,Number=1,Type=Float,Description=\"Depth\">\n" + COLUMNS + "\n";
        assertRefused(first, file("type.vcf", type), "type.vcf:2:", "INFO DP", "Type=Integer", "a.vcf:2", "Type=Float");
        InputSource length = vcf("length.vcf", "##contig=<ID=1,length=2000>\n");
        assertRefused(first, length, "length.vcf:3:", "contig 1", "length=1000", "a.vcf:3", "length=2000");
        InputSource samples = file("samples.vcf", HEADER + COLUMNS + "\tFORMAT\tNA1\n");
        assertRefused(first, samples, "samples.vcf:3:", "the 0 samples of ", "a.vcf:4");
        InputSource assembly = vcf("assembly.vcf", "##reference=GRCh37.fa\n");
        assertThatThrownBy(() -> genome.loadVariants(List.of(first, assembly)).run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("assembly.vcf")
                .hasMessageContaining("GRCh37");
        assertThat(database.rows("SELECT state FROM grch38.load_runs")).containsOnly("failed");
        assertThat(database.value("SELECT count(*) FROM grch38.load_files")).isEqualTo("0");
    }

    private void assertRefused(InputSource first, InputSource second, String... found) {
        assertThatThrownBy(() -> genome.loadVariants(List.of(first, second)).run())
                .isInstanceOf(ParseException.class)
                .message()
                .contains(found);
    }

    @Test
    void mustBeFiles() {
        InputSource stream = InputSource.of("stream", new byte[0]);
        assertThatThrownBy(() -> genome.loadVariants(List.of(stream, stream)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stream");
        assertThatThrownBy(() -> genome.loadVariants(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
