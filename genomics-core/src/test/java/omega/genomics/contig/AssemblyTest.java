package omega.genomics.contig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import omega.genomics.ParseException;
import omega.genomics.contig.Contig.Role;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyTest {

    @ParameterizedTest(name = "{0}: {1} is {2}, {3} bases")
    @CsvSource({
        "GRCh38, 1, 1, 248956422",
        "GRCh38, chr1, 1, 248956422",
        "GRCh38, NC_000001.11, 1, 248956422",
        "GRCh38, CM000663.2, 1, 248956422",
        "GRCh38, NC_000023.11, X, 156040895",
        "GRCh38, NC_000024.10, Y, 57227415",
        "GRCh38, chrM, MT, 16569",
        "GRCh38, NC_012920.1, MT, 16569",
        "GRCh38, J01415.2, MT, 16569",
        "GRCh38, chr16_KI270728v1_random, KI270728.1, 1872759",
        "GRCh38, chrUn_GL000218v1, GL000218.1, 161147",
        "GRCh38, NT_187376.1, KI270721.1, 100316",
        "GRCh38, chr6_GL000250v2_alt, HSCHR6_MHC_APD_CTG1, 4672374",
        "GRCh38, CHR_HSCHR6_MHC_APD_CTG1, HSCHR6_MHC_APD_CTG1, 4672374",
        "GRCh38, chr2_ML143341v1_fix, HG721_PATCH, 145975",
        "GRCh37, chr1, 1, 249250621",
        "GRCh37, NC_000001.10, 1, 249250621",
        "GRCh37, chrY, Y, 59373566",
        "GRCh37, chrMT, MT, 16569",
        "GRCh37, chr1_gl000191_random, GL000191.1, 106433",
        "GRCh37, chr6_apd_hap1, HSCHR6_MHC_APD_CTG1, 4622290",
        "GRCm39, chr1, 1, 195154279",
        "GRCm39, chr1_GL456210v1_random, GL456210.1, 169725",
        "GRCm38, chrX, X, 171031299",
        "T2T-CHM13v2.0, chr1, 1, 248387328",
    })
    void resolvesEveryStyleOfName(String assembly, String alias, String name, int length) {
        Contig contig = Assembly.named(assembly).orElseThrow().resolve(alias).orElseThrow();

        assertThat(contig.name()).isEqualTo(name);
        assertThat(contig.length()).hasValue(length);
        assertThat(contig.aliases()).contains(alias).startsWith(name);
    }

    @ParameterizedTest(name = "{0} does not know {1}")
    @CsvSource({
        "GRCh38, NC_000001.10",
        "GRCh38, CM000663.1",
        "GRCh38, CHR1",
        "GRCh38, chr23",
        "GRCh38, chrKI270728.1",
        "GRCh37, NC_000001.11",
        "GRCh37, hs37d5",
        "GRCh37, NC_007605",
        "GRCh37, M",
    })
    void neverGuessesAName(String assembly, String alias) {
        assertThat(Assembly.named(assembly).orElseThrow().candidates(alias)).isEmpty();
    }

    /** UCSC's hg19 carries another mitochondrion under the name that GENCODE gives the rCRS. */
    @Test
    void tellsTheTwoMitochondriaOfHg19ApartByLengthOnly() {
        Assembly grch37 = Assembly.grch37();

        assertThat(grch37.resolve("chrM")).isEmpty();
        assertThat(grch37.candidates("chrM")).extracting(Contig::name).containsExactly("MT", "NC_001807.4");
        assertThat(grch37.resolve("chrM", 16569)).map(Contig::name).hasValue("MT");
        assertThat(grch37.resolve("chrM", 16571)).map(Contig::name).hasValue("NC_001807.4");
        assertThat(grch37.resolve("MT", 16571)).isEmpty();
    }

    @Test
    void refusesANameWithTheLengthOfAnotherAssembly() {
        assertThat(Assembly.grch38().resolve("chr1", 249250621)).isEmpty();
        assertThat(Assembly.grch38().resolve("chr1", 248956422)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GRCh38, 24, 3088269832, 640",
        "GRCh37, 24, 3095677412, 298",
        "GRCm39, 21, 2723414844, 61",
        "GRCm38, 21, 2725521370, 66",
        "T2T-CHM13v2.0, 24, 3117275501, 25",
    })
    void bundledTablesAddUpToThePublishedTotals(String name, int chromosomes, long bases, int contigs) {
        Assembly assembly = Assembly.named(name).orElseThrow();

        List<Contig> nuclear = assembly.contigs().stream()
                .filter(contig -> contig.role() == Role.CHROMOSOME)
                .toList();
        assertThat(nuclear).hasSize(chromosomes);
        assertThat(nuclear.stream()
                        .mapToLong(contig -> contig.length().orElseThrow())
                        .sum())
                .isEqualTo(bases);
        assertThat(assembly.contigs()).hasSize(contigs);
    }

    static Stream<Assembly> bundled() {
        return Assembly.bundled().stream().map(name -> Assembly.named(name).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void onlyTheMitochondrionOfHg19SharesAName(Assembly assembly) {
        List<String> shared = assembly.contigs().stream()
                .flatMap(contig -> contig.aliases().stream())
                .filter(alias -> assembly.candidates(alias).size() > 1)
                .distinct()
                .toList();

        assertThat(shared).isEqualTo(assembly.name().equals("GRCh37") ? List.of("chrM") : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "hg38, GRCh38",
        "GRCh38.p14, GRCh38",
        "grch37, GRCh37",
        "HG19, GRCh37",
        "mm10, GRCm38",
        "hs1, T2T-CHM13v2.0"
    })
    void findsBundledAssembliesByTheirOtherNames(String name, String title) {
        assertThat(Assembly.named(name)).map(Assembly::name).hasValue(title);
    }

    @Test
    void listsWhatIsBundledByNamesThatItKnows() {
        assertThat(Assembly.bundled()).startsWith("grch38", "grch37").doesNotHaveDuplicates();
        assertThat(bundled().map(Assembly::name))
                .containsExactlyElementsOf(
                        Stream.of(Bundled.values()).map(Bundled::title).toList());
    }

    @Test
    void doesNotBundleWhatItDoesNotKnow() {
        assertThat(Assembly.named("hg18")).isEmpty();
        assertThat(Assembly.named("GRCh38.p")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void detectsAnAssemblyFromItsOwnLengths(Assembly assembly) {
        Map<String, Integer> lengths = new HashMap<>();
        assembly.contigs().stream()
                .filter(contig -> contig.role() == Role.CHROMOSOME)
                .forEach(contig ->
                        lengths.put("chr" + contig.name(), contig.length().orElseThrow()));
        lengths.put("decoy", 1);

        assertThat(Assembly.detect(lengths)).hasValue(assembly);
    }

    @Test
    void doesNotDetectAnAssemblyThatAContigContradicts() {
        assertThat(Assembly.detect(Map.of("1", 248956422, "2", 243199373))).isEmpty();
        assertThat(Assembly.detect(Map.of("MT", 16569))).isEmpty();
        assertThat(Assembly.detect(Map.of("scaffold_1", 1000))).isEmpty();
        assertThat(Assembly.detect(Map.of())).isEmpty();
    }

    @Test
    void readsAnAssemblyReport() throws IOException {
        Assembly assembly = Assembly.fromAssemblyReport(text("""
                # Assembly name:  Tiny1.0
                #
                # Sequence-Name→Sequence-Role→Assigned-Molecule→Assigned-Molecule-Location/Type→GenBank-Accn→Relationship→RefSeq-Accn→Assembly-Unit→Sequence-Length→UCSC-style-name
                I→assembled-molecule→I→Chromosome→CM1.1→=→NC_1.1→Primary Assembly→230218→chrI
                MT→assembled-molecule→MT→Mitochondrion→na→<>→NC_2.1→non-nuclear→85779→na
                SCF1→unplaced-scaffold→na→na→KB1.1→=→NT_1.1→Primary Assembly→500→na
                """));

        assertThat(assembly.name()).isEqualTo("Tiny1.0");
        assertThat(assembly.contigs()).extracting(Contig::name).containsExactly("I", "MT", "KB1.1");
        assertThat(assembly.contigs())
                .extracting(Contig::role)
                .containsExactly(Role.CHROMOSOME, Role.MITOCHONDRION, Role.UNPLACED);
        assertThat(assembly.resolve("chrI", 230218)).isPresent();
        assertThat(assembly.resolve("SCF1")).map(Contig::length).hasValue(OptionalInt.of(500));
        assertThat(assembly.resolve("na")).isEmpty();
    }

    @Test
    void refusesADamagedReportWithItsPlace() {
        InputSource source =
                text("# Sequence-Name→Sequence-Role→Sequence-Length\n1→assembled-molecule→12x\n2→assembled-molecule\n");

        assertThatThrownBy(() -> Assembly.fromAssemblyReport(source))
                .isInstanceOfSatisfying(
                        ParseException.class, e -> assertThat(e.location()).hasToString("table:2:22"))
                .hasMessageContaining("Sequence-Length: expected an integer from 1 to 2147483647, found \"12x\"");
        assertThatThrownBy(() -> Assembly.fromAssemblyReport(text("1→assembled-molecule\n")))
                .hasMessageContaining("table:1:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chr1→1⏎chr1→NC_1.1⏎chr2→2 | chr1",
                "chr1 1⏎1 NC_1.1⏎chr2 2 | chr1",
                "# ucsc→assembly→genbank→refseq⏎chr1→1→→NC_1.1⏎chr2→2→→ | chr1",
                "#alias→chrom→source⏎1→chr1→assembly,ensembl⏎NC_1.1→chr1→refseq⏎2→chr2→ensembl | chr1",
            })
    void readsTablesOfNames(String rows, String name) throws IOException {
        Assembly assembly = Assembly.fromAliases("tiny", text(rows.replace('⏎', '\n')));

        assertThat(assembly.contigs()).hasSize(2);
        for (String alias : List.of("1", "chr1", "NC_1.1")) {
            assertThat(assembly.resolve(alias)).map(Contig::name).hasValue(name);
        }
        assertThat(assembly.resolve("2")).map(Contig::name).hasValue("chr2");
        assertThat(assembly.resolve("2", 77)).isPresent();
    }

    /** A name that is empty or stands twice has a place, too. */
    @ParameterizedTest
    @ValueSource(strings = {"I→x\nI→x", "na→x", "→x"})
    void refusesNamesOfAReportThatTellNothing(String rows) {
        assertThatThrownBy(() -> Assembly.fromAssemblyReport(text("# Sequence-Name→Sequence-Role\n" + rows + "\n")))
                .isInstanceOfSatisfying(
                        ParseException.class,
                        e -> assertThat(e.diagnostic().rule()).isEqualTo("report-name"));
    }

    /** Rows in any order join names; which came first stays preferred. */
    @Test
    void joinsTheNamesOfManyRows() throws IOException {
        Assembly joined = Assembly.fromAliases("tiny", text("a→b\nc→d\ne→f→g→h\nb→c\nx→y\nd→e\n→→ucsc\n"));
        assertThat(joined.contigs()).extracting(Contig::name).containsExactly("a", "x");
        assertThat(joined.contigs().get(0).aliases()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h");
    }

    @Test
    @Timeout(20)
    void manyRowsOfOneContigCostNoMoreThanTheirNumber() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            rows.append("chr1→n").append(i).append('\n');
        }
        assertThat(Assembly.fromAliases("tiny", text(rows.toString())).contigs())
                .hasSize(1);
    }

    private static InputSource text(String content) {
        return InputSource.of("table", content.replace('→', '\t').getBytes(UTF_8));
    }
}
