package omega.genomics.postgres.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What a test needs that not every machine has. Where it is missing, the test is skipped and says so in a line. */
public final class Needs {
    private static final Path DATA = Path.of(System.getProperty("genomics.data", "no-data"));

    private Needs() {}

    /** A file or folder below the folder of real files. */
    public static Path data(String name) {
        Path path = DATA.resolve(name);
        if (!Files.exists(path)) {
            skip("no " + path + " (set -Dgenomics.data)");
        }
        return path;
    }

    /** A program that answers {@code --version}. */
    public static void program(String name) throws InterruptedException {
        try {
            int exit = new ProcessBuilder(name, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                skip(name + " does not work");
            }
        } catch (IOException e) {
            skip("no " + name);
        }
    }

    /** The will to wait: {@code -Dgenomics.full=true}. */
    public static void patience(String forWhat) {
        if (!Boolean.getBoolean("genomics.full")) {
            skip(forWhat + " is measured with -Dgenomics.full=true");
        }
    }

    /** Skips the test, and says why in a line. */
    public static void skip(String why) {
        System.out.println("Skipped: " + why);
        Assumptions.abort(why);
    }
}
