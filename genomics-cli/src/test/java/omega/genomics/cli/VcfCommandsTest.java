package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixFormat;
import omega.genomics.vcf.VcfIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VcfCommandsTest {
    private static final String HEADER = """
            ##fileformat=VCFv4.2
            ##FILTER=<ID=PASS,Description="All filters passed">
            ##contig=<ID=1,length=15>
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="c">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="n">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="d">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="d">
            #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→FORMAT→a→b
            """;

    private static final String RECORDS = """
            1→4→x→C→T,G→30.5→PASS→AC=1,1;AN=4;DB→GT:DP→0/1:7→0/2:9
            1→7→.→ACA→A→.→PASS→AC=2;AN=4→GT:DP→1/1:.→0/0:5
            1→13→.→C→A→.→PASS→AC=1;AN=4→GT:DP→0/0:3→0/1:4
            """;

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void makeFile() throws IOException {
        file = write("calls.vcf", HEADER + RECORDS).toString();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('→', '\t'));
    }

    private static String visible(String text) {
        return text.replace('\t', '→');
    }

    private static List<String> records(String text) {
        return visible(text).lines().filter(line -> !line.startsWith("#")).toList();
    }

    // ---- stats ---------------------------------------------------------------------------------------------------

    @Test
    void statsHasTheKeysThatScriptsRelyOn() {
        Ran ran = Ran.genomics("vcf", "stats", file, "--json");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        Map<String, Object> stats = Json.object(ran.stdout());
        assertThat(stats)
                .containsEntry("records", 3L)
                .containsEntry("samples", 2L)
                .containsEntry("snps", 2L)
                .containsEntry("mnps", 0L)
                .containsEntry("indels", 1L)
                .containsEntry("others", 0L)
                .containsEntry("multiallelic_sites", 1L)
                .containsEntry("transitions", 1L)
                .containsEntry("transversions", 2L);
        assertThat(stats).containsKeys("seconds", "mb_per_second").doesNotContainKey("by_sample");
    }

    @Test
    void statsCountsSamplesOnRequest() {
        Ran ran = Ran.genomics("vcf", "stats", file, "--per-sample", "--json");

        assertThat(Json.object(ran.stdout()).get("by_sample").toString())
                .contains("\"hom_ref\":1")
                .contains("\"average_depth\":5.0");
    }

    @Test
    void aFileThatCannotBeReadEndsWithItsPlaceOnStandardError() throws IOException {
        Path bad = write("bad.vcf", HEADER + "1→x→.→C→T→.→.→.→GT→0/0→0/0\n");
        Path none = write("none.vcf", "no header\n");

        Ran ran = Ran.genomics("vcf", "stats", bad.toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stdout()).isEmpty();
        assertThat(ran.stderr()).contains("bad.vcf:10:3: POS: expected an integer");
        assertThat(Ran.genomics("vcf", "stats", none.toString()).stderr()).contains("none.vcf:1");
        assertThat(Ran.genomics("vcf", "stats", folder.resolve("missing.vcf").toString())
                        .exitCode())
                .isEqualTo(1);
    }

    // ---- expressions ---------------------------------------------------------------------------------------------

    @Test
    void expressionsChooseTheRecordsOfEveryCommand() {
        assertThat(records(Ran.genomics("vcf", "view", file, "-i", "QUAL>30 && GT=\"het\"")
                        .stdout()))
                .singleElement()
                .asString()
                .startsWith("1→4→x→");
        assertThat(records(Ran.genomics("vcf", "view", file, "--exclude", "TYPE=\"snp\"", "-s", "b")
                        .stdout()))
                .containsExactly("1→7→.→ACA→A→.→PASS→AC=0;AN=2→GT:DP→0/0:5");
        assertThat(Json.object(Ran.genomics("vcf", "stats", file, "-i", "DP[1]>4", "--json")
                        .stdout()))
                .containsEntry("records", 2L)
                .containsEntry("indels", 1L);
        assertThat(records(Ran.genomics("vcf", "norm", file, "-i", "DB=1").stdout()))
                .hasSize(2);
    }

    @Test
    void queryWritesFieldsOfChosenRecordsAndSamples() throws IOException {
        String format = "%POS %INFO/AC[ %SAMPLE:%GT]\\n";
        assertThat(Ran.genomics("vcf", "query", file, "-f", format).stdout())
                .isEqualTo("4 1,1 a:0/1 b:0/2\n7 2 a:1/1 b:0/0\n13 1 a:0/0 b:0/1\n");
        assertThat(Ran.genomics("vcf", "query", file, "-f", format, "-s", "b", "-i", "GT=\"het\"")
                        .stdout())
                .isEqualTo("4 1,1 b:0/2\n13 1 b:0/1\n");
        assertThat(Ran.genomics("vcf", "query", file, "-f", format, "-e", "GT=\"het\"", "-H")
                        .stdout())
                .isEqualTo("# [1]POS [2]AC [3]SAMPLE:[4]a:GT [5]SAMPLE:[6]b:GT\n7 2 a:1/1 b:0/0\n13 1 a:0/0\n");
        Path out = folder.resolve("out.tsv");
        Ran ran = Ran.genomics("vcf", "query", file, "-f", "%POS %XX\\n", "-u", "-o", out.toString());
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(out).hasContent("4 .\n7 .\n13 .\n");
        Ran undeclared = Ran.genomics("vcf", "query", file, "-f", "%POS %XX");
        assertThat(undeclared.exitCode()).isEqualTo(1);
        assertThat(undeclared.stderr()).contains("format string:1:6: expected a column");
        assertThat(Ran.genomics("vcf", "query", file, "-f", "%POS[").exitCode()).isEqualTo(2);
    }

    @Test
    void anExpressionThatCannotBeReadOrBoundIsShownWithItsColumn() {
        Ran syntax = Ran.genomics("vcf", "view", file, "-i", "QUAL>");
        assertThat(syntax.exitCode()).isEqualTo(2);
        assertThat(syntax.stderr()).contains("filter expression:1:6: expected a column, a key");
        Ran unknown = Ran.genomics("vcf", "stats", file, "-e", "QUAL>1 && XX=1");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.stderr()).contains("filter expression:1:11: expected a column or a key");
        assertThat(Ran.genomics("vcf", "view", file, "-i", "QUAL>1", "-e", "QUAL<1")
                        .stderr())
                .contains("--include and --exclude");
        assertThat(Ran.genomics("vcf", "view", file, "-i", "QUAL>1", "-i", "QUAL<9")
                        .stderr())
                .contains("--include once");
        assertThat(Ran.genomics("vcf", "view", file, "-e", "QUAL>1", "-i", "QUAL<9")
                        .exitCode())
                .isEqualTo(2);
    }

    // ---- validate ------------------------------------------------------------------------------------------------

    @Test
    void validateSaysYesToAValidFileAndNoWithEveryViolation() throws IOException {
        Ran good = Ran.genomics("vcf", "validate", file, "--json");
        assertThat(good.exitCode()).as(good.stdout()).isZero();
        assertThat(Json.object(good.stdout())).containsEntry("valid", true);

        Path bad = write("bad.vcf", HEADER + "1→4→.→C→T→.→PASS→AC=x→GT→0/0→0/7\n");
        Ran ran = Ran.genomics("vcf", "validate", bad.toString(), "--json");
        assertThat(ran.exitCode()).isEqualTo(1);
        Map<String, Object> report = Json.object(ran.stdout());
        assertThat(report).containsEntry("valid", false);
        assertThat(report.get("violations").toString())
                .contains("\"line\":10")
                .contains("\"column\":21")
                .contains("\"rule\":\"info-type\"")
                .contains("\"message\":\"expected")
                .contains("\"severity\":\"error\"");
    }

    @Test
    void aCutFileIsNotValidAndItsPlaceIsOnStandardError() throws IOException {
        Path blocks = folder.resolve("calls.vcf.gz");
        Ran.genomics("vcf", "view", file, "-o", blocks.toString());
        byte[] whole = Files.readAllBytes(blocks);
        Files.write(blocks, java.util.Arrays.copyOf(whole, whole.length - 40));

        Ran ran = Ran.genomics("vcf", "validate", blocks.toString(), "--json");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(Json.object(ran.stdout())).containsEntry("valid", false);
        assertThat(ran.stderr()).contains("calls.vcf.gz: byte ");
    }

    // ---- view ----------------------------------------------------------------------------------------------------

    @Test
    void viewWritesTheFileAsItIs() throws IOException {
        assertThat(Ran.genomics("vcf", "view", file).stdout()).isEqualTo(Files.readString(Path.of(file)));
    }

    @Test
    void viewTakesARegionSamplesAndFields() throws IOException {
        List<String> expected = List.of("1→7→.→ACA→A→.→PASS→AC=0→GT→0/0");
        String[] scanning = {"vcf", "view", file, "-r", "1:9-12", "--samples", "b", "--fields", "INFO/AC,FORMAT/GT"};
        assertThat(records(Ran.genomics(scanning).stdout())).isEqualTo(expected);

        Path blocks = folder.resolve("indexed.vcf.gz");
        assertThat(Ran.genomics("vcf", "view", file, "-o", blocks.toString()).exitCode())
                .isZero();
        VcfIndex.write(blocks, TabixFormat.CSI);
        scanning[2] = blocks.toString();
        Ran ran = Ran.genomics(scanning);
        assertThat(records(ran.stdout())).as(ran.stderr()).isEqualTo(expected);
        assertThat(visible(ran.stdout())).contains("FORMAT→b\n");
    }

    @Test
    void viewCountsTheSamplesThatItShows() {
        assertThat(records(Ran.genomics("vcf", "view", file, "-s", "b").stdout()))
                .containsExactly(
                        "1→4→x→C→T,G→30.5→PASS→AC=0,1;AN=2;DB→GT:DP→0/2:9",
                        "1→7→.→ACA→A→.→PASS→AC=0;AN=2→GT:DP→0/0:5",
                        "1→13→.→C→A→.→PASS→AC=1;AN=2→GT:DP→0/1:4");
        assertThat(records(Ran.genomics("vcf", "view", file, "-s", "b", "--no-update")
                        .stdout()))
                .element(1)
                .isEqualTo("1→7→.→ACA→A→.→PASS→AC=2;AN=4→GT:DP→0/0:5");
        assertThat(visible(Ran.genomics("vcf", "view", file, "-s", "b", "--tsv", "--fields", "POS,INFO/AC,FORMAT/GT")
                        .stdout()))
                .isEqualTo("POS→INFO/AC→b:GT\n4→0,1→0/2\n7→0→0/0\n13→1→0/1\n");
    }

    @Test
    void viewWritesJson() throws IOException {
        Path typed = write("typed.vcf", """
                ##fileformat=VCFv4.3
                ##INFO=<ID=AF,Number=A,Type=Float,Description="a">
                ##INFO=<ID=DB,Number=0,Type=Flag,Description="d">
                ##INFO=<ID=S,Number=1,Type=String,Description="s">
                ##INFO=<ID=L,Number=.,Type=String,Description="l">
                ##INFO=<ID=I,Number=1,Type=Integer,Description="i">
                ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
                ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="a">
                ##FORMAT=<ID=T,Number=1,Type=String,Description="t">
                #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→FORMAT→a→b
                chr1→4→x;y→C→T,<DEL>→30.50→q;r→AF=1e-5,NaN;DB=1;S=a,b%3Bc;L=u,.,v;I=.;X=7;E=→GT:AD:T→0|1:3,.,2:p%3Aq→.
                chr1→9→.→C→.→.→.→.→GT→0/0→1
                """);
        Ran ran = Ran.genomics("vcf", "view", typed.toString(), "--json");

        assertThat(ran.stderr()).isEmpty();
        List<Map<String, Object>> records = Json.objects(ran.stdout());
        assertThat(ran.stdout()).contains("\"qual\": 30.50");
        assertThat(records.get(0)).isEqualTo(Json.object("""
                        {"chromosome": "chr1", "position": 4, "end_pos": 4, "id": "x;y", "ref": "C",
                        "alt": ["T", "<DEL>"], "qual": 30.5, "filter": "q;r",
                        "info": {"AF": [1e-5, null], "DB": true, "S": "a,b;c", "L": ["u", null, "v"], "I": null,
                        "X": ["7"], "E": null},
                        "samples": {"a": {"GT": "0|1", "AD": [3, null, 2], "T": "p:q"},
                        "b": {"GT": null, "AD": null, "T": null}}}"""));
        assertThat(records.get(1))
                .containsEntry("alt", List.of())
                .containsEntry("id", null)
                .containsEntry("qual", null)
                .containsEntry("filter", null)
                .containsEntry("info", Map.of());

        Path out = folder.resolve("out.json.gz");
        assertThat(Ran.genomics("vcf", "view", file, "-r", "1:1-5", "--no-samples", "--json", "-o", out.toString())
                        .stdout())
                .isEmpty();
        try (var in = InputSource.of(out).open()) {
            assertThat(Json.objects(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)))
                    .singleElement()
                    .asString()
                    .contains("\"AC\":[1,1]")
                    .doesNotContain("samples");
        }
    }

    /** One JSON document and nothing else goes to standard output. */
    @Test
    void recordsAreNoJson() {
        assertThat(Ran.genomics("vcf", "norm", file, "--json").stderr()).contains("expected --output with --json");
        assertThat(Ran.genomics("vcf", "view", file, "--tsv", "--json").stderr())
                .contains("expected one of --tsv and --json");
        assertThat(Ran.genomics("export", "--out", "-", "--format", "tsv", "--json", "--url", "postgresql://nowhere/x")
                        .stderr())
                .contains("expected a file with --json");
    }

    @Test
    void viewWritesATable() {
        Ran ran = Ran.genomics(
                "vcf", "view", file, "--tsv", "--fields", "POS,QUAL,ALT,INFO/AC,INFO/DB,FORMAT/DP", "-r", "1:1-8");
        assertThat(visible(ran.stdout()))
                .isEqualTo("POS→QUAL→ALT→INFO/AC→INFO/DB→a:DP→b:DP\n4→30.5→T,G→1,1→1→7→9\n7→.→A→2→0→.→5\n");
    }

    @Test
    void wrongArgumentsAreWrongUsage() {
        assertThat(Ran.genomics("vcf", "view", file, "-r", "1:9-3").exitCode()).isEqualTo(2);
        assertThat(Ran.genomics("vcf", "view", file, "--samples", "nobody").exitCode())
                .isEqualTo(2);
        assertThat(Ran.genomics("vcf", "view", file, "--fields", "POS").exitCode())
                .isEqualTo(2);
        assertThat(Ran.genomics("vcf", "view", file, "--tsv", "--fields", "WHAT")
                        .exitCode())
                .isEqualTo(2);
    }

    // ---- files of regions ----------------------------------------------------------------------------------------

    @Test
    void recordsAreChosenByFilesOfRegions() throws IOException {
        String bed = write("panel.bed", "track name=x\n1→3→7\nchr9→0→5\n").toString();
        String list = write("panel.txt", "1:9-15\n").toString();
        assertThat(records(Ran.genomics("vcf", "view", file, "-R", bed).stdout()))
                .hasSize(2)
                .allMatch(line -> line.startsWith("1→4→") || line.startsWith("1→7→"));
        assertThat(records(Ran.genomics("vcf", "view", file, "-R", list).stdout()))
                .hasSize(2)
                .allMatch(line -> line.startsWith("1→7→") || line.startsWith("1→13→"));
        assertThat(records(Ran.genomics("vcf", "view", file, "--targets-file", list)
                        .stdout()))
                .singleElement()
                .asString()
                .startsWith("1→13→");
        assertThat(records(Ran.genomics("vcf", "norm", file, "-T", "^" + list).stdout()))
                .hasSize(3);
        assertThat(Json.object(Ran.genomics("vcf", "stats", file, "--regions-file", bed, "--json")
                        .stdout()))
                .containsEntry("records", 2L);
        assertThat(Json.object(Ran.genomics("vcf", "stats", file, "-r", "1:13", "--json")
                        .stdout()))
                .containsEntry("records", 1L);
    }

    @Test
    void filesOfRegionsThatCannotBeUsedAreRefused() throws IOException {
        String mouse = write("mouse.bed", "scaffold→3→7\n").toString();
        String broken = write("broken.bed", "1→7→3\n").toString();
        for (String option : List.of("-R", "-T")) {
            Ran foreign = Ran.genomics("vcf", "stats", file, option, mouse);
            assertThat(foreign.exitCode()).isEqualTo(2);
            assertThat(foreign.stderr()).contains("none of the contigs of " + mouse + " is in " + file + ": scaffold");
            Ran wrong = Ran.genomics("vcf", "view", file, option, broken);
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.stderr()).contains(broken + ":1:5");
        }
        assertThat(Ran.genomics("vcf", "view", file, "-R", mouse, "-r", "1").exitCode())
                .isEqualTo(2);
    }

    // ---- whole files ---------------------------------------------------------------------------------------------

    @Test
    void sortIndexConcatAndIsecMakeFiles() throws IOException {
        String shuffled = write("shuffled.vcf", HEADER + "1→13→z→C→A→.→PASS→AC=1;AN=4→GT:DP→0/0:3→0/1:4\n" + RECORDS)
                .toString();
        Path sorted = folder.resolve("sorted.vcf.gz");
        Ran sort = Ran.genomics("vcf", "sort", shuffled, "-o", sorted.toString(), "--max-mem", "1", "--json");
        assertThat(Json.object(sort.stdout())).as(sort.stderr()).containsEntry("records_written", 4L);
        assertThat(records(Ran.genomics("vcf", "view", sorted.toString()).stdout()))
                .extracting(line -> line.split("→", -1)[1])
                .containsExactly("4", "7", "13", "13");
        assertThat(records(Ran.genomics("vcf", "sort", shuffled).stdout())).hasSize(4);
        Ran index = Ran.genomics("vcf", "index", sorted.toString(), "--json");
        assertThat(Json.object(index.stdout())).containsEntry("index", sorted + ".tbi");
        assertThat(Ran.genomics("vcf", "index", "--csi", sorted.toString()).exitCode())
                .isZero();
        assertThat(Path.of(sorted + ".csi")).exists();
        assertThat(Ran.genomics("vcf", "index", shuffled).exitCode()).isEqualTo(1);

        Path both = folder.resolve("both.vcf");
        Ran concat = Ran.genomics("vcf", "concat", file, file, "-o", both.toString(), "--json");
        assertThat(Json.object(concat.stdout())).containsEntry("records_written", 6L);
        String some = write(
                        "some.vcf", HEADER + RECORDS.lines().skip(1).findFirst().orElseThrow() + "\n")
                .toString();
        Ran merged = Ran.genomics("vcf", "concat", "-a", file, some);
        assertThat(records(merged.stdout()))
                .extracting(line -> line.split("→", -1)[1])
                .containsExactly("4", "7", "7", "13");
        Ran separated = Ran.genomics("vcf", "isec", "-p", folder.resolve("sets").toString(), some, file, "--json");
        assertThat(Json.object(separated.stdout()))
                .as(separated.stderr())
                .containsEntry("only_first", 0L)
                .containsEntry("only_second", 2L)
                .containsEntry("shared", 1L);
        assertThat(records(Files.readString(folder.resolve("sets/0001.vcf")))).hasSize(2);
        assertThat(records(Files.readString(folder.resolve("sets/0003.vcf")))).hasSize(1);
        assertThat(Ran.genomics("vcf", "isec", "-p", "x", "-C", some, file).exitCode())
                .isEqualTo(2);
        assertThat(records(Ran.genomics("vcf", "isec", file, some).stdout()))
                .singleElement()
                .asString()
                .startsWith("1→7→");
        assertThat(records(Ran.genomics("vcf", "isec", "-C", file, some).stdout()))
                .hasSize(2);
        assertThat(records(Ran.genomics("vcf", "isec", "-n", "+1", file, some).stdout()))
                .hasSize(3);
        assertThat(records(Ran.genomics("vcf", "isec", "-n", "-1", file, some).stdout()))
                .hasSize(2);
        assertThat(Ran.genomics("vcf", "isec", "-n", "x", file, some).exitCode())
                .isEqualTo(2);
        assertThat(Ran.genomics("vcf", "isec", file).exitCode()).isEqualTo(2);
        assertThat(records(Ran.genomics("vcf", "isec", "-n", "~10", file, some).stdout()))
                .hasSize(2);
        assertThat(records(Ran.genomics("vcf", "isec", "-n=1", "-w", "2", some, file)
                        .stdout()))
                .hasSize(2);
        assertThat(records(Ran.genomics("vcf", "isec", "-C", "-i", "POS>7", file, some)
                        .stdout()))
                .singleElement()
                .asString()
                .startsWith("1→13→");
        assertThat(records(Ran.genomics("vcf", "isec", "-C", "-t", "1:1-7", file, some)
                        .stdout()))
                .singleElement()
                .asString()
                .startsWith("1→4→");
        String others = write("others.vcf", HEADER + "1→7→.→A→T→.→.→.→GT→0/1→0/1\n1→13→.→A→AT→.→.→.→GT→0/1→0/1\n")
                .toString();
        for (String logic : List.of("none", "some", "snps", "indels", "both", "any", "all")) {
            Ran ran = Ran.genomics("vcf", "isec", "-c", logic, file, others);
            assertThat(ran.stderr()).isEmpty();
        }
        assertThat(records(
                        Ran.genomics("vcf", "isec", "-c", "all", file, others).stdout()))
                .hasSize(2);
        for (List<String> wrong : List.of(
                List.of("-w", "3"),
                List.of("-n", "~1"),
                List.of("-n", "~102"),
                List.of("-c", "most"),
                List.of("-n", "2", "-p", "x"))) {
            List<String> words = new ArrayList<>(List.of("vcf", "isec", file, some));
            words.addAll(wrong);
            assertThat(Ran.genomics(words.toArray(String[]::new)).exitCode())
                    .as("%s", wrong)
                    .isEqualTo(2);
        }
    }

    @Test
    void annotateCopiesValuesOfAnotherFile() throws IOException {
        Path other = write("other.vcf", """
                ##fileformat=VCFv4.2
                ##INFO=<ID=AF,Number=A,Type=Float,Description="Frequency">
                #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO
                chr1	4	rs4	C	G,T	.	.	AF=0.1,0.25
                """);
        Path out = folder.resolve("annotated.vcf");

        Ran ran = Ran.genomics(
                "vcf",
                "annotate",
                file,
                "--from",
                other.toString(),
                "-c",
                "AF:g,ID:rs",
                "-o",
                out.toString(),
                "--json");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(Json.object(ran.stdout()))
                .containsEntry("records_written", 3L)
                .containsEntry("records_annotated", 1L);
        assertThat(records(Files.readString(out)))
                .contains("1→4→x→C→T,G→30.5→PASS→AC=1,1;AN=4;DB;g=0.25,0.1;rs=rs4→GT:DP→0/1:7→0/2:9");
        assertThat(Ran.genomics("vcf", "annotate", file, "--from", other.toString(), "-c", "AX")
                        .stderr())
                .contains("expected an INFO key of " + other + ", found AX; it has [AF]");
        assertThat(Ran.genomics("vcf", "annotate", file, "--from", other.toString(), "-c", "AF")
                        .stdout())
                .contains("##INFO=<ID=AF,Number=A,Type=Float,Description=\"Frequency\">", ";AF=0.25,0.1\t");
    }

    @Test
    void addressesOfPlainHttpAreRefused() {
        Ran ran = Ran.genomics("vcf", "view", "http://example.org/calls.vcf.gz");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr()).contains("expected https, found http://example.org/calls.vcf.gz");
    }

    // ---- norm ----------------------------------------------------------------------------------------------------

    @Test
    void normSplitsAndMoves() throws IOException {
        Path fasta = write("r.fa", ">1\nTTGCACACATTTCGA\n");
        Path out = folder.resolve("norm.vcf.gz");
        Ran ran = Ran.genomics("vcf", "norm", file, "--fasta", fasta.toString(), "-o", out.toString(), "--json");

        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(Json.object(ran.stdout()))
                .containsEntry("records_read", 3L)
                .containsEntry("records_written", 4L)
                .containsEntry("split", 1L)
                .containsEntry("realigned", 1L);
        try (var in = InputSource.of(out).open()) {
            assertThat(records(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)))
                    .containsExactly(
                            "1→3→.→GCA→G→.→PASS→AC=2;AN=4→GT:DP→1/1:.→0/0:5",
                            "1→4→x→C→T→30.5→PASS→AC=1;AN=4;DB→GT:DP→0/1:7→0/0:9",
                            "1→4→x→C→G→30.5→PASS→AC=1;AN=4;DB→GT:DP→0/0:7→0/1:9",
                            "1→13→.→C→A→.→PASS→AC=1;AN=4→GT:DP→0/0:3→0/1:4");
        }
    }

    @Test
    void normEndsAtARefThatIsNotTheReferences() throws IOException {
        Path fasta = write("other.fa", ">1\nAAAAAAAAAAAAAAA\n");
        Ran ran = Ran.genomics("vcf", "norm", file, "--fasta", fasta.toString());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stderr()).contains("calls.vcf:10:7: REF: expected the bases of the reference, A, found \"C\"");
        Ran warned = Ran.genomics("vcf", "norm", file, "--fasta", fasta.toString(), "--check-ref", "warn");
        assertThat(warned.exitCode()).isZero();
        assertThat(warned.stderr()).contains("calls.vcf:10:7");
        assertThat(records(warned.stdout())).hasSize(4);
    }

    @Test
    void normKeepsAListThatTheHeaderContradicts() throws IOException {
        String broken = write("broken.vcf", """
                ##fileformat=VCFv4.2
                ##INFO=<ID=AC,Number=A,Type=Integer,Description="count">
                #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
                1\t4\t.\tA\tC,G\t.\t.\tAC=3
                """).toString();
        Ran ran = Ran.genomics("vcf", "norm", broken);
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(records(ran.stdout())).containsExactly("1→4→.→A→C→.→.→AC=3", "1→4→.→A→G→.→.→AC=3");
        assertThat(ran.stderr()).contains("INFO AC in 1 record: ");
        assertThat(Ran.genomics("vcf", "norm", broken, "--strict").exitCode()).isEqualTo(1);
        assertThat(records(Ran.genomics("vcf", "norm", broken, "--lenient").stdout()))
                .isEmpty();
    }
}
