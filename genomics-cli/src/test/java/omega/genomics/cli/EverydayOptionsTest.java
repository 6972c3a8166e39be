package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short options of {@code bcftools view} and {@code bcftools query} that people type without thinking. */
class EverydayOptionsTest {
    private static final String FILE = """
            ##fileformat=VCFv4.2
            ##FILTER=<ID=PASS,Description="All filters passed">
            ##FILTER=<ID=q10,Description="low">
            ##FILTER=<ID=s50,Description="few">
            ##contig=<ID=1>
            ##contig=<ID=2>
            ##contig=<ID=X>
            ##INFO=<ID=AC,Number=A,Type=Integer,Description="c">
            ##INFO=<ID=AN,Number=1,Type=Integer,Description="n">
            ##INFO=<ID=DB,Number=0,Type=Flag,Description="b">
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="g">
            ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="d">
            #CHROM→POS→ID→REF→ALT→QUAL→FILTER→INFO→FORMAT→a→b→c
            1→100→rs1→A→C→50→PASS→AC=2;AN=6→GT:DP→0/1:7→0/0:9→0/1:3
            1→200→.→A→AC→10→q10→AC=1;AN=6→GT:DP→0/0:7→0/1:9→0/0:3
            1→300→rs3→AC→TG→10→q10;s50→AC=1;AN=6→GT:DP→0/0:7→0/0:9→0/1:3
            1→400→.→A→C,AT→90→.→AC=1,1;AN=4→GT:DP→0/1:7→./.:.→0/2:3
            2→100→rs5→G→.→20→PASS→.→GT:DP→0/0:7→0/0:9→0/0:3
            2→200→.→G→<DEL>→20→s50→AC=3;AN=6→GT:DP→1/1:7→0/0:9→0/1:3
            2→300→.→T→C→30→PASS→DB→GT:DP→0|1:7→0|0:9→1|.:3
            X→900→.→C→A→20→PASS→DB→GT:DP→0:7→1|1:9→.:3
            X→1000→.→T→G[X:5[→20→PASS→AC=1;AN=6→GT:DP→0/1:7→0/0:9→0/0:3
            """;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(folder.resolve("calls.vcf"), FILE.replace('→', '\t'));
        Files.writeString(folder.resolve("samples.txt"), "c\na\n");
        Files.writeString(folder.resolve("sites.txt"), "1\t200\tA,AC\n1\t400\tA,C\n2\t200\tG,<DEL>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "view -H",
                "view -H -s b",
                "view -H -s ^b",
                "view -H -S samples.txt",
                "view -H -S ^samples.txt",
                "view -G -H",
                "view -H -v snps",
                "view -H -v indels,mnps",
                "view -H -v bnd,other",
                "view -H -V snps",
                "view -H -V indels,other",
                "view -H -m2 -M2",
                "view -H -m 3",
                "view -H -M 1",
                "view -H -k",
                "view -H -n",
                "view -H -f PASS",
                "view -H -f .,PASS",
                "view -H -f s50",
                "view -H -f q10,s50",
                "view -H -t 1:100-250,X",
                "view -H -t ^1:100-250,X",
                "view -H -T sites.txt",
                "view -H -t 1:301-401 --targets-overlap 1",
                "view -H -t ^1:301-401 --targets-overlap record",
                "view -H -t 1:200 --targets-overlap variant",
                "query -f '%POS\\n' -t 1:301-401 --targets-overlap 2",
                "view -H -m2 -M2 -v snps -f PASS -i 'QUAL>20'",
                "view -H -i '-QUAL<-20'",
                "view -H -iQUAL>20",
                "view -H -e '-QUAL<-20'",
                "view -H -c1",
                "view -H -c 2 -C 3",
                "view -H -C 2:alt1",
                "view -H -c2:minor",
                "view -H -C4:major",
                "view -H -c 1:nonmajor",
                "view -H -q 0.2",
                "view -H -Q 0.2",
                "view -H -q 0.3:minor",
                "view -H -Q 0.7:major",
                "view -H -q 0.1:alt1 -m2",
                "view -H -c1 -s b",
                "view -H -C0 -s b,c",
                "view -H -c1 -I -s b",
                "view -H -u",
                "view -H -U",
                "view -H -u -s b",
                "view -H -U -s b",
                "view -H -s b,c -x",
                "view -H -s b,c -X",
                "view -H -s ^b -x -v snps",
                "view -H -p",
                "view -H -P",
                "view -H -P -s c",
                "view -H -g het",
                "view -H -g ^het",
                "view -H -g hom",
                "view -H -g miss",
                "view -H -g ^miss",
                "view -H -g ^hom",
                "view -H -c1 -i 'QUAL>20'",
                "view -HUc1 -C1 -s b -v snps",
                "query -l",
                "query -H -f '%CHROM %POS[ %SAMPLE %GT]\\n'",
                "query -f '%POS[ %SAMPLE]\\n' -e 'GT=\"het\"'",
                "query -f '%POS[ %GT]\\n' -e 'GT=\"het\"'",
                "query -f '%LINE' -e 'GT=\"het\"'",
                "query -f '%POS %N_PASS(DP>5 & GT=\"het\")\\n'",
                "query -f '[%POS %SAMPLE %PBINOM(DP)\\n]'",
                "query -l -s ^a",
                "query -l -s c,a",
                "query -l -S samples.txt",
                "query -f '%POS[ %SAMPLE=%GT]\\n' -S ^samples.txt",
                "query -f '%POS[ %SAMPLE=%GT]\\n' -s c,a",
                "query -f '%POS[ %SAMPLE=%GT]\\n' -s c,a -i 'GT=\"het\"'",
                "query -f '%POS[ %SAMPLE=%GT]\\n' -s b -i 'GT=\"het\"'",
                "query -f '%POS[ %SAMPLE=%GT]\\n' -s c,b -e 'GT=\"het\"'",
                "query -f '%POS[ %SAMPLE=%GT]\\n' -s c,a -i 'GT[1]=\"het\"'",
                "query -f '%POS\\n' -s c,a -i 'N_PASS(GT=\"het\")=2'",
                "query -f '%POS\\n' -s b -i 'F_MISSING>0'"
            })
    void optionsMeanWhatTheyMeanInBcftools(String line) throws Exception {
        Needs.program("bcftools");
        List<String> words = words(line);

        List<String> genomics = new ArrayList<>(List.of("vcf"));
        genomics.addAll(words);
        genomics.add(file.toString());
        Ran ours = Ran.genomics(genomics.toArray(String[]::new));

        assertThat(ours.stderr()).isEmpty();
        assertThat(ours.stdout()).isEqualTo(bcftools(words));
    }

    private String bcftools(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bcftools"));
        command.addAll(words);
        command.add(file.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", command).isZero();
        return out;
    }

    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" (?=(?:[^']*'[^']*')*[^']*$)", -1)) {
            String bare = word.replace("'", "");
            boolean isFile = bare.endsWith(".txt");
            String name = bare.startsWith("^") ? bare.substring(1) : bare;
            words.add(isFile ? (bare.startsWith("^") ? "^" : "") + folder.resolve(name) : bare);
        }
        return words;
    }

    @Test
    void aNameThatNothingHasIsWrongUsage() {
        assertThat(view("-s", "nobody").stderr()).contains("no sample \"nobody\"");
        assertThat(view("-s", "^nobody").stderr()).contains("no sample \"nobody\"");
        assertThat(view("-v", "svs").stderr()).contains("snps, indels").contains("found svs");
        assertThat(view("-f", "q20").stderr()).contains("FILTER that the header declares");
        assertThat(view("-S", folder.resolve("none").toString()).stderr()).contains("readable file of samples");
        assertThat(view("--targets-overlap", "3").stderr())
                .contains("--targets-overlap pos, record or variant, found 3");
        assertThat(view("-k", "-n").exitCode()).isEqualTo(2);
        assertThat(view("-H", "--tsv").exitCode()).isEqualTo(2);
        assertThat(Ran.genomics("vcf", "query", file.toString()).stderr()).contains("--list-samples");
    }

    @Test
    void regionsMayFollowTheFile() {
        assertThat(Ran.genomics("vcf", "view", "-H", file.toString(), "1:150-250", "X:1-950")
                        .stdout())
                .isEqualTo(view("-H", "-r", "1:150-250,X:1-950").stdout())
                .hasLineCount(2);
    }

    @Test
    void whatHasToBeInsideARegion() {
        assertThat(view("-H", "-r", "1:301-401").stdout()).hasLineCount(2);
        assertThat(view("-H", "-r", "1:301-401", "--regions-overlap", "pos").stdout())
                .hasLineCount(1);
        assertThat(view("-H", "-r", "1:200", "--regions-overlap", "variant").stdout())
                .isEmpty();
    }

    @Test
    void optionsAboutGenotypesThatMakeNoSenseAreWrongUsage() {
        assertThat(view("-c", "two").stderr())
                .contains("--min-ac")
                .contains("nonmajor")
                .contains("found two");
        assertThat(view("-q", "0.1:mean").stderr()).contains("--min-af");
        assertThat(view("-g", "ref").stderr()).contains("^miss");
        assertThat(view("-x").stderr()).contains("--samples");
        assertThat(view("-u", "-U").exitCode()).isEqualTo(2);
        assertThat(view("-p", "-P").exitCode()).isEqualTo(2);
        assertThat(view("-G", "-c1").stderr()).contains("--no-samples");
    }

    @Test
    void queryHeadsWithoutNumbersAndComputes() {
        assertThat(Ran.genomics("vcf", "query", "-HH", "-f", "%POS[ %GT]\\n", "-i", "ID=\"rs3\"", file.toString())
                        .stdout())
                .isEqualTo("#POS a:GT b:GT c:GT\n300 0/0 0/0 0/1\n");
        assertThat(Ran.genomics("vcf", "query", "-f", "%POS %SUM(FMT/DP)\\n", "-i", "QUAL>50", file.toString())
                        .stdout())
                .isEqualTo("400 10\n");
        assertThat(Ran.genomics("vcf", "view", file.toString(), "-i").stderr()).contains("--include");
    }

    @Test
    void theHeaderAlone() {
        String header = view("--header-only").stdout();

        assertThat(header).startsWith("##fileformat").endsWith("\tc\n").doesNotContain("rs1");
        assertThat(view("--header-only", "-s", "b").stdout()).endsWith("\tFORMAT\tb\n");
    }

    private Ran view(String... options) {
        List<String> words = new ArrayList<>(List.of("vcf", "view"));
        words.addAll(List.of(options));
        words.add(file.toString());
        return Ran.genomics(words.toArray(String[]::new));
    }
}
