package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.embedded.EmbeddedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the README and of the page about one's own database as they are printed there. */
class ReadmeIT {
    /** A word of a shell line: in single quotes, or up to the next blank. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    private static final Path README = Child.CLONE.resolve("README.md");
    private static final Path OWN_DATABASE = Child.CLONE.resolve("docs/how-to/own-database.md");

    @TempDir
    private Path folder;

    @Test
    void theMavenExampleNamesThisVersion() throws IOException {
        String pom = Files.readString(Child.CLONE.resolve("pom.xml"));
        String dependency = blocks("xml").get(0);

        assertThat(element("groupId", dependency)).isEqualTo(element("groupId", pom));
        assertThat(element("version", dependency)).isEqualTo(element("revision", pom));
        assertThat(Files.readString(Child.CLONE.resolve("docs/examples/TopGenes.java")))
                .contains("genomics-cli:" + element("revision", pom) + "\n");
    }

    private static String element(String name, String xml) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(xml);
        assertThat(matcher.find()).as("<%s>", name).isTrue();
        return matcher.group(1);
    }

    @Test
    void theReadingExampleRuns() throws IOException {
        Ran ran = runExample("CodingGenes", "docs/sample/sample.gtf");

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.stdout()).contains("BRCA2 13:32315086\n").doesNotContain("TERC");
        assertThat(ran.stdout().lines()).hasSize(18);
    }

    @Test
    void theFirstExampleRuns() throws IOException {
        Ran ran = runExample("RareVariants", "docs/sample/sample.gtf", "docs/sample/brca2.vcf");

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.stdout().lines()).hasSize(8).contains("13-32326469-T-C");
    }

    @Test
    void theExampleOfTheEmbeddedServerRuns() throws IOException {
        Ran ran = runExample("WithPostgres");

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.stdout()).isEqualTo("42\n");
    }

    /** The programs of the page about one's own database share a server, in the order in which they make sense. */
    @Test
    void theExamplesOfOnesOwnDatabaseRun() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.startTemporary()) {
            runExample("LoadAndQuery", server.jdbcUrl(), "docs/sample/sample.gtf");

            Ran progress = runExample(OWN_DATABASE, "WithProgress", server.jdbcUrl(), "docs/sample/sample.gtf");
            assertThat(progress.stdout()).isEqualTo("UNCHANGED\n");
            Ran pool = runExample(OWN_DATABASE, "OwnPool", server.jdbcUrl());
            assertThat(pool.stdout()).isEqualTo("KL\n");
            Ran queries = runExample(OWN_DATABASE, "OwnQueries", server.jdbcUrl());
            assertThat(queries.stdout()).isEqualTo("cardiology ENSG00000133116\noncology ENSG00000139618\n");
        }
    }

    @Test
    void theDatabaseExampleRuns() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.startTemporary()) {
            Ran ran = runExample("LoadAndQuery", server.jdbcUrl(), "docs/sample/sample.gtf");

            assertThat(ran.stderr()).isEmpty();
            assertThat(ran.stdout().lines()).containsExactly("KL 13:33016423-33066143", "BRCA1 17:43044292-43170245");
        }
    }

    @Test
    void theJShellExampleRuns() throws IOException {
        Ran ran = Child.run(
                Map.of("GENOMICS_DATA_DIR", folder.resolve("data").toString()),
                blocks("jshell").get(0) + "/exit\n",
                List.of(
                        Child.tool("java"),
                        "-Djava.util.prefs.userRoot=" + folder,
                        "-jar",
                        Child.JAR.toString(),
                        "shell"));

        assertThat(ran.stdout())
                .containsPattern("ENSG00000133116 +KL +protein_coding +13:33016423-33066143 +\\+\n")
                .contains("KI270728.1  sample  gene     120001     131000")
                .doesNotContain("Error", "Exception");
        // JShell itself may say here that it made a folder for its preferences.
        assertThat(ran.stderr().lines().filter(line -> !line.contains("prefs") && !line.startsWith("INFO: Created")))
                .isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void theScriptRunsAsPlainJavaToo() {
        Ran ran = Child.run(
                Map.of(),
                "",
                List.of(
                        Child.tool("java"),
                        "-cp",
                        Child.JAR.toString(),
                        "docs/examples/TopGenes.java",
                        "docs/sample/sample.gtf"));

        assertThat(ran.stderr()).isEmpty();
        assertThat(ran.stdout())
                .containsPattern("IGF1R +protein_coding +15:98648539-98964530 +315992\n")
                .endsWith("… and 18 more\n");
    }

    @Test
    void theCommandsRunInTheirOrder() throws IOException {
        Map<String, String> environment =
                Map.of("GENOMICS_DATA_DIR", folder.resolve("data").toString());
        List<String> commands = commands();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
        for (String command : commands) {
            Ran ran = Child.genomics(environment, List.of(), words(command));
            assertThat(ran.stderr()).as("genomics %s", command).isEmpty();
            assertThat(ran.exitCode()).as("genomics %s", command).isZero();
            assertThat(ran.stdout()).as("genomics %s", command).isNotBlank();
        }
    }

    private Ran runExample(String className, String... arguments) throws IOException {
        return runExample(README, className, arguments);
    }

    private Ran runExample(Path page, String className, String... arguments) throws IOException {
        String source = blocks(page, "java").stream()
                .filter(block -> block.contains("public class " + className + " "))
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(folder.resolve(className + ".java"), source);
        List<String> command =
                new ArrayList<>(List.of(Child.tool("java"), "-cp", Child.JAR.toString(), file.toString()));
        command.addAll(List.of(arguments));
        return Child.run(Map.of(), "", command);
    }

    private static List<String> commands() throws IOException {
        return blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("genomics ") && !line.startsWith("genomics shell"))
                .map(line -> line.replaceFirst("#.*", "").strip().substring("genomics ".length()))
                .toList();
    }

    /** The words of a shell line; single quotes keep blanks and double quotes. */
    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }

    private static List<String> blocks(String language) throws IOException {
        return blocks(README, language);
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        Matcher matcher = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(page));
        return matcher.results().map(block -> block.group(1)).toList();
    }
}
