package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs that answer independently, where the machine has them, and the folder of real files, where it is there. */
final class OptionalTools {
    private OptionalTools() {}

    /** Tells whether a program can be started; says so aloud if it cannot. */
    static boolean has(String tool) {
        try {
            Process process = new ProcessBuilder(tool, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
            return true;
        } catch (IOException missing) {
            System.out.println("no " + tool + " on this machine: its differential tests are skipped");
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a program that must succeed and returns the lines it wrote. */
    static List<String> run(Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), Files.readString(log, StandardCharsets.ISO_8859_1))
                .isZero();
        return out.lines().toList();
    }

    /** Returns those of some real files that are there; says aloud which are not. */
    static Stream<Path> real(String... names) {
        Path root = Path.of(System.getProperty("genomics.data", "no-data"), "gtf");
        List<Path> files =
                Stream.of(names).map(root::resolve).filter(Files::exists).toList();
        if (files.size() < names.length) {
            System.out.println((names.length - files.size()) + " of " + names.length
                    + " real annotations are not in genomics.data and not checked");
        }
        return files.stream();
    }
}
