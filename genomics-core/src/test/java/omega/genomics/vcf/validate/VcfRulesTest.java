package omega.genomics.vcf.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.Diagnostic;
import omega.genomics.Severity;
import omega.genomics.internal.vcf.VcfRule;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One small file a rule, from {@code rules.txt}: adding a case is adding a paragraph there. */
class VcfRulesTest {
    private static final String COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";

    /** A rule, the version it is broken in, the place, and the file. */
    record Case(String rule, int minor, String place, String text) {
        @Override
        public String toString() {
            return rule + " in 4." + minor + " at " + place + ": "
                    + text.replace('\t', '→').replace('\n', '␊');
        }
    }

    static Stream<Case> cases() throws IOException {
        String all;
        try (InputStream in = VcfRulesTest.class.getResourceAsStream("rules.txt")) {
            all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Arrays.stream(all.substring(all.indexOf("\n@ ") + 1).split("(?m)^@ "))
                .skip(1)
                .map(VcfRulesTest::toCase);
    }

    private static Case toCase(String paragraph) {
        List<String> lines = new ArrayList<>(List.of(paragraph.split("\n", -1)));
        lines.remove(lines.size() - 1);
        String[] head = lines.remove(0).split(" ", -1);
        int minor = head[1].charAt(2) - '0';
        boolean raw = !lines.isEmpty() && lines.get(0).equals("raw");
        if (raw) {
            lines.remove(0);
        } else {
            lines.add(0, "##fileformat=VCFv4." + minor);
        }
        String text = lines.stream().map(VcfRulesTest::line).collect(Collectors.joining());
        return new Case(head[0], minor, head[2], text);
    }

    private static String line(String line) {
        String text = switch (line) {
            case "#H" -> COLUMNS;
            case "#S" -> COLUMNS + "\tFORMAT\ts1";
            case "#T" -> COLUMNS + "\tFORMAT\ts1\ts2";
            default -> line.replace('→', '\t').replace('␇', '\u0007');
        };
        return text.endsWith("∅") ? text.substring(0, text.length() - 1) : text + '\n';
    }

    private static ValidationReport validate(String text) throws IOException {
        return new VcfValidator().validate(InputSource.of("test.vcf", text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reportsTheRuleAtItsPlace(Case broken) throws IOException {
        List<Diagnostic> findings = validate(broken.text).findings();
        List<String> found = findings.stream()
                .map(f -> f.rule() + " " + f.location().line() + ":"
                        + f.location().column())
                .toList();
        assertThat(found).contains(broken.rule + " " + broken.place);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void severityIsThatOfTheTableAndOnlyErrorsMakeAFileInvalid(Case broken) throws IOException {
        ValidationReport report = validate(broken.text);
        VcfRule rule = VcfRule.valueOf(broken.rule.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        assertThat(report.findings())
                .filteredOn(f -> f.rule().equals(broken.rule))
                .allSatisfy(f -> assertThat(f.severity()).isEqualTo(rule.severity(broken.minor)));
        assertThat(report.isValid())
                .isEqualTo(report.findings().stream().noneMatch(f -> f.severity() == Severity.ERROR));
    }

    /** The place of a finding must not depend on how lines end, apart from the rules about lines themselves. */
    @ParameterizedTest
    @MethodSource("cases")
    void crLfMakesNoDifference(Case broken) throws IOException {
        List<String> lf = summary(validate(broken.text));
        List<String> crLf = summary(validate(broken.text.replace("\n", "\r\n")));
        assertThat(crLf).isEqualTo(lf);
    }

    private static List<String> summary(ValidationReport report) {
        return report.findings().stream().map(f -> f.rule() + f.location()).toList();
    }

    @Test
    void everyRuleHasAFixture() throws IOException {
        Set<String> covered = cases().map(Case::rule).collect(Collectors.toCollection(TreeSet::new));
        Set<String> rules = Arrays.stream(VcfRule.values())
                .filter(rule -> !rule.levels().equals("------"))
                .map(VcfRule::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(covered).isEqualTo(rules);
    }

    /** A file that uses much and breaks nothing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aGoodFileHasNoFindings(int minor) throws IOException {
        String text = """
                ##fileformat=VCFv4.%d
                ##source=test
                ##contig=<ID=1,length=1000,species="Homo sapiens">
                ##contig=<ID=HLA-A*01:01:01:01>
                ##FILTER=<ID=q10,Description="Quality \\"below\\" 10, or \\\\">
                ##ALT=<ID=INS,Description="Insertion">
                ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
                ##INFO=<ID=AC,Number=A,Type=Integer,Description="Count">
                ##INFO=<ID=AN,Number=1,Type=Integer,Description="Alleles">
                ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
                ##INFO=<ID=DB,Number=0,Type=Flag,Description="dbSNP">
                ##INFO=<ID=END,Number=1,Type=Integer,Description="End">
                ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
                ##FORMAT=<ID=PL,Number=G,Type=Integer,Description="Likelihoods">
                ##FORMAT=<ID=HQ,Number=2,Type=Integer,Description="Haplotypes">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1\ts2
                1\t0\t.\tN\t.[1:5[\t.\t.\t.\tGT\t.\t.
                1\t10\trs1;rs2\tC\tT,G\t1e-3\tPASS\tDP=3;DB;AC=2,1;AN=4;AF=0.5,inf\tGT:PL:HQ\t0/1:1,2,3,4,5,6:.\t1|2:.:1,.
                1\t10\t.\tc\t*\t.\tq10\tDP=.\tGT:PL\t./.\t0:1,2
                1\t20\t.\tG\t]1:30]GA,.A,G.,G[<ctg>:7[\t.\t.\t.\tGT\t0/1/2|3\t4
                1\t1001\t.\tA\t<INS>\t.\t.\tEND=1001\t.\t.\t.
                HLA-A*01:01:01:01\t1\t.\tA\t.\t.\t.\t.\tGT:PL\t0/0:0\t0/0:0,1,2
                """.formatted(minor);
        assertThat(validate(text).findings()).isEmpty();
    }
}
