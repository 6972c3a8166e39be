package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that answer independently; {@link omega.genomics.testing.Needs} tells whether the machine has them. */
public final class OptionalTools {
    private OptionalTools() {}

    /** Runs a program that must succeed and returns the lines it wrote. */
    public static List<String> run(Path log, String... command) throws IOException, InterruptedException {
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
}
