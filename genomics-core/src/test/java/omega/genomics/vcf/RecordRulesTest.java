package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.validate.VcfValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One row a rule: the line, with → for a tab, and what is said about it. */
class RecordRulesTest {
    private static final String HEADER = """
            ##fileformat=%s
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="d">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="d">
            ##INFO=<ID=AD,Number=R,Type=Integer,Description="d">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="d">
            ##INFO=<ID=CH,Number=1,Type=Character,Description="d">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="d">
            ##FORMAT=<ID=PL,Number=G,Type=Integer,Description="d">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	S1
            """;

    private static VcfReader reader(String version, String line) throws IOException {
        return VcfReaderTest.reader(HEADER.formatted(version) + line.replace('→', '\t') + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1→x→.→A→C→.→.→.→GT→0/1 | 3 | pos-integer",
                "1→-1→.→A→C→.→.→.→GT→0/1 | 3 | pos-integer",
                "1→2147483648→.→A→C→.→.→.→GT→0/1 | 3 | pos-large",
                "1→→.→A→C→.→.→.→GT→0/1 | 3 | pos-integer",
                "1→1→→A→C→.→.→.→GT→0/1 | 5 | id-syntax",
                "1→1→.→A→C→.→.→→GT→0/1 | 15 | info-syntax",
                "1→1→.→A→C→.→. | 1 | record-columns",
                "1 2→1→.→A→C→.→.→.→GT→0/1 | 2 | chrom-syntax",
                "1→1→a;;b→A→C→.→.→.→GT→0/1 | 7 | id-syntax",
                "1→1→a;a→A→C→.→.→.→GT→0/1 | 7 | id-repeated",
                "1→1→a;.→A→C→.→.→.→GT→0/1 | 7 | id-syntax",
                "1→1→.→A1→C→.→.→.→GT→0/1 | 8 | ref-bases",
                "1→1→.→A→C,→.→.→.→GT→0/1 | 11 | alt-syntax",
                "1→1→.→A→C;G→.→.→.→GT→0/1 | 9 | alt-syntax",
                "1→1→.→A→C→ten→.→.→GT→0/1 | 11 | qual-number",
                "1→1→.→A→C→.→q10;→.→GT→0/1 | 17 | filter-syntax",
                "1→1→.→A→C→.→0→.→GT→0/1 | 13 | filter-zero",
                "1→1→.→A→C→.→.→DP=x→GT→0/1 | 18 | info-type",
                "1→1→.→A→C→.→.→DP=1,2→GT→0/1 | 18 | info-number",
                "1→1→.→A→C→.→.→DP=-2147483649→GT→0/1 | 18 | info-integer-range",
                "1→1→.→A→C,G→.→.→AF=0.5→GT→0/1 | 20 | info-number",
                "1→1→.→A→C→.→.→AF=0x5→GT→0/1 | 18 | info-type",
                "1→1→.→A→C→.→.→AD=1→GT→0/1 | 18 | info-number",
                "1→1→.→A→C→.→.→DB=yes→GT→0/1 | 17 | info-flag-value",
                "1→1→.→A→C→.→.→CH=ab→GT→0/1 | 18 | info-type",
                "1→1→.→A→C→.→.→DP→GT→0/1 | 17 | info-no-value",
                "1→1→.→A→C→.→.→DP=1;DP=2→GT→0/1 | 20 | info-repeated",
                "1→1→.→A→C→.→.→DP=1;;DB→GT→0/1 | 20 | info-syntax",
                "1→1→.→A→C→.→.→1X=1→GT→0/1 | 15 | info-key",
                "1→1→.→A→C→.→.→.→GT:GT→0/1 | 17 | format-repeated",
                "1→1→.→A→C→.→.→.→PL:GT→1,2,3:0/1 | 17 | format-gt-first",
                "1→1→.→A→C→.→.→.→GT→0/2 | 20 | gt-allele",
                "1→1→.→A→C→.→.→.→GT→0/ | 20 | gt-trailing-mark",
                "1→1→.→A→C→.→.→.→GT→/0/1 | 20 | gt-syntax",
                "1→1→.→A→C→.→.→.→GT:PL→0/1:1,2 | 27 | sample-number",
                "1→1→.→A→C→.→.→.→GT:PL→0/1:1,x,2 | 29 | sample-type",
                "1→1→.→A→C→.→.→.→GT→0/1:7 | 24 | sample-extra-field",
                "1→1→.→A→C→.→.→.→GT→0/1→0/1 | 20 | record-columns",
                "1→1→.→A→C→.→.→. | 16 | record-columns",
            })
    void saysWhatIsWrongAndWhere(String line, int column, String rule) throws IOException {
        try (VcfReader reader = reader("VCFv4.2", line)) {
            assertThatThrownBy(() -> {
                        reader.advance();
                        reader.record().validate();
                    })
                    .isInstanceOfSatisfying(ParseException.class, e -> {
                        assertThat(e.diagnostic().rule()).isEqualTo(rule);
                        assertThat(e.location().line()).isEqualTo(10);
                        assertThat(e.location().column()).isEqualTo(column);
                        assertThat(e.diagnostic().message())
                                .startsWith("expected ")
                                .contains(", found ");
                        assertThat(e.diagnostic().contig()).isEqualTo(line.substring(0, line.indexOf('→')));
                    });
        }
        Set<String> judged = rulesOfValidator("VCFv4.3", line);
        if (line.contains("a;.")) { // which the validator lets pass
            assertThat(judged).isEmpty();
        } else {
            assertThat(judged).contains(rule);
        }
    }

    /** What the validator says of a record. */
    private static Set<String> rulesOfValidator(String version, String line) throws IOException {
        String text = HEADER.formatted(version) + line.replace('→', '\t') + "\n";
        return new VcfValidator()
                .validate(InputSource.of("rules", text.getBytes(UTF_8))).findings().stream()
                        .filter(finding -> finding.location().line() == 10)
                        .map(Diagnostic::rule)
                        .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VCFv4.2 | 1→0→.→N→C→.→.→.→GT→0/1",
                "VCFv4.2 | 1→1→a;b→ACGTNacgtn→*→1e3→PASS→DP=.;DB;AF=.→GT:PL→./.:.",
                "VCFv4.2 | 1→1→.→A→.→.→.→AC=0;AF=0→GT→0",
                "VCFv4.2 | 1→1→.→A→C→INF→.→UNKNOWN→GT:PL→0/0/1:1,2,3,4",
                "VCFv4.2 | 1→1→.→A→C→.→.→.→GT:PL→0:1,2",
                "VCFv4.4 | 1→1→.→A→C→.→.→.→GT→/0|1",
                "VCFv4.5 | 1→1→.→G→A,C,T,<*>→.→.→.→GT:LAA:LAD:LPL→2/4:2,4:20,30,10:90,80,0,100,110,120",
                "VCFv4.5 | 1→1→.→G→A→.→.→.→GT:LAA:LAD→0/0::7",
                "VCFv4.3 | 1→1→.→A→C→.→.→CH=%3A→GT→0/1",
            })
    void letsPassWhatTheSpecificationAllows(String version, String line) throws IOException {
        try (VcfReader reader = reader(version, line)) {
            assertThat(reader.advance()).isTrue();
            reader.record().validate();
        }
    }

    /** Up to 4.3 END says it; in 4.4 SVLEN does, with END for what has no length; in 4.5 LEN joins. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VCFv4.2 | 1→100→.→ACG→A→.→.→.→GT→0/1 | 102",
                "VCFv4.2 | 1→100→.→A→<DEL>→.→.→END=150→GT→0/1 | 150",
                "VCFv4.2 | 1→100→.→A→<DEL>→.→.→END=90→GT→0/1 | 100",
                "VCFv4.3 | 1→100→.→A→<DEL>→.→.→SVLEN=-50→GT→0/1 | 100",
                "VCFv4.4 | 1→100→.→A→<DEL>→.→.→SVLEN=-50→GT→0/1 | 150",
                "VCFv4.4 | 1→100→.→A→<DEL>→.→.→END=150→GT→0/1 | 150",
                "VCFv4.4 | 1→100→.→A→<INS>→.→.→SVLEN=50→GT→0/1 | 100",
                "VCFv4.4 | 1→100→.→A→<DEL:ME>,<DUP>→.→.→SVLEN=5,9→GT→0/1 | 109",
                "VCFv4.4 | 1→100→.→A→<DEL>,<*>→.→.→SVLEN=5,.;END=130→GT→0/1 | 130",
                "VCFv4.4 | 1→100→.→ACGT→A→.→.→END=500→GT→0/1 | 103",
                "VCFv4.5 | 1→100→.→A→<*>→.→.→.→GT:LEN→0/0:14 | 113",
                "VCFv4.5 | 1→100→.→A→<NON_REF>→.→.→END=120→GT→0/0 | 120",
                "VCFv4.5 | 1→100→.→A→<CNV:TR>→.→.→SVLEN=30→GT→0/0 | 130",
                "VCFv4.5 | 1→100→.→A→<INV>→.→.→END=170→GT→0/0 | 170",
                "VCFv4.5 | 1→2147483640→.→A→<DEL>→.→.→SVLEN=2147483647→GT→0/0 | 2147483647",
            })
    void endsByTheRuleOfItsVersion(String version, String line, int end) throws IOException {
        try (VcfReader reader = reader(version, line)) {
            reader.advance();
            assertThat(reader.record().end()).isEqualTo(end);
            assertThat(reader.record().toVariant().end()).isEqualTo(end);
        }
    }

    @ParameterizedTest
    @CsvSource({"VCFv4.2,a%3Ab%2", "VCFv4.3,a:b%2"})
    void percentEncodingIsDecodedFromVersion43On(String version, String expected) throws IOException {
        try (VcfReader reader = reader(version, "1→1→.→A→C→.→.→NOTE=a%3Ab%2→GT→0/1")) {
            reader.advance();
            assertThat(reader.record()
                            .info()
                            .string(reader.header().info("NOTE").asString()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void lenientReadingSkipsCountsAndReports() throws IOException {
        String text = HEADER.formatted("VCFv4.2")
                + "1\t1\t.\tA\tC\t.\t.\tDP=1\tGT\t0/1\n"
                + "1\tx\t.\tA\tC\t.\t.\tDP=2\tGT\t0/1\n"
                + "1\t3\t.\tA\tC\t.\t.\tDP=y\tGT\t0/1\n"
                + "1\t4\t.\tA\tC\t.\t.\tDP=4\tGT\t0/1\n";
        List<Diagnostic> reported = new ArrayList<>();
        try (VcfReader reader = VcfReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(reported::add)
                .open(InputSource.of("lenient", text.getBytes(UTF_8)))) {
            InfoKey<Integer> dp = reader.header().info("DP").asInteger();
            List<Integer> depths = new ArrayList<>();
            reader.forEach(record -> depths.add(record.info().intValue(dp)));
            assertThat(depths).containsExactly(1, 4);
            assertThat(reader.records()).isEqualTo(2);
            assertThat(reader.skipped()).isEqualTo(2);
            assertThat(reported).extracting(Diagnostic::rule).containsExactly("pos-integer", "info-type");
        }
    }

    /** What the validator only warns of, the reader reads. */
    @ParameterizedTest
    @CsvSource({"VCFv4.1, true", "VCFv4.2, true", "VCFv4.3, false", "VCFv4.5, false"})
    void theEightLowestIntegersAreReadBefore43(String version, boolean areRead) throws IOException {
        String text = HEADER.formatted(version) + "1\t5\t.\tA\tC\t.\t.\tAD=1,-2147483648\tPL\t-2147483641,0,1\n";
        assertThat(new VcfValidator()
                        .validate(InputSource.of("lowest", text.getBytes(UTF_8)))
                        .isValid())
                .isEqualTo(areRead);
        try (VcfReader reader = VcfReaderTest.reader(text)) {
            InfoKey<int[]> ad = reader.header().info("AD").asIntegers();
            FormatKey<int[]> pl = reader.header().format("PL").asIntegers();
            reader.advance();
            VcfRecord record = reader.record();
            if (areRead) {
                assertThat(record.info().intForAllele(ad, 1, 0)).isEqualTo(Integer.MIN_VALUE);
                assertThat(record.samples().intValue(pl, 0, 0)).isEqualTo(-2147483641);
            } else {
                assertThatThrownBy(() -> record.info().intForAllele(ad, 1, 0)).isInstanceOf(ParseException.class);
                assertThatThrownBy(() -> record.samples().intValue(pl, 0, 0)).isInstanceOf(ParseException.class);
            }
        }
    }

    @Test
    void aViewMakesFindingsByOtherPeoplesRules() throws IOException {
        try (VcfReader reader = reader("VCFv4.2", "1→1→.→A→C→.→.→DP=1→GT→0/1")) {
            reader.advance();
            Diagnostic finding = reader.record().finding(Severity.WARNING, "ALT", "my-rule", "expected a deletion");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.contig()).isEqualTo("1");
            assertThat(finding.location().line()).isEqualTo(10);
            assertThat(finding.location().column()).isEqualTo(9);
            assertThat(finding.excerpt()).isEqualTo("  1→1→.→A→C→.→.→DP=1→GT→0/1\n          ^");
        }
    }

    @Test
    void aViewIsNotToBeUsedBeforeOrAfter() throws IOException {
        VcfReader reader = reader("VCFv4.2", "1→1→.→A→C→.→.→DP=1→GT→0/1");
        VcfRecord record = reader.record();
        assertThatThrownBy(record::position).isInstanceOf(IllegalStateException.class);
        reader.advance();
        InfoView info = record.info();
        InfoKey<Integer> dp = reader.header().info("DP").asInteger();
        assertThat(info.intValue(dp)).isEqualTo(1);
        reader.close();
        reader.close();
        assertThatThrownBy(record::contig).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> info.has(dp)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(reader::advance).isInstanceOf(IllegalStateException.class);
    }
}
