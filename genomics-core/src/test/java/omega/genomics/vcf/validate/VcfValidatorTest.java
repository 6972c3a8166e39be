package omega.genomics.vcf.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfValidatorTest {
    private static final String HEADER = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    private static final String BAD = "1\tx\t.\tC\tT\t.\t.\t.\n";

    /** Real call sets of large producers: a rule that refuses one of them is wrong. */
    private static final Set<String> KEEP_THE_SPECIFICATION = Set.of(
            "clinvar-2015/clinvar.vcf.gz",
            "dbsnp/b157_2564.vcf.gz",
            "platinum/PG_NA12878_hg38-chr21.vcf.gz",
            "1000genomes/1000genomes.chr1.HumanHap550.small.recode.vcf.gz",
            "1000genomes/1kg-phaseIII-v5a.20130502.genotypes.chr22-16-16.5mb.vcf.gz",
            "imputationserver/chrX-phased/small.chrX.vcf.gz");

    private static InputSource source(String text) {
        return InputSource.of("test.vcf", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheFirstFindingsOfEachRuleAndCountsAll() throws IOException {
        ValidationReport report = new VcfValidator().limit(3).validate(source(HEADER + BAD.repeat(50)));
        assertThat(report.findings()).hasSize(3);
        assertThat(report.errors()).isEqualTo(50);
        assertThat(report.rules()).containsEntry("pos-integer", 50L);
        assertThat(report.records()).isEqualTo(50);
        assertThat(report.version()).isEqualTo("4.3");
        assertThat(report.isValid()).isFalse();
    }

    @Test
    void aListenerHearsEveryFindingInFileOrder() throws IOException {
        List<Diagnostic> heard = new ArrayList<>();
        new VcfValidator().limit(0).listener(heard::add).validate(source(HEADER + BAD.repeat(5)));
        assertThat(heard).extracting(d -> d.location().line()).containsExactly(3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aFindingShowsItsPlace() throws IOException {
        Diagnostic finding =
                new VcfValidator().validate(source(HEADER + BAD)).findings().get(0);
        assertThat(finding)
                .hasToString("test.vcf:3:3: POS: expected a position that is a non-negative integer, found \"x\"\n"
                        + "  1→x→.→C→T→.→.→.\n    ^");
    }

    @Test
    void refusesANegativeLimit() {
        assertThatThrownBy(() -> new VcfValidator().limit(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Legal things that a rule once refused, or might: columns from REF on of one record with sample s1, by version. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "4.1 | C,T,.,.,.,GT:PL,./.:1~2~3",
                "4.2 | C,T,.,.,AC=2184;AN=9,GT,0/0",
                "4.2 | C,.,.,.,AC=1,GT:GL,0/0:-1~-2~-3",
                "4.3 | C,<CNV>,.,.,END=200,GT:CN:CNL,./.:3:-1~-2~-3~-4~-5",
                "4.4 | C,<CNV:TR>,.,.,SVLEN=30;RUS=CAG~CA;RN=2;RB=90~.;RUC=30~1,GT,/0/1",
                "4.4 | T,<CNV:TR>,.,.,SVLEN=30;CN=6.5;RUS=CAG;RUC=65;CIRUC=-15~.,GT,./.",
                "4.4 | T,<INV>,.,.,SVLEN=.;SVCLAIM=.,GT,0/1",
                "4.5 | G,A~C~T~<*>,.,.,.,GT:LAA:LAD:LPL,2/4:2~4:20~30~10:90~80~0~100~110~120",
                "4.5 | C,CTAG,.,.,.,GT:M5mC,0/1:0~0.5~0.7",
            })
    void letsPass(String version, String record) throws IOException {
        String columns = record.replace(',', '\t').replace('~', ',');
        String text = "##fileformat=VCFv" + version
                + "\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1\n1\t100\t.\t" + columns + '\n';
        assertThat(new VcfValidator().validate(source(text)).findings()).noneMatch(f -> f.severity() == Severity.ERROR);
    }

    /** Every spelling of a Float that the specification allows (1.3), with and without a sign. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "INF",
                "inf",
                "Inf",
                "INFINITY",
                "Infinity",
                "infinity",
                "NAN",
                "NaN",
                "nan",
                "0",
                "1",
                "0.5",
                ".5",
                "1.",
                "1e-5",
                "1E0",
                "0.1e1",
                "10e-1",
                "00001",
                "1.000"
            })
    void aFrequencyMayBeAnyFloat(String text) throws IOException {
        for (String sign : List.of("", "+", "-")) {
            String record = "1\t5\t.\tC\tT\t.\t.\tAF=" + sign + text + '\n';
            assertThat(new VcfValidator().validate(source(HEADER + record)).rules())
                    .as(record)
                    .doesNotContainKey("info-type")
                    .doesNotContainKey("info-frequency");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "+1.5", "2", "+2e0", "0.5e3", ".5e3", "01.5", "1e400", "1.0000001"})
    void aFrequencyAboveOneIsWarnedOf(String text) throws IOException {
        String record = "1\t5\t.\tC\tT,G\t.\t.\tAF=0.2," + text + '\n';
        assertThat(new VcfValidator().validate(source(HEADER + record)).rules()).containsEntry("info-frequency", 1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5M1X2I | true",
                ". | true",
                "* | true",
                "5M,. | true",
                ".,. | true",
                "12=,3D2N1S1H1P | true",
                "0.05 | false",
                "5 | false",
                "10M5 | false",
                "1.5M | false",
                "3*4M | false",
                "M | false",
                "5M, | false",
                "5M,,3M | false",
                "5Q | false",
                "-5M | false",
                "5m | false",
                "5M.| false",
                "5M*| false"
            })
    void aCigarIsOneForEachAllele(String cigar, boolean good) throws IOException {
        String alts = cigar.indexOf(',') < 0 ? "T" : cigar.endsWith(",,3M") ? "T,G,A" : "T,G";
        String record = "1\t5\t.\tC\t" + alts + "\t.\t.\tCIGAR=" + cigar + '\n';
        Map<String, Long> counts =
                new VcfValidator().validate(source(HEADER + record)).rules();
        assertThat(counts.containsKey("info-cigar")).as(counts.toString()).isEqualTo(!good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.3 | DEL       | true", "4.3 | INS:ME:ALU | true", "4.3 | BND | true", "4.3 | R | true",
                "4.5 | M         | true", "4.4 | CNV:TR     | true", "4.3 | NON_REF | true", "4.5 | * | true",
                "4.3 | LOSS      | false", "4.5 | CN0 | false", "4.4 | DELETION | false", "4.2 | R | false",
            })
    void theTypeOfASymbolicAlleleIsWarnedOf(String version, String id, boolean listed) throws IOException {
        String columns = HEADER.substring(HEADER.indexOf('\n') + 1);
        String format = "##fileformat=VCFv" + version + '\n';
        String record = "1\t5\t.\tC\t<" + id + ">\t.\t.\tEND=9;SVLEN=5;SVCLAIM=D\n";
        ValidationReport undeclared = new VcfValidator().validate(source(format + columns + record));
        ValidationReport declared = new VcfValidator()
                .validate(source(format + "##ALT=<ID=" + id + ",Description=\"x\">\n" + columns + record));
        assertThat(undeclared.rules().containsKey("alt-type")).isEqualTo(!listed);
        assertThat(declared.rules().containsKey("meta-alt-type")).isEqualTo(!listed);
        assertThat(declared.rules()).doesNotContainKey("alt-type");
        assertThat(declared.findings())
                .filteredOn(f -> f.rule().endsWith("alt-type"))
                .allMatch(f -> f.severity() == Severity.WARNING);
    }

    /** 4.4 says "should". */
    @Test
    void aLengthOfABreakendIsWarnedOf() throws IOException {
        String text = "##fileformat=VCFv4.4\n" + HEADER.substring(HEADER.indexOf('\n') + 1)
                + "1\t100\t.\tC\tC[1:5[\t.\t.\tSVLEN=5\n";
        ValidationReport report = new VcfValidator().validate(source(text));
        assertThat(report.rules()).containsKey("svlen-allele");
        assertThat(report.isValid()).isTrue();
    }

    @Test
    void refusesBcfThatIsDamagedOrOfAnotherVersion() {
        assertThatThrownBy(() -> new VcfValidator().validate(source("BCF\u0004xyz\n")))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("another version of BCF");
        assertThatThrownBy(() -> new VcfValidator().validate(source("BCF\u0002\u0002xyz\n")))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("header");
    }

    @Test
    void countsGenotypesOfAnyPloidy() {
        assertThat(SampleCheck.genotypes(2, 3)).isEqualTo(6);
        assertThat(SampleCheck.genotypes(1, 3)).isEqualTo(3);
        assertThat(SampleCheck.genotypes(3, 3)).isEqualTo(10);
        assertThat(SampleCheck.genotypes(100, 100)).isPositive();
    }

    /** Duplicates and order must not cost memory proportional to the file: a long generated stream in a small heap. */
    @Test
    void streamsAnEndlessLookingFile() throws IOException {
        int records = 300_000;
        InputStream in = new GeneratedVcf(records);
        ValidationReport report = new VcfValidator().validate(InputSource.of("generated.vcf", in));
        assertThat(report.records()).isEqualTo(records);
        assertThat(report.errors()).isEqualTo(0);
    }

    /** Diploid genotypes of one digit take a short cut; a leading zero takes the long way to the same counts. */
    @Test
    void theShortCutForDiploidGenotypesCountsLikeTheLongWay() throws IOException {
        Random random = new Random(11);
        String header = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\tc\n";
        for (int round = 0; round < 500; round++) {
            StringBuilder quick = new StringBuilder();
            StringBuilder slow = new StringBuilder();
            for (int sample = 0; sample < 3; sample++) {
                int first = random.nextInt(4);
                String rest = (random.nextBoolean() ? "|" : "/") + random.nextInt(4) + ":1,2,3,4,5,6";
                quick.append('\t').append(first).append(rest);
                slow.append("\t0").append(first).append(rest);
            }
            String record = "1\t5\t.\tC\tT,G\t.\t.\tAN=6;AC=" + random.nextInt(3) + ",1\tGT:PL";
            Map<String, Long> counts = new VcfValidator()
                    .validate(source(header + record + quick + '\n'))
                    .rules();
            assertThat(counts)
                    .as(quick.toString())
                    .isEqualTo(new VcfValidator()
                            .validate(source(header + record + slow + '\n'))
                            .rules());
        }
    }

    /** Any bytes give a report or a ParseException, never another exception. */
    @Test
    void anyBytesGiveAReport() throws IOException {
        String good = HEADER
                + "1\t10\trs1\tC\tT,<DEL>,C[2:5[\t1\tq1;q2\tDP=1;AF=0.1,0.2,.;END=9;SVLEN=.,5,.;CIPOS=-1,1;X=\"\n"
                + "1\t10\trs1\tC\t<CNV:TR>\t1\tPASS\tRN=1;RUS=CAG;RUC=1;RUB=1;CIRB=-1,1;SVCLAIM=D\n";
        Random random = new Random(7);
        byte[] alphabet = "\t\n\r:;=,.<>[]|/#\"\\0123456789ACGTdx%-+\u0000".getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 4000; round++) {
            byte[] bytes = good.replace("4.3", "4." + round % 6).getBytes(StandardCharsets.UTF_8);
            for (int edits = random.nextInt(12); edits >= 0; edits--) {
                bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
            }
            ValidationReport report = new VcfValidator().validate(InputSource.of("random.vcf", bytes));
            assertThat(report.errors() + report.warnings()).isNotNegative();
        }
    }

    /** Every real file is judged; no file may end in anything but a report or a ParseException with a place. */
    @Test
    void judgesEveryRealFile() throws IOException {
        Path data = Needs.data("vcf");
        List<Path> files = Needs.files("vcf").stream()
                .filter(p -> p.toString().matches(".*\\.g?vcf(\\.gz|\\.bgz|\\.bz2)?"))
                .toList();
        int valid = 0;
        for (Path file : files) {
            try {
                ValidationReport report = new VcfValidator().validate(InputSource.of(file));
                valid += report.isValid() ? 1 : 0;
                if (KEEP_THE_SPECIFICATION.contains(data.relativize(file).toString())) {
                    assertThat(report.findings()).as(file.toString()).noneMatch(f -> f.severity() == Severity.ERROR);
                }
            } catch (ParseException e) {
                assertThat(e.location().source()).isEqualTo(file.toString());
            }
        }
        System.out.printf("VcfValidatorTest: %d of %d real files without an error%n", valid, files.size());
        assertThat(valid).isGreaterThan(files.size() / 2);
    }

    /** Text of as many sorted records as asked for, made while it is read. */
    private static final class GeneratedVcf extends InputStream {
        private final int records;
        private byte[] chunk = HEADER.getBytes(StandardCharsets.UTF_8);
        private int at;
        private int made;

        GeneratedVcf(int records) {
            this.records = records;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] b, int off, int len) {
            if (at == chunk.length) {
                if (made == records) {
                    return -1;
                }
                String line = "1\t" + (made + 1) + "\trs" + made + "\tC\tT\t.\tPASS\tDP=" + made + '\n';
                chunk = line.getBytes(StandardCharsets.UTF_8);
                at = 0;
                made++;
            }
            int n = Math.min(len, chunk.length - at);
            System.arraycopy(chunk, at, b, off, n);
            at += n;
            return n;
        }
    }
}
