package omega.genomics.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a run of the command left behind. */
record Ran(int exitCode, String stdout, String stderr) {

    static Ran genomics(String... arguments) {
        return withEnvironment(Map.of(), arguments);
    }

    static Ran withEnvironment(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        int exitCode = GenomicsCommand.run(
                arguments,
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                environment);
        return new Ran(exitCode, stdout.toString(StandardCharsets.UTF_8), stderr.toString(StandardCharsets.UTF_8));
    }
}
