package omega.genomics.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a test needs that not every machine has. Where it is missing, the test is skipped and says so in a line. */
public final class Needs {
    private static final Path DATA = Path.of(System.getProperty("genomics.data", "no-data"));
    private static final Map<String, Boolean> PROGRAMS = new ConcurrentHashMap<>();

    private Needs() {}

    /** A file or folder below the folder of real files. */
    public static Path data(String name) {
        Path path = DATA.resolve(name);
        if (!Files.exists(path)) {
            skip("no " + path + " (set -Dgenomics.data)");
        }
        return path;
    }

    /** All files below a folder of real files, sorted. */
    public static List<Path> files(String folder) throws IOException {
        try (Stream<Path> walk = Files.walk(data(folder))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A program that can be started. */
    public static void program(String name) {
        if (!hasProgram(name)) {
            Assumptions.abort("no " + name);
        }
    }

    /** Tells whether a program can be started, for a part of a test; says in a line if it cannot. */
    public static boolean hasProgram(String name) {
        return PROGRAMS.computeIfAbsent(name, Needs::starts);
    }

    private static boolean starts(String name) {
        try {
            new ProcessBuilder(name, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException e) {
            System.out.println("Skipped: what is compared with " + name + ", which is not installed");
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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
