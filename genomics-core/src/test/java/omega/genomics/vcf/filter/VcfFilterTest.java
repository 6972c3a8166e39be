package omega.genomics.vcf.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.BrokenValues;
import omega.genomics.vcf.VcfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfFilterTest {
    private static final String FILE = """
            ##fileformat=VCFv4.2
            ##FILTER=<ID=q10,Description="q">
            ##FILTER=<ID=s50,Description="s">
            ##INFO=<ID=DP,Number=1,Type=Integer,Description="d">
            ##INFO=<ID=AF,Number=A,Type=Float,Description="f">
            ##INFO=<ID=DP4,Number=4,Type=Integer,Description="d">
            ##INFO=<ID=CSQ,Number=.,Type=String,Description="c">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="b">
            ##INFO=<ID=1000G,Number=1,Type=Integer,Description="starts with a digit">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="q">
            ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="a">
            ##FORMAT=<ID=FT,Number=1,Type=String,Description="t">
            #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→FORMAT→a→b→c
            1→10→rs1→A→C→50→PASS→DP=30;AF=0.1;DP4=5,5,1,0;DB;CSQ=x|missense,y|stop→GT:GQ:AD:FT→0/1:40:5,6:PASS→0/0:9:8,0:q→./.:.
            1→20→.→AC→A,ACT→.→q10;s50→AF=0.5,.;1000G=1→GT:AD→1/2:0,3,4→1|0:5,5,0→0:3
            2→30→rs30→G→.→9.5→.→DP=.;CSQ=.→GQ→5→.→70
            """;

    static VcfReader open(VcfReader.Options options, String text) throws IOException {
        return options.open(InputSource.of("x.vcf", text.replace('→', '\t').getBytes(UTF_8)));
    }

    /** The positions of the records that an expression selects. */
    private static String selected(String expression) throws IOException {
        List<String> positions = new ArrayList<>();
        try (VcfReader reader = open(VcfReader.options().matching(VcfFilter.parse(expression)), FILE)) {
            reader.forEach(record -> positions.add(Integer.toString(record.position())));
        }
        return String.join(" ", positions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '#',
            value = {
                "POS>=20→20 30",
                "QUAL>9→10 30",
                "qual=\".\"→20",
                "QUAL!=\".\"→10 30",
                "QUAL<60 || QUAL=\".\"→10 20 30",
                "DP>20→10",
                "DP=\".\"→20 30",
                "DP!=5→10 20 30",
                "AF<0.2→10",
                "AF=0.5→20",
                "AF=\".\"→20 30",
                "AF[1]=\".\"→10 20 30",
                "INFO/AF[*]>=0.1→10 20",
                "(DP4[0]+DP4[1])/(DP4[2]+DP4[3])>3→10",
                "DP4[0-1]=5→10",
                "MAX(DP4)=5 && SUM(DP4)=11→10",
                "COUNT(DP4)=4→10",
                "10-5-2=7→10 20 30",
                "-DP<-20→10",
                "DP%7=2→10",
                "DB=1→10",
                "DB=0→20 30",
                "1000G=1→20",
                "CSQ~\"missense\"→10",
                "CSQ~\"MISS.*e$/i\"→10",
                "CSQ!~\"missense\"→10 20 30",
                "CSQ[1]~\"stop\"→10",
                "CSQ=\"y|stop,z\"→10",
                "STRLEN(CSQ)>9→10",
                "ID=\"rs1\"→10",
                "ID~\"^rs3\"→30",
                "ID=\".\"→20",
                "CHROM=\"2\"→30",
                "REF=\"AC\"→20",
                "ALT=\".\"→30",
                "ALT[1]=\"ACT\"→20",
                "TYPE=\"snp\"→10",
                "TYPE=\"indel\"→20",
                "TYPE=\"ref\"→30",
                "FILTER=\"PASS\"→10",
                "FILTER=\"s50;q10\"→20",
                "FILTER~\"q10\"→20",
                "FILTER!~\"q10\"→10 30",
                "FILTER=\".\"→30",
                "N_ALT=2→20",
                "N_SAMPLES=3→10 20 30",
                "N_MISSING=1→10",
                "F_MISSING>0.3→10",
                "ILEN>0→20",
                "AC=2→20",
                "AC[1]=1→20",
                "AN=5→20",
                "MAF[0]<0.3→10",
                "GT=\"het\"→10 20",
                "GT=\"hap\"→20",
                "GT=\"aA\"→20",
                "GT=\"mis\"→10",
                "GT=\"./.\"→10",
                "GT=\"1|0\"→20",
                "GT[0]=\"ref\"→",
                "GT[1]=\"ref\"→10",
                "GT[1-]=\"het\"→20",
                "FMT/GQ>60→30",
                "GQ=\".\"→10 20 30",
                "FMT/GQ>30 & GT=\"het\"→10",
                "FMT/GQ<10 & GT=\"het\"→",
                "FMT/GQ<10 && GT=\"het\"→10",
                "AD[0:1]>5→10",
                "AD[*:1]=5→20",
                "AD[:0]<AD[:1]→10 20",
                "AD[GT]=0→",
                "AD[GT]=4→20",
                "AD[1:GT]=8→10",
                "AD[0:GT]=8→",
                "SMPL_SUM(AD[GT])=7→20",
                "SMPL_COUNT(AD[:GT])=1→10 20",
                "-AD[GT]=-4→20",
                "AD[GT]=\".\"→10 30",
                "AD[GT]!=\".\"→10 20",
                "N_PASS(GQ>8)=2→10",
                "N_PASS(GQ>8 | QUAL>60)=2→10",
                "F_PASS(GT=\"het\")>0.6→20",
                "COUNT(GT=\"het\")=1→10",
                "COUNT(FMT/GQ)=2→10 30",
                "SMPL_MAX(AD)>7→10",
                "sSUM(AD)=10→20",
                "FT=\"PASS\"→10",
                "binom(AD[:0],AD[:1])<0.01→10",
                "binom(AD)=1→10 20",
                "phred(binom(AD[:0],AD[:1]))>7→10",
                "fisher(DP4)=1→10",
                "%MAX(DP4)>4→10",
            })
    void selects(String expression, String positions) throws IOException {
        assertThat(selected(expression)).isEqualTo(positions == null ? "" : positions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '#',
            value = {
                "QUAL>→6→expression-syntax",
                "QUAL>30 &&& DP>3→11→expression-syntax",
                "(QUAL>30→9→expression-syntax",
                "QUAL>30)→8→expression-syntax",
                "ID=\"rs→4→expression-syntax",
                "XX>3→1→expression-key",
                "QUAL>1 && INFO/GQ>3→11→expression-key",
                "FILTER=\"q11\"→8→expression-key",
                "DP>\"3\"→4→expression-type",
                "DP→1→expression-type",
                "QUAL>3 || DB→11→expression-type",
                "TYPE=\"snv\"→6→expression-type",
                "FILTER>\"PASS\"→1→expression-type",
                "N_PASS(QUAL>3)>1→8→expression-type",
                "DP[x]>3→3→expression-subscript",
                "AD[1]>3→1→expression-subscript",
                "GQ[GT]>3→1→expression-subscript",
                "DP4[GT]>3→1→expression-subscript",
                "AD[GT:0]>3→3→expression-subscript",
                "BINOM(AD[GT])>0→7→expression-type",
                "GQ[3]>3→1→expression-subscript",
                "DP[0:1]>3→1→expression-subscript",
                "POS[0]>3→1→expression-subscript",
                "CSQ~\"a\\(\"→5→expression-regex",
                "ID=@/no/such/file→4→expression-file",
                "MAXIMUM(DP)>3→1→expression-syntax",
                "MAX(DP,3)>3→1→expression-syntax",
            })
    void refusesWithTheColumn(String expression, int column, String rule) {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> selected(expression))
                .satisfies(e -> {
                    assertThat(e.diagnostic().rule()).isEqualTo(rule);
                    assertThat(e.location().column()).as(e.getMessage()).isEqualTo(column);
                    assertThat(e.location().source()).isEqualTo("filter expression");
                });
    }

    @Test
    void readsIdsAndSamplesFromFiles(@TempDir Path folder) throws IOException {
        Path ids = Files.writeString(folder.resolve("ids.txt"), "rs30 and more\nrs77\n");
        Path samples = Files.writeString(folder.resolve("samples.txt"), "b\n");
        assertThat(selected("ID=@" + ids)).isEqualTo("30");
        assertThat(selected("ID!=@" + ids + " && POS<15")).isEqualTo("10");
        assertThat(selected("GT[@" + samples + "]=\"het\"")).isEqualTo("20");
        assertThat(selected("AD[@" + samples + ":1]>0")).isEqualTo("20");
    }

    @Test
    void looksTextsUpInFiles(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "x|missense\nACT\nq more\n2\n");
        for (String[] row : new String[][] {
            {"CSQ=@", "10"},
            {"CSQ!=@", "20 30"},
            {"CSQ[1]=@", ""},
            {"ALT=@", "20"},
            {"CHROM=@", "30"},
            {"FT=@", "10"},
            {"FMT/FT[0]=@", ""},
            {"FT!=@", "10 20 30"},
        }) {
            assertThat(selected(row[0] + words)).as(row[0]).isEqualTo(row[1]);
        }
        assertThat(selected("N_PASS(FT=@" + words + ")=1")).isEqualTo("10");
        assertThat(selected("N_PASS(FT!=@" + words + ")=3")).isEqualTo("20 30");
        for (String wrong : List.of("DP=@", "CSQ~@", "GT=@", "FILTER=@")) {
            assertThatExceptionOfType(ParseException.class)
                    .isThrownBy(() -> selected(wrong + words))
                    .satisfies(e -> assertThat(e.diagnostic().rule()).isEqualTo("expression-type"));
        }
    }

    @Test
    void showsNormalForm() {
        assertThat(VcfFilter.parse("qual >30&&( fmt/DP[0, 2-]>1e1|| a-b-c==-3 ) &INFO/X ~ 'y'"))
                .hasToString("QUAL>30 && (FORMAT/DP[0,2-]>10 || a-(b-c)=-3) & INFO/X~\"y\"");
    }

    /** Random trees are written as text that is read as an equal tree. */
    @Test
    void isReadBackAsAnEqualTree() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            FilterExpression tree = tree(random, 5);
            assertThat(VcfFilter.parse(tree.toString()).expression())
                    .as(tree::toString)
                    .isEqualTo(tree);
        }
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static FilterExpression tree(Random random, int depth) {
        int kind = depth == 0 ? 3 + random.nextInt(4) : random.nextInt(7);
        return switch (kind) {
            case 0, 1 -> {
                yield new FilterExpression.Binary(
                        pick(random, FilterExpression.Operator.values()),
                        tree(random, depth - 1),
                        tree(random, depth - 1));
            }
            case 2 -> {
                FilterExpression inside = tree(random, depth - 1);
                if (random.nextBoolean() || inside instanceof FilterExpression.Constant) {
                    yield new FilterExpression.Call(pick(random, FilterExpression.Function.values()), List.of(inside));
                }
                yield new FilterExpression.Negative(inside);
            }
            case 3 ->
                new FilterExpression.Constant(
                        random.nextBoolean() ? random.nextInt(100) - 50 : random.nextGaussian() * 1e-4);
            case 4 -> new FilterExpression.Text(random.nextBoolean() ? "a\"b" : "x, 'y' && (");
            case 5 -> new FilterExpression.ColumnValue(pick(random, FilterExpression.Column.values()), null);
            default ->
                new FilterExpression.Field(
                        pick(random, FilterExpression.Scope.values()),
                        random.nextBoolean() ? "AF" : "1000G",
                        random.nextBoolean()
                                ? null
                                : new FilterExpression.Subscript(
                                        random.nextBoolean() ? null : FilterExpression.Indexes.ALL,
                                        null,
                                        new FilterExpression.Indexes(List.of(
                                                new FilterExpression.Range(1, 2), new FilterExpression.Range(3, 9)))));
        };
    }

    /** Any text is a filter, which has a normal form, or is refused. */
    @Test
    void readsAnyTextOrRefusesIt() {
        Random random = new Random(11);
        String[] parts = {
            "QUAL", "INFO/", "AF", "[0:1]", "[", "]", "(", ")", ">", "=", "!", "~", "&&", "|", "-", "+", "%", "\"x\"",
            "\"", "'", "1e5", ".", "MAX(", "N_PASS(", "@f", ",", " ", "\n", "é", "1e999", "binom("
        };
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                VcfFilter filter = VcfFilter.parse(text.toString());
                assertThat(VcfFilter.parse(filter.toString()))
                        .as(text::toString)
                        .isEqualTo(filter);
                read++;
            } catch (ParseException e) {
                assertThat(e.location().column()).isPositive();
            }
        }
        assertThat(read).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "A+", "A||", "MAX("})
    void refusesDeepTextsInsteadOfOverflowingTheStack(String part) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> VcfFilter.parse(part.repeat(100_000) + "1"));
    }

    @Test
    void findsOneSampleOrAll() throws IOException {
        try (VcfReader reader = open(VcfReader.options(), FILE)) {
            BoundFilter filter = VcfFilter.parse("GT=\"het\" || QUAL>60").of(reader.header());
            BoundFilter site = VcfFilter.parse("QUAL>10").of(reader.header());
            boolean[] passes = new boolean[3];
            reader.advance();
            assertThat(filter.test(reader.record(), passes)).isTrue();
            assertThat(passes).containsExactly(true, false, false);
            assertThat(site.test(reader.record(), passes)).isTrue();
            assertThat(passes).containsExactly(true, true, true);
        }
    }

    @Test
    void seesWhatTheReaderDoesNotShow() throws IOException {
        VcfReader.Options options =
                VcfReader.options().samples("c").info("DB").format().matching(VcfFilter.parse("GT[0]=\"het\" && DP>3"));
        try (VcfReader reader = open(options, FILE)) {
            assertThat(reader.advance()).isTrue();
            assertThat(reader.record().position()).isEqualTo(10);
            assertThat(reader.advance()).isFalse();
            assertThat(reader.records()).isEqualTo(1);
        }
    }

    @Test
    void treatsBrokenValuesAsTheReaderDoes() throws IOException {
        String text = FILE.replace("DP=30", "DP=3x");
        VcfReader.Options options = VcfReader.options().matching(VcfFilter.parse("DP>5 || POS>20"));
        try (VcfReader reader = open(options, text)) {
            assertThatExceptionOfType(ParseException.class)
                    .isThrownBy(reader::advance)
                    .satisfies(e -> assertThat(e.diagnostic().rule()).isEqualTo("info-type"));
        }
        try (VcfReader reader = open(options.mode(ParseMode.LENIENT), text)) {
            assertThat(reader.stream().count()).isEqualTo(1);
            assertThat(reader.skipped()).isEqualTo(1);
        }
        try (VcfReader reader = open(options.brokenValues(BrokenValues.KEEP), text)) {
            assertThat(reader.stream().count()).isEqualTo(1);
            assertThat(reader.keptValues().warnings()).hasSize(1);
        }
    }

    @Test
    void namesTheFilesThatItReads() {
        assertThat(VcfFilter.parse("QUAL>1 && (ID=@b.txt || N_PASS(GT[@a.txt]=\"het\")>-1) && DP[@c:0]>1")
                        .files())
                .containsExactly("a.txt", "b.txt", "c");
        assertThat(VcfFilter.parse("ID=\"@b.txt\"").files()).isEmpty();
    }

    @Test
    void negates() throws IOException {
        VcfReader.Options options =
                VcfReader.options().matching(VcfFilter.parse("QUAL>9").negate());
        try (VcfReader reader = open(options, FILE)) {
            assertThat(reader.stream().map(variant -> variant.position())).containsExactly(20);
        }
    }

    /** What the steady loop must not do: allocate. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUAL>30 && INFO/AF<0.01",
                "CSQ~\"miss.*e\" || MAX(DP4)>3 & FILTER~\"PASS\"",
                "N_PASS(FMT/GQ>20 & GT=\"het\")>1 || AD[:1]+1>30 && AF[*]*2<3",
                "TYPE~\"indel\" || ID=\"rs5\" || MEDIAN(FMT/AD)>4 || AC>400 || binom(AD)<0.001",
            })
    void allocatesNothing(String expression) throws IOException {
        StringBuilder text = new StringBuilder(FILE.substring(0, FILE.indexOf("\n1→") + 1));
        String line = FILE.substring(FILE.indexOf("\n1→") + 1, FILE.indexOf("\n1→20") + 1);
        text.append(line.repeat(30_000));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (VcfReader reader = open(VcfReader.options(), text.toString())) {
            BoundFilter filter = VcfFilter.parse(expression).of(reader.header());
            long before = 0;
            int selected = 0;
            for (int i = 0; i < 30_000 && reader.advance(); i++) {
                if (i == 20_000) {
                    before = threads.getThreadAllocatedBytes(thread);
                }
                selected += filter.test(reader.record()) ? 1 : 0;
            }
            double perRecord = (threads.getThreadAllocatedBytes(thread) - before) / 10_000.0;
            assertThat(perRecord).as(expression + " " + selected).isLessThan(8);
        }
    }
}
