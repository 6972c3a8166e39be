package omega.genomics.postgres.load.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import omega.genomics.contig.Assembly;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.UnknownContigs;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A renewal passes over records whose lines it knows, and stores and reports the same as if it had read them. */
@DatabaseTest
class RenewedLinesTest {
    private static final String CONTENT = "to_jsonb(v) - 'dataset_id' - 'record_number'";
    private static final List<String> CONTIGS = List.of("1", "X", "KI270728.1");
    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##INFO=<ID=DP,Number=1,Type=%s,Description="depth">
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="%s">
            ##INFO=<ID=NOTE,Number=.,Type=String,Description="text">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
            """;

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private String header = HEADER.formatted("Integer", "count");

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private VcfLoad load(List<String> lines, String dataset) throws IOException {
        Path file = directory.resolve(dataset + ".vcf");
        Files.writeString(file, header + String.join("\n", lines) + "\n");
        return genome.loadVariants(InputSource.of(file))
                .dataset(dataset)
                .contigs(Assembly.grch38())
                .unknownContigs(UnknownContigs.KEEP);
    }

    private List<String> rowsOf(String dataset) throws SQLException {
        return database.rows("SELECT " + CONTENT + " FROM grch38.variants v WHERE dataset_id ="
                + " (SELECT dataset_id FROM grch38.datasets WHERE name = '" + dataset + "') ORDER BY 1");
    }

    /** Renews, and compares with a load without a release. */
    private ReleaseCounts renew(List<String> lines, String release, DuplicatePolicy duplicates) throws Exception {
        LoadReport renewed = load(lines, "renewed")
                .duplicates(duplicates)
                .release(release)
                .renew()
                .run();
        LoadReport fresh = load(lines, "fresh").duplicates(duplicates).run();

        assertThat(rowsOf("renewed")).as(release).isEqualTo(rowsOf("fresh"));
        assertThat(renewed.alleles()).as(release).isEqualTo(fresh.alleles());
        assertThat(sorted(renewed.contigs())).as(release).isEqualTo(sorted(fresh.contigs()));
        assertThat(withoutFile(renewed.warnings())).as(release).isEqualTo(withoutFile(fresh.warnings()));
        return renewed.release().orElseThrow();
    }

    private static Map<String, ContigCounts> sorted(Map<String, ContigCounts> counts) {
        return new TreeMap<>(counts);
    }

    private static List<String> withoutFile(List<String> warnings) {
        return warnings.stream()
                .map(warning -> warning.replaceAll("(renewed|fresh)\\.vcf", "file"))
                .toList();
    }

    private static String line(String contig, int position, String alleles, String info) {
        return contig + "\t" + position + "\t.\t" + alleles.replace('>', '\t') + "\t.\t.\t" + info;
    }

    private static String named(String line, String id) {
        return line.replaceFirst("\t\\.\t", "\t" + id + "\t");
    }

    @Test
    void anAlleleThatANewLineRepeatsIsMergedIntoThatOfAKnownLine() throws Exception {
        String known = line("1", 100, "A>C", "DP=7");
        renew(List.of(known, line("1", 200, "A>C", "DP=8")), "2026-01-01", DuplicatePolicy.MERGE);

        ReleaseCounts counts = renew(
                List.of(known, named(known, "rs5"), line("1", 200, "A>C", "DP=8")),
                "2026-01-08",
                DuplicatePolicy.MERGE);

        assertThat(counts.changed()).isEqualTo(1);
        assertThat(counts.unchanged()).isEqualTo(1);
        assertThat(rowsOf("renewed")).anyMatch(row -> row.contains("\"DP\": 7") && row.contains("rs5"));
    }

    @Test
    void aLineThatAnotherCompletedIsReadAgainWhenTheOtherIsGone() throws Exception {
        String known = line("1", 100, "A>C", "DP=7");
        renew(List.of(known, named(known, "rs5")), "2026-01-01", DuplicatePolicy.MERGE);

        ReleaseCounts counts = renew(List.of(known), "2026-01-08", DuplicatePolicy.MERGE);

        assertThat(counts.changed()).isEqualTo(1);
        assertThat(rowsOf("renewed")).noneMatch(row -> row.contains("rs5"));
    }

    @Test
    void linesMeanSomethingElseUnderAnotherHeader() throws Exception {
        List<String> lines = List.of(line("1", 100, "A>C", "DP=7"), line("1", 200, "A>C", "NOTE=n"));
        renew(lines, "2026-01-01", DuplicatePolicy.MERGE);
        header = HEADER.formatted("String", "count");

        ReleaseCounts counts = renew(lines, "2026-01-08", DuplicatePolicy.MERGE);

        assertThat(counts.changed()).isEqualTo(1);
        assertThat(counts.unchanged()).isEqualTo(1);
    }

    @Test
    void ofARecordWithManyAllelesOneIsChanged() throws Exception {
        renew(List.of(line("1", 100, "A>C,G,T", "AC=1,2,3")), "2026-01-01", DuplicatePolicy.MERGE);

        ReleaseCounts counts =
                renew(List.of(line("1", 100, "A>C,G,T", "AC=1,9,3")), "2026-01-08", DuplicatePolicy.MERGE);

        assertThat(counts.changed()).isEqualTo(1);
        assertThat(counts.unchanged()).isEqualTo(2);
    }

    @Test
    void valuesThatAreKeptAsTextAreReportedInEachRelease() throws Exception {
        List<String> lines = List.of(line("1", 100, "A>C", "DP=many"), line("1", 200, "A>C", "DP=8"));
        renew(lines, "2026-01-01", DuplicatePolicy.MERGE);

        LoadReport again = load(lines, "renewed").release("2026-01-08").renew().run();

        assertThat(again.warnings()).anyMatch(warning -> warning.contains("INFO DP in 1 record"));
    }

    @Test
    void aPositionMayHaveThousandsOfRecords() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            lines.add(line(
                    "1",
                    100,
                    "A>A"
                            + Integer.toString(i + 1_000_000, 4)
                                    .replace('0', 'A')
                                    .replace('1', 'C')
                                    .replace('2', 'G')
                                    .replace('3', 'T'),
                    "DP=" + i));
        }
        lines.add(line("1", 101, "A>C", "DP=1"));
        renew(lines, "2026-01-01", DuplicatePolicy.MERGE);
        lines.set(2_400, lines.get(2_400).replace("DP=2400", "DP=7"));

        ReleaseCounts counts = renew(lines, "2026-01-08", DuplicatePolicy.MERGE);

        assertThat(counts.changed()).isEqualTo(1);
        assertThat(counts.unchanged()).isEqualTo(2_500);
    }

    @Test
    void aReleaseKnowsAllLinesOfAPlainFile() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int position = 1; position <= 30_000; position++) {
            lines.add(line("1", position, "A>C", "DP=" + position));
        }
        renew(lines, "2026-01-01", DuplicatePolicy.MERGE);
        assertThat(
                        database.value(
                                "SELECT count(*) FROM (SELECT generate_series(0, octet_length(lines) / 8 - 1) AS i, lines FROM"
                                        + " grch38.variant_digests) d WHERE substr(lines, 1 + 8 * i, 8) = '\\x0000000000000000'"))
                .isEqualTo("0");
    }

    @Test
    void theSameLinesMakeTheSameRowsInEveryVersion() throws Exception {
        load(
                        List.of(
                                "1\t100\trs7;x\tA\tC,<DEL>\t1.5e2\tq10;s50\tDP=7;AC=1,2;NOTE=a,b%3D;END=300",
                                "X\t5\t.\tAT\t.\t.\tPASS\tDP=many;FLAG"),
                        "rows")
                .run();

        assertThat(database.rows("SELECT (jsonb_strip_nulls(to_jsonb(v)) - 'dataset_id')::text FROM grch38.variants v"
                        + " ORDER BY position, allele_index"))
                .as(
                        "if the library makes other rows of a line on purpose, VariantPlan.ROWS is raised with it: renewals pass over"
                                + " lines that they know")
                .containsExactly("""
                        {"ref": "AT", "info": {"DP": "many", "FLAG": true}, \
                        "filter": "PASS", "end_pos": 6, "ordinal": 0, "position": 5, "chromosome": "X", "allele_index": 0, "variant_type": "REF", "record_number": 2}""", """
                        {"id": "rs7;x", "alt": "C", "ref": "A", "info": {"AC": 1, "DP": 7, "END": 300, "NOTE": ["a", "b="]}, "qual": 150, "depth": 7, \
                        "filter": "q10;s50", "end_pos": 100, "ordinal": 0, "position": 100, "rs_number": 7, "chromosome": "1", "allele_count": 1, "allele_index": 1, "variant_type": "SNV", "record_number": 1}""", """
                        {"id": "rs7;x", "alt": "<DEL>", "ref": "A", "info": {"AC": 2, "DP": 7, "END": 300, "NOTE": ["a", "b="]}, "qual": 150, "depth": 7, \
                        "filter": "q10;s50", "end_pos": 300, "ordinal": 0, "position": 100, "rs_number": 7, "chromosome": "1", "allele_count": 2, "allele_index": 2, "variant_type": "SV", "record_number": 1}""");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomReleasesAreLikeFreshLoads(long seed) throws Exception {
        Random random = new Random(seed);
        DuplicatePolicy policy = List.of(DuplicatePolicy.MERGE, DuplicatePolicy.FIRST, DuplicatePolicy.ALL)
                .get((int) seed % 3);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.add(anyLine(random));
        }
        for (int k = 1; k <= 5; k++) {
            if (k > 1) {
                for (int i = 0; i < 20; i++) {
                    lines.set(random.nextInt(lines.size()), anyLine(random));
                }
                if (random.nextInt(4) == 0) {
                    header = HEADER.formatted(random.nextBoolean() ? "Integer" : "String", "count " + k);
                }
            }
            Collections.shuffle(lines, random);
            lines.sort(Comparator.comparingInt((String line) -> CONTIGS.indexOf(line.split("\t", -1)[0]))
                    .thenComparingInt(line -> Integer.parseInt(line.split("\t", -1)[1])));
            renew(lines, "2026-01-0" + k, policy);
        }
    }

    private static String anyLine(Random random) {
        String contig = CONTIGS.get(random.nextInt(CONTIGS.size()));
        List<String> alts = new ArrayList<>(List.of("C", "G", "T", "AT"));
        Collections.shuffle(alts, random);
        List<String> some = alts.subList(0, 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 1));
        List<String> info = new ArrayList<>();
        if (random.nextBoolean()) {
            info.add("DP=" + (random.nextInt(12) == 0 ? "many" : random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            info.add("NOTE=n" + random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            info.add("AC=" + String.join(",", Collections.nCopies(some.size(), String.valueOf(random.nextInt(3)))));
        }
        String line = line(
                contig,
                1 + random.nextInt(40),
                "A>" + String.join(",", some),
                info.isEmpty() ? "." : String.join(";", info));
        return random.nextBoolean() ? line : named(line, "rs" + (1 + random.nextInt(3)));
    }
}
