package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A variant that is there twice is found whatever the order of the file, and each record is counted once. */
@DatabaseTest
class VcfDuplicatesTest {
    private static final String HEADER = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    private static final String ROWS =
            "SELECT chromosome || ':' || position || ref || '>' || coalesce(alt, '.') || '#' ||"
                    + " ordinal || ' of ' || record_number || '.' || allele_index FROM grch38.variants ORDER BY record_number,"
                    + " allele_index";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    /** A record in short: contig, position, REF, ALT column. */
    private record Line(String contig, int position, String ref, String alt) {
        String text() {
            return contig + "\t" + position + "\t.\t" + ref + "\t" + alt + "\t.\t.\t.\n";
        }

        List<String> alts() {
            return List.of(alt.split(","));
        }
    }

    private static InputSource vcf(List<Line> lines) {
        StringBuilder text = new StringBuilder(HEADER);
        lines.forEach(line -> text.append(line.text()));
        return InputSource.of("test.vcf", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Few contigs, positions and alleles, so that much is repeated; every other file is sorted. */
    private static List<Line> lines(Random random) {
        List<Line> lines = new ArrayList<>();
        String[] alts = {
            "A", "C", "G", "A,C", "C,A", "G,G", ".", "<DEL>", "*", "ACGT".repeat(20), "ACGT".repeat(20) + "A"
        };
        for (int i = 0; i < 60; i++) {
            String contig = List.of("1", "chr1", "2", "X", "KI270728.1").get(random.nextInt(5));
            lines.add(new Line(contig, 1 + random.nextInt(4), "T", alts[random.nextInt(alts.length)]));
        }
        return lines;
    }

    private static String stored(String contig) {
        return contig.replace("chr", "");
    }

    /** What a loader that keeps everything in memory would write. */
    private static List<String> expected(List<Line> lines, DuplicatePolicy policy, Map<String, ContigCounts> counts) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int written = 0;
            for (int a = 0; a < line.alts().size(); a++) {
                String alt = line.alts().get(a);
                String variant = stored(line.contig()) + ":" + line.position() + line.ref() + ">" + alt;
                int ordinal = seen.merge(variant, 1, Integer::sum) - 1;
                if (ordinal == 0 || policy == DuplicatePolicy.ALL) {
                    rows.add(variant + "#" + ordinal + " of " + (i + 1) + "." + (alt.equals(".") ? 0 : a + 1));
                    written++;
                }
            }
            int read = line.alts().size();
            counts.merge(
                    stored(line.contig()),
                    new ContigCounts(
                            1,
                            written > 0 ? 1 : 0,
                            written > 0 ? 0 : 1,
                            0,
                            0,
                            new AlleleCounts(read, written, read - written, 0, 0, 0)),
                    ContigCounts::plus);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void areThoseOfALoaderThatRemembersEverything(int seed) throws Exception {
        Random random = new Random(seed);
        List<Line> lines = lines(random);
        if (seed % 2 == 0) {
            lines.sort((a, b) -> stored(a.contig()).equals(stored(b.contig()))
                    ? Integer.compare(a.position(), b.position())
                    : stored(a.contig()).compareTo(stored(b.contig())));
        }
        for (DuplicatePolicy policy : List.of(DuplicatePolicy.MERGE, DuplicatePolicy.FIRST, DuplicatePolicy.ALL)) {
            Map<String, ContigCounts> counts = new LinkedHashMap<>();
            List<String> rows = expected(lines, policy, counts);
            LoadReport report =
                    genome.loadVariants(vcf(lines)).duplicates(policy).run();
            assertThat(database.rows(ROWS)).as("%s", policy).isEqualTo(rows);
            assertThat(report.contigs()).isEqualTo(counts);
            assertThat(report.rows()).isEqualTo(rows.size());
            assertThat(report.alleles().stored()).isEqualTo(rows.size());
            assertThat(report.repeatedAlleles())
                    .hasSize((int) Math.min(20, report.alleles().merged()))
                    .allMatch(allele -> allele.line() >= allele.firstLine().orElseThrow());
        }
    }

    @Test
    void areTheSameInAnyOrderOfContigs() throws Exception {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            lines.add(new Line(i % 3 == 0 ? "1" : i % 3 == 1 ? "2" : "X", i, "A", "C"));
        }
        for (int i = 0; i < 3; i++) {
            LoadReport report = genome.loadVariants(vcf(lines)).run();
            assertThat(report.recordsStored()).isEqualTo(30);
            assertThat(database.value("SELECT sum(position) FROM grch38.variants"))
                    .isEqualTo("465");
            Collections.shuffle(lines, new Random(i));
        }
    }

    @Test
    void endTheLoadWithThePlaceWhereTheFileIsSorted() {
        List<Line> lines =
                List.of(new Line("1", 5, "A", "C"), new Line("1", 6, "A", "C"), new Line("1", 6, "A", "G,C"));
        assertThatThrownBy(() -> genome.loadVariants(vcf(lines))
                        .duplicates(DuplicatePolicy.ERROR)
                        .run())
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("test.vcf:5")
                .hasMessageContaining("1:6 A>C again, after line 4");
    }

    @Test
    void endTheLoadWithBothLinesWhereItIsNot() {
        List<Line> lines = List.of(new Line("1", 6, "A", "C"), new Line("1", 5, "A", "C"), new Line("1", 6, "A", "C"));
        assertThatThrownBy(() -> genome.loadVariants(vcf(lines))
                        .duplicates(DuplicatePolicy.ERROR)
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("1:6 A>C (line 5, after line 3)");
    }

    /** The first file again, in another order: nothing is new. Then a file of which half is. */
    @Test
    void areFoundBetweenAFileAndTheDatasetItIsAppendedTo() throws Exception {
        List<Line> first = List.of(new Line("1", 5, "A", "C,G"), new Line("2", 6, "A", "C"));
        List<Line> second =
                List.of(new Line("1", 5, "A", "G"), new Line("1", 5, "A", "T,C"), new Line("3", 7, "A", "C"));
        genome.loadVariants(vcf(first)).run();
        LoadReport report =
                genome.loadVariants(vcf(second)).mode(LoadMode.APPEND).run();
        assertThat(report.recordsStored()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.rows()).isEqualTo(2);
        assertThat(database.rows("SELECT chromosome, position, alt FROM grch38.variants ORDER BY 1, 2, 3"))
                .containsExactly("1|5|C", "1|5|G", "1|5|T", "2|6|C", "3|7|C");
        assertThat(database.value("SELECT row_counts FROM grch38.datasets"))
                .isEqualTo("{\"variants_chr1\": 3, \"variants_chr2\": 1, \"variants_chr3\": 1}");
        assertThat(genome.loadVariants(vcf(second)).mode(LoadMode.APPEND).run().state())
                .isEqualTo(LoadState.UNCHANGED);
    }

    @Test
    void ofAnAppendedFileGetTheNextOrdinal() throws Exception {
        List<Line> first = List.of(new Line("1", 5, "A", "C"), new Line("1", 5, "A", "C"));
        VcfLoad load = genome.loadVariants(vcf(first)).duplicates(DuplicatePolicy.ALL);
        load.run();
        genome.loadVariants(vcf(List.of(new Line("1", 5, "A", "C"))))
                .duplicates(DuplicatePolicy.ALL)
                .mode(LoadMode.APPEND)
                .run();
        assertThat(database.rows("SELECT ordinal FROM grch38.variants ORDER BY 1"))
                .containsExactly("0", "1", "2");
    }
}
