package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.RepeatedAllele;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.Needs;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of one variant become one, and nothing of them is lost without being told. */
@DatabaseTest
class MergedVariantsTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.3
            ##ALT=<ID=DEL,Description="Deletion">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
            ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
            ##INFO=<ID=NOTE,Number=1,Type=String,Description="Text">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2
            """;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
    }

    private static InputSource vcf(String... records) {
        return vcf(List.of(records));
    }

    private static InputSource vcf(List<String> records) {
        String text = (HEADER + String.join("\n", records) + "\n").replace(' ', '\t');
        return InputSource.of("test.vcf", text.getBytes(StandardCharsets.UTF_8));
    }

    /** How the second row comes to meet the first: in the block that is written, on the server, or with alleles moved. */
    private enum Way {
        SORTED,
        UNSORTED,
        OTHER_CONTIG_BETWEEN;

        /** Records of contig 1 in a file that takes this way. */
        String[] records(String... records) {
            List<String> all = new ArrayList<>(List.of(records));
            if (this == UNSORTED) {
                all.add(0, "1 900 . T G . . . GT 0/0 0/0");
            } else if (this == OTHER_CONTIG_BETWEEN) {
                all.add(1, "2 900 . T G . . . GT 0/0 0/0");
            }
            return all.toArray(new String[0]);
        }
    }

    private List<String> rows(String columns) throws SQLException {
        return database.rows("SELECT " + columns + " FROM grch38.variants WHERE chromosome = '1' AND position < 900"
                + " ORDER BY position, record_number, allele_index");
    }

    private String genotypes() throws SQLException {
        return String.join(
                " ",
                rows("grch38.genotype(genotypes, 0) || ' ' || grch38.genotype(genotypes, 1) || ' ' || hom_ref_count || het_count ||"
                                + " hom_alt_count || missing_count")
                        .toArray(new String[0]));
    }

    // ---- genotypes -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Way.class)
    void aMissingGenotypeIsTakenFromTheOther(Way way) throws Exception {
        LoadReport report = genome.loadVariants(
                        vcf(way.records("1 100 . GCA G . . . GT ./. 1|1", "1 100 . GCA G,T . . . GT 0|1 ./.")))
                .genotypes(true)
                .run();

        assertThat(rows("record_number, alt")).hasSize(2);
        assertThat(rows(
                        "grch38.genotype(genotypes, 0) || ' ' || grch38.genotype(genotypes, 1) || ' ' || hom_ref_count || het_count"
                                + " || hom_alt_count || missing_count"))
                .containsExactly("0/1 1/1 0110", "0/0 ./. 1001");
        assertThat(database.rows("SELECT sample, genotype FROM grch38.variant_carriers('1', 100, 'GCA', 'G')"))
                .containsExactly("S1|0/1", "S2|1/1");
        assertThat(report.alleles().merged()).isEqualTo(1);
        assertThat(report.alleles().dropped()).isZero();
        assertThat(report.recordsStored()).isEqualTo(way == Way.SORTED ? 2 : 3);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void genotypesThatContradictEachOtherEndTheLoadWithBothPlaces(Way way) {
        String[] records = way.records("1 100 . A C . . . GT 0/1 0/0", "1 100 . A C . . . GT 0/1 1/1");
        int second = 8 + records.length;

        assertThatThrownBy(
                        () -> genome.loadVariants(vcf(records)).genotypes(true).run())
                .isInstanceOfAny(ParseException.class, LoadException.class)
                .hasMessageContaining("expected one genotype of S2 for 1:100 A>C, found 0/0 (line ")
                .hasMessageContaining("and 1/1 (line " + second + ")");
    }

    @Test
    void genotypesThatContradictEachOtherEndALenientLoadToo() {
        assertThatThrownBy(
                        () -> genome.loadVariants(vcf("1 100 . A C . . . GT 0/1 0/0", "1 100 . A C . . . GT 0/1 1/1"))
                                .genotypes(true)
                                .parseMode(omega.genomics.ParseMode.LENIENT)
                                .run())
                .hasMessageMatching("(?s).*test\\.vcf:10:[0-9]+: GT: expected one genotype of S2.*");
    }

    /** Genotypes that nobody asked for do not stand in the way. */
    @Test
    void genotypesThatAreNotLoadedAreNotCompared() throws Exception {
        LoadReport report = genome.loadVariants(vcf("1 100 . A C . . . GT 0/1 0/0", "1 100 . A C . . . GT 0/1 1/1"))
                .run();

        assertThat(report.alleles()).isEqualTo(new AlleleCounts(2, 1, 1, 0, 0, 0));
    }

    @Test
    void anAlleleThatItsRecordHasTwiceCountsWithBoth() throws Exception {
        genome.loadVariants(vcf("1 100 . A C,C . . . GT 1/2 0/2"))
                .genotypes(true)
                .run();

        assertThat(genotypes()).isEqualTo("1/1 0/1 0110");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void firstKeepsTheRowAndTellsWhatDiffers(Way way) throws Exception {
        LoadReport report = genome.loadVariants(
                        vcf(way.records("1 100 . A C . . . GT ./. 0/1", "1 100 . A C 7 . DP=3 GT 1/1 1/1")))
                .genotypes(true)
                .duplicates(DuplicatePolicy.FIRST)
                .run();

        assertThat(rows("grch38.genotype(genotypes, 0) || ' ' || grch38.genotype(genotypes, 1), qual, depth"))
                .containsExactly("./. 0/1|null|null");
        assertThat(report.alleles().dropped()).isEqualTo(1);
        assertThat(report.repeatedAlleles())
                .singleElement()
                .satisfies(allele -> assertThat(allele.differs()).contains("genotypes", "qual", "depth"));
    }

    // ---- all other columns ---------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatTheFirstRowHasNotIsTakenFromTheOther(Way way) throws Exception {
        LoadReport report = genome.loadVariants(vcf(way.records(
                        "1 100 . A C . . . GT 0/1 0/0", "1 100 rs7 A C 30 PASS AF=0.25;DP=9;NOTE=x GT 0/1 0/0")))
                .run();

        assertThat(rows("record_number IS NOT NULL, id, rs_number, qual, filter, allele_frequency, depth, info"))
                .containsExactly("t|rs7|7|30|PASS|0.25|9|{\"AF\": 0.25, \"DP\": 9, \"NOTE\": \"x\"}");
        assertThat(report.alleles().merged()).isEqualTo(1);
        assertThat(report.repeatedAlleles()).singleElement().satisfies(allele -> {
            assertThat(allele.name()).isEqualTo("1:100 A>C");
            assertThat(allele.differs()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatBothHaveIsTheFirstOnesAndToldOf(Way way) throws Exception {
        String[] records = way.records(
                "1 100 rs1 A C 30 PASS AF=0.5;DP=9 GT 0/1 0/0", "1 100 rs2 A G,C 30 q10 AF=0.1,0.25;DP=9 GT 0/2 0/0");
        LoadReport report = genome.loadVariants(vcf(records)).run();

        assertThat(rows("alt, id, filter, allele_frequency, depth"))
                .containsExactly("C|rs1|PASS|0.5|9", "G|rs2|q10|0.1|9");
        assertThat(report.alleles().dropped()).isEqualTo(1);
        long first = way == Way.UNSORTED ? 10 : 9;
        assertThat(report.repeatedAlleles())
                .containsExactly(new RepeatedAllele(
                        "1",
                        100,
                        "A",
                        "C",
                        8 + records.length,
                        OptionalLong.of(first),
                        List.of("id", "rs_number", "filter", "allele_frequency", "info")));
        assertThat(report.duplicates()).isZero();
    }

    // ---- alleles that ALT does not spell out ---------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Way.class)
    void symbolicAllelesOfSeveralVariantsAreAllKept(Way way) throws Exception {
        LoadReport report = genome.loadVariants(vcf(way.records(
                        "1 100 a A <DEL> . . END=200 GT 0/1 0/0",
                        "1 100 b A <DEL> . . END=300 GT 1/1 0/0",
                        "1 100 a A <DEL> . . END=200 GT 0/1 0/0",
                        "1 100 b A <DEL> . . END=300 GT 1/1 ./.",
                        "1 100 b A <DEL> . . END=400 GT 1/1 0/0")))
                .genotypes(true)
                .run();

        assertThat(rows("id, end_pos, ordinal")).containsExactly("a|200|0", "b|300|1", "b|400|2");
        assertThat(report.alleles().merged()).isEqualTo(2);
        assertThat(report.alleles().dropped()).isZero();
    }

    // ---- appended files ------------------------------------------------------------------------------------------

    @Test
    void anAppendedFileAddsWhatIsNew() throws Exception {
        genome.loadVariants(vcf("1 100 . A C . . . GT 0/1 0/0", "1 200 a A <DEL> . . END=300 GT 0/1 0/0"))
                .genotypes(true)
                .run();
        LoadReport report = genome.loadVariants(vcf(
                        "1 100 rs5 A C . . DP=3 GT 0/1 ./.",
                        "1 100 . A T . . . GT 0/0 0/0",
                        "1 200 a A <DEL> . . END=300 GT 0/1 0/0",
                        "1 200 b A <DEL> . . END=400 GT 0/1 0/0"))
                .genotypes(true)
                .mode(LoadMode.APPEND)
                .run();

        assertThat(rows("alt, id, ordinal"))
                .containsExactlyInAnyOrder("C|null|0", "<DEL>|a|0", "T|null|0", "<DEL>|b|1");
        assertThat(report.alleles()).isEqualTo(new AlleleCounts(4, 2, 1, 1, 0, 0));
        assertThat(report.repeatedAlleles())
                .extracting(RepeatedAllele::firstLine)
                .containsOnly(OptionalLong.empty());
        assertThat(report.repeatedAlleles().get(0).differs()).containsExactly("id", "rs_number", "depth", "info");
    }

    @ParameterizedTest
    @CsvSource({
        "1/1 0/0, expected one genotype of S1 for 1:100 A>C, found 0/1 (in the dataset) and 1/1 (line 9)",
        "0/1 0/1, expected no genotypes that the dataset lacks, found some of 1:100 A>C in line 9"
    })
    void anAppendedFileDoesNotChangeGenotypes(String genotypes, String message) throws Exception {
        genome.loadVariants(vcf("1 100 . A C . . . GT 0/1 ./.")).genotypes(true).run();

        assertThatThrownBy(() -> genome.loadVariants(
                                vcf("1 100 . A C . . . GT " + genotypes.replace("1/1 0/0", "1/1 ./.")))
                        .genotypes(true)
                        .mode(LoadMode.APPEND)
                        .run())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining(message);
        assertThat(genotypes()).isEqualTo("0/1 ./. 0101");
    }

    // ---- whatever the way ----------------------------------------------------------------------------------------

    /** Rows longer than what is kept in the block go to the server before the next one comes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void rowsAreTheSameWhetherTheyMeetInTheBlockOrOnTheServer(int seed) throws Exception {
        Random random = new Random(seed);
        List<String> records = records(random, seed == 5 ? 3 : 60, seed > 3 ? 60_000 : 20);
        List<List<String>> found = new ArrayList<>();
        List<AlleleCounts> counts = new ArrayList<>();
        for (boolean sorted : new boolean[] {true, false}) {
            List<String> all = new ArrayList<>(records);
            all.add(sorted ? all.size() : 0, "1 9000 . T G . . . GT 0/0 0/0");
            for (int connections : new int[] {1, 2}) {
                LoadReport report = genome.loadVariants(vcf(all))
                        .genotypes(true)
                        .connections(connections)
                        .dataset("d" + sorted + connections)
                        .run();
                found.add(database.rows("SELECT position, ref, alt, ordinal, id, qual, depth, md5(info::text),"
                        + " grch38.genotype(genotypes, 0), grch38.genotype(genotypes, 1), hom_ref_count, het_count, hom_alt_count,"
                        + " missing_count FROM grch38.variants JOIN grch38.datasets USING (dataset_id) WHERE name = 'd"
                        + sorted + connections + "' ORDER BY position, ref, alt, ordinal"));
                counts.add(report.alleles());
            }
        }
        assertThat(found.get(0)).hasSizeGreaterThan(10);
        assertThat(counts.get(0).merged()).isPositive();
        assertThat(counts.get(0).dropped()).isPositive();
        assertThat(found).allMatch(found.get(0)::equals);
        assertThat(counts).allMatch(counts.get(0)::equals);
    }

    /** Sorted; a sample's genotypes of one variant never contradict each other, though some are missing. */
    private static List<String> records(Random random, int positions, int longest) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            int position = 1 + random.nextInt(positions);
            String alt =
                    List.of("C", "G", "C,G", "G,C", "C,C", "<DEL>", "T,<DEL>").get(random.nextInt(7));
            int end = position + 10 * random.nextInt(2);
            String note = random.nextInt(3) > 0 ? "" : ";NOTE=" + "x".repeat(random.nextInt(longest));
            String info = (alt.contains("<") ? "END=" + end + ";" : "") + "DP=" + random.nextInt(2) + note;
            records.add("1 " + position + " " + (random.nextInt(3) == 0 ? "id" + random.nextInt(2) : ".") + " A " + alt
                    + " . . " + (random.nextInt(4) == 0 ? "." : info) + " GT " + genotype(random, position, alt) + " "
                    + genotype(random, position + 1, alt));
        }
        records.sort(Comparator.comparingInt(record -> Integer.parseInt(record.split(" ", -1)[1])));
        return records;
    }

    /** What a sample has at a position, in the numbers of a record, as far as the record knows. */
    private static String genotype(Random random, int position, String alt) {
        List<String> alts = List.of(alt.split(",", -1));
        StringBuilder genotype = new StringBuilder();
        boolean isMissing = random.nextInt(3) == 0;
        String alleles = List.of("AA", "AC", "CG", "GG", "CC").get(position % 5);
        for (int i = 0; i < 2; i++) {
            boolean isUnknown = isMissing || (!alts.contains("<DEL>") && random.nextInt(8) == 0);
            genotype.append(genotype.isEmpty() ? "" : "/")
                    .append(isUnknown ? "." : Integer.toString(1 + alts.indexOf(alleles.substring(i, i + 1))));
        }
        return genotype.toString();
    }

    // ---- real files ----------------------------------------------------------------------------------------------

    @Test
    void everyAlleleOfPlatinumGenomesIsAccountedFor() throws Exception {
        Path file = Needs.data("vcf/platinum/PG_NA12878_hg38-chr21.vcf.gz");

        LoadReport report = genome.loadVariants(InputSource.of(file)).run();

        assertThat(report.alleles()).isEqualTo(new AlleleCounts(66_050, 66_035, 0, 15, 0, 0));
        assertThat(report.recordsRead()).isEqualTo(65_370);
        assertThat(report.repeatedAlleles()).hasSize(15);
        assertThat(database.value("SELECT count(*) FROM grch38.variants")).isEqualTo("66035");
        assertThatThrownBy(() -> genome.loadVariants(InputSource.of(file))
                        .genotypes(true)
                        .run())
                .hasMessageContaining("expected one genotype of NA12878 for 21:16063735 A>C, found 0/1 (line ")
                .hasMessageContaining("and 1/1 (line ");
        genome.loadVariants(InputSource.of(file))
                .genotypes(true)
                .duplicates(DuplicatePolicy.ALL)
                .run();
        assertThat(database.rows("SELECT genotype FROM grch38.variant_carriers('21', 32976554, 'GCA', 'G')"))
                .containsExactly("0/1");
    }

    @Test
    void everyAlleleOfDbSnpIsAccountedFor() throws Exception {
        AssemblyDatabase grch37 = Genomes.empty(database, "grch37");
        LoadReport report = grch37.loadVariants(InputSource.of(Needs.data("vcf/dbsnp/b157_2564.vcf.gz")))
                .run();

        assertThat(report.alleles()).isEqualTo(new AlleleCounts(6_842, 6_838, 0, 4, 0, 0));
        grch37.refreshStatistics();
        assertThat(database.value("SELECT records FROM grch37.variant_stats WHERE chromosome = 'X'"))
                .isEqualTo("4065");
        assertThat(database.value("SELECT sum(records) FROM grch37.variant_stats"))
                .isEqualTo(Long.toString(report.recordsStored()));
    }
}
