package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import omega.genomics.io.BgzfWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes each mistake of the troubleshooting page and compares what is said.
 *
 * <p>{@code -Dgenomics.docs.rewrite=true} writes what was said into the page instead.
 */
class TroubleshootingTest {
    private static final Path PAGE = Path.of("..", "docs", "how-to", "troubleshooting.md");
    private static final Pattern FILE = Pattern.compile("(?s)```file (\\S+)\n(.*?)```\n");
    private static final Pattern MISTAKE = Pattern.compile("(?s)```sh\ngenomics ([^\n]*)\n```\n\n```text\n(.*?)```\n");

    @TempDir
    private Path folder;

    @Test
    void eachMessageIsTheOneThatStandsThere() throws IOException {
        String page = Files.readString(PAGE);
        writeFiles(page);
        assertThat(run("migrate").exitCode()).isZero();
        StringBuilder said = new StringBuilder();
        Matcher mistake = MISTAKE.matcher(page);
        int mistakes = 0;
        while (mistake.find()) {
            String block =
                    "```sh\ngenomics " + mistake.group(1) + "\n```\n\n```text\n" + message(mistake.group(1)) + "```\n";
            mistake.appendReplacement(said, Matcher.quoteReplacement(block));
            mistakes++;
        }
        mistake.appendTail(said);

        assertThat(mistakes).isGreaterThan(15);
        if (Boolean.getBoolean("genomics.docs.rewrite")) {
            Files.writeString(PAGE, said);
        } else {
            assertThat(said).hasToString(page);
        }
    }

    /** What is said of wrong usage is followed by the usage, which has a page of its own: --help. */
    private String message(String command) {
        String[] arguments = Arrays.stream(command.split(" ", -1))
                .map(argument -> argument.matches(".*\\.(gtf|vcf|bcf|gz)")
                        ? folder.resolve(argument).toString()
                        : argument)
                .toArray(String[]::new);
        Ran ran = run(arguments);

        assertThat(ran.exitCode()).as(command).isIn(1, 2);
        String findings =
                command.startsWith("vcf validate") ? ran.stdout().replaceAll("(?s)\n(file|version) .*", "\n") : "";
        String said = (ran.stderr() + findings).replace(folder + "/", "");
        return said.replaceAll("(?s)(^|\n)Usage: .*", "$1");
    }

    private Ran run(String... arguments) {
        return Ran.withEnvironment(
                Map.of("GENOMICS_DATA_DIR", folder.resolve("data").toString()), arguments);
    }

    private void writeFiles(String page) throws IOException {
        Matcher file = FILE.matcher(page);
        while (file.find()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2));
        }
        byte[] sample = Files.readAllBytes(Path.of("..", "docs", "sample", "sample.gtf"));
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(sample);
        }
        Files.write(folder.resolve("cut.gtf.gz"), Arrays.copyOf(gzip.toByteArray(), 3000));
        ByteArrayOutputStream bgzf = new ByteArrayOutputStream();
        try (BgzfWriter out = BgzfWriter.to(bgzf, 0)) {
            out.write(sample);
        }
        int emptyBlock = 28;
        Files.write(folder.resolve("noeof.gtf.gz"), Arrays.copyOf(bgzf.toByteArray(), bgzf.size() - emptyBlock));
        Files.write(folder.resolve("binary.bcf"), "BCF\2\2".getBytes(StandardCharsets.ISO_8859_1));
    }
}
