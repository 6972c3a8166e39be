package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omega.genomics.contig.Assembly;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GenomicsCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "--nonsense", "gtf", "qqqq", "gtf qqqq", "migrate --assembly", "load", "query"})
    void wrongUsageIsExitCodeTwoAndGoesToStandardErrorOnly(String arguments) {
        Ran ran = Ran.genomics(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stdout()).isEmpty();
        assertThat(ran.stderr()).contains("Usage: genomics").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "gtf --help", "migrate --help", "--version"})
    void helpIsAnAnswer(String arguments) {
        Ran ran = Ran.genomics(arguments.split(" ", -1));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.stdout()).contains("genomics");
        assertThat(ran.stderr()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandHasHelp(String command) {
        Ran ran = Ran.genomics((command + " --help").split(" "));

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.stdout()).startsWith("Usage: genomics " + command).contains("-h, --help");
        assertThat(ran.exitCode()).isZero();
    }

    static List<String> everyCommand() {
        List<String> commands = new ArrayList<>();
        collect(new GenomicsCommand(System.out, System.err, Map.of(), new Interruption()).whole(), "", commands);
        assertThat(commands).hasSizeGreaterThan(50).contains("vcf view", "query gene");
        return commands;
    }

    private static void collect(CommandLine line, String path, List<String> commands) {
        line.getSubcommands().forEach((name, child) -> {
            commands.add(path + name);
            collect(child, path + name + " ", commands);
        });
    }

    /** The whole help of a command would push what is wrong off the screen. */
    @Test
    void wrongUsageOfOneCommandIsSaidInAFewLines() {
        Ran ran = Ran.genomics("query", "region", "21:9-5");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr())
                .startsWith("expected 1 <= start <= end (1-based, inclusive), found 21:9-5")
                .endsWith("More: genomics query region --help\n")
                .doesNotContain("--password=TEXT ");
    }

    /** A start of the embedded server takes seconds, and makes its folder. */
    @ParameterizedTest
    @ValueSource(strings = {"GRCh38", "grch-38", "", "38", "grch38;x", "information_schema", "pg_catalog"})
    void aNameThatNoSchemaMayHaveIsWrongUsageBeforeAServerStarts(String assembly, @TempDir Path folder) {
        for (String command :
                List.of("migrate", "query gene KL", "load genes ../docs/sample/sample.gtf", "datasets list")) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            arguments.addAll(List.of(
                    "--assembly", assembly, "--data-dir", folder.resolve("data").toString()));
            Ran ran = Ran.genomics(arguments.toArray(new String[0]));

            assertThat(ran.exitCode()).as(command).isEqualTo(2);
            assertThat(ran.stderr())
                    .startsWith(
                            "expected --assembly grch38, grch37, grcm39, grcm38, hs1 or another name of lower-case letters,"
                                    + " digits and underscores that PostgreSQL does not reserve, found \"" + assembly
                                    + "\"\nUsage: genomics ");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aFolderOfSomebodyElseIsRefusedInALineAndLeftAlone(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/thesis"), "x");

        Ran ran = Ran.genomics("datasets", "list", "--data-dir", folder.toString());

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.stdout()).isEmpty();
        assertThat(ran.stderr().lines()).singleElement().asString().contains("was not made by this program");
        assertThat(folder.resolve("data/thesis")).hasContent("x");
    }

    @Test
    void theAssembliesThatAreNamedAreKnownAndMayBeSchemas() {
        assertThat(Assembly.bundled()).allMatch(GenomicsDatabase::isAssemblyName);
        for (String command : List.of("query gene", "gtf validate", "plot density")) {
            String help =
                    Ran.genomics((command + " --help").split(" ", -1)).stdout().replaceAll("\\s+", " ");
            assertThat(help).as(command).contains(String.join(", ", Assembly.bundled()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "jdbc:mysql://localhost/genomes", "mysql://localhost/genomes"})
    void anAddressThatIsNoneIsWrongUsage(String url) {
        Ran ran = Ran.genomics("migrate", "--url", url);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr())
                .startsWith("expected an address such as jdbc:postgresql://localhost/genomes, found \"" + url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query variants --limit 0",
                "query similar KL --limit 0",
                "query clusters --model m -k 0",
                "query expression --tissue Lung --limit 0",
                "query interventions --limit -1",
                "load variants ../docs/sample/sample.vcf --connections 0",
                "plot gene KL --out x.svg --transcripts 0"
            })
    void aNumberOfThingsThatIsNoneIsWrongUsage(String command) {
        Ran ran = Ran.genomics(command.split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr()).containsPattern("^expected --?[a-z]+ of 1 or more, found (0|-1)\nUsage: ");
    }

    @Test
    void helpListsEveryCommandByItsPurpose() {
        String help = Ran.genomics("--help").stdout();
        assertThat(help)
                .containsSubsequence(
                        "Files, without a database:",
                        "  gtf ",
                        "A database and what is in it:",
                        "  datasets ",
                        "Getting started:")
                .doesNotContain("Commands:", "More:");
        assertThat(Ran.genomics("load", "--help").stdout())
                .containsSubsequence("A genome and its variants:", "  genes ", "Ageing (HAGR):", "  cellage ")
                .doesNotContain("More:");
        assertThat(Ran.genomics("query", "--help").stdout())
                .containsSubsequence("Genes:", "  gene ", "Variants:", "Samples:")
                .doesNotContain("More:");
        assertThat(help).doesNotContain("\u001b");
    }

    @Test
    void helpIsAWordToo() {
        assertThat(Ran.genomics("help")).isEqualTo(Ran.genomics("--help"));
        assertThat(Ran.genomics("help", "vcf", "view")).isEqualTo(Ran.genomics("vcf", "view", "--help"));
        Ran unknown = Ran.genomics("help", "qeury");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.stderr()).contains("Did you mean", "query");
    }

    @Test
    void optionsAreUnderstoodByTheirOldNames() {
        assertThat(Ran.genomics("plot", "titv", "missing.vcf", "--out=x.svg").stderr())
                .contains("no such file: missing.vcf");
        assertThat(Ran.genomics("export", "--out", "x.pdf").stderr()).contains("expected --format");
        assertThat(Ran.genomics("load", "variants", "missing.vcf", "--info", "AF", "--url", "postgresql://h:x/d")
                        .stderr())
                .contains("expected HOST or HOST:PORT");
        assertThat(Ran.genomics("plot", "titv", "--help").stdout())
                .contains("--output=FILE")
                .doesNotContain("--out=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionKnowsCommandsOptionsAndValues(String shell) {
        Ran ran = Ran.genomics("completion", shell);
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(ran.stdout()).startsWith("#!/usr/bin/env bash").contains("--significance", "grch38", "complete -F");
        assertThat(Ran.genomics("completion", "fish").exitCode()).isEqualTo(2);
    }

    @Test
    void bashCompletes(@TempDir Path folder) throws Exception {
        Needs.program("bash");
        Path script = Files.writeString(
                folder.resolve("genomics"), Ran.genomics("completion", "bash").stdout());
        String asked = ". " + script + "; completes() { COMP_WORDS=(genomics \"$@\"); COMP_CWORD=$#;"
                + " COMP_LINE=\"genomics $*\"; COMPREPLY=(); _complete_genomics genomics \"${@: -1}\"; echo \"${COMPREPLY[*]}\"; };"
                + " completes qu; completes query var; completes query gene --da; completes query gene --assembly gr";
        Process bash = new ProcessBuilder("bash", "-c", asked)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("query"),
                        line -> assertThat(line).contains("variants", "variant"),
                        line -> assertThat(line).contains("--dataset", "--data-dir"),
                        line -> assertThat(line).contains("grch38", "grch37", "grcm39"));
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        Colour shown = Colour.of(true, Map.of());
        assertThat(TextView.of(List.of(Map.of("a", 1)), shown)).isEqualTo("\u001b[1ma\u001b[0m\n1\n");
        assertThat(Colour.of(true, Map.of("NO_COLOR", "1")).error("x")).isEqualTo("x");
        assertThat(Colour.of(true, Map.of("TERM", "dumb")).error("x")).isEqualTo("x");
        assertThat(Colour.of(false, Map.of()).error("x")).isEqualTo("x");
        assertThat(Ran.genomics("nonsense").stderr()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate --url postgresql://u:s3cret@h:x/d",
                "migrate --url jdbc:postgresql://u:s3cret@h/d",
                "migrate --url u:s3cret@h/d",
                "migrate --verbose --url postgresql://u:s3cret@127.0.0.1:1/d",
                "migrate --verbose --url jdbc:postgresql://127.0.0.1:1/d?user=u&password=s3cret",
                "migrate postgresql://u:s3cret@h/d",
                "gtf stats a.gtf --password=s3cret",
            })
    void noMessageHoldsAPassword(String command) {
        Ran ran = Ran.genomics(command.split(" "));

        assertThat(ran.exitCode()).isNotZero();
        assertThat(ran.stderr()).isNotEmpty().doesNotContain("s3cret");
    }

    @Test
    void noMessageSteersTheTerminal(@TempDir Path folder) throws IOException {
        String steering = "\u001b[2J\u009b1m\r\u202e";
        Path vcf = Files.writeString(
                folder.resolve("x.vcf"),
                "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n1\t" + steering
                        + "\t.\tA\tC\t.\t.\t.\n");
        Path gtf = Files.writeString(
                folder.resolve("x.gtf"),
                "1\tx\t" + steering + "\t1\t5\t.\t+\t.\tgene_id \"g\"; gene_biotype \"" + steering + "\";\n");
        for (List<String> command : List.of(
                List.of("vcf", "stats", vcf.toString()),
                List.of("vcf", "validate", vcf.toString()),
                List.of("gtf", "stats", gtf.toString(), "--lenient"),
                List.of("gtf", "validate", gtf.toString()),
                List.of("gtf", "validate", gtf.toString(), "--json"),
                List.of("gtf", "stats", folder.resolve("no\u001bfile").toString()),
                List.of("gtf", "stats", "a", "\u001b[2J"))) {
            Ran ran = Ran.genomics(command.toArray(String[]::new));

            assertThat(ran.stdout() + ran.stderr())
                    .as(command.toString())
                    .isNotEmpty()
                    .matches("[\\n\\t\\P{Cc}&&[^\u202e]]*");
        }
    }

    @Test
    void contentIsVisibleOnATerminal() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (TerminalContent content = new TerminalContent(shown)) {
            content.write("µ a\tb\r\n\u001b[2J\u009b\rx\u007f\u00e9\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .isEqualTo("µ a\tb\r\n\\u001b[2J\\u009b\\u000dx\\u007f\u00e9\n");
    }

    @Test
    void aServerThatIsNotThereIsExitCodeOneWithoutAStackTrace() {
        Map<String, String> nobody = Map.of("PGHOST", "127.0.0.1", "PGPORT", "1", "PGDATABASE", "genomes");

        Ran plain = Ran.withEnvironment(nobody, "migrate", "--json");
        Ran verbose = Ran.withEnvironment(nobody, "migrate", "--verbose");

        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.stdout()).isEmpty();
        assertThat(plain.stderr().lines()).singleElement().asString().contains("127.0.0.1:1");
        assertThat(verbose.stderr()).contains("\tat ");
    }
}
