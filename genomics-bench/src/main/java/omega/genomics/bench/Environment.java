package omega.genomics.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import omega.genomics.io.InputSource;

/** What a number depends on besides the code: machine, system, JDK, commit. */
final class Environment {
    private Environment() {}

    static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "Machine: %s, %d cores, %s %s. JDK: %s %s. Commit: %s. Scale: %s.%n%nTimes are the best of %s rounds after"
                        + " %s warm-ups; contenders run in turns, each in a JVM of its own. Loaders: the"
                        + " best of %s turns in one JVM.%n",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.vendor"),
                System.getProperty("java.vm.version"),
                commit(),
                System.getProperty("bench.scale", "0.05"),
                Integer.getInteger("bench.rounds", 5),
                Integer.getInteger("bench.warmups", 12),
                Integer.getInteger("bench.load.rounds", 3));
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return "unknown processor";
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        }
    }

    /** Asks git; a copy without a repository has no commit. */
    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.US_ASCII))) {
                String line = out.readLine();
                return line == null ? "none" : line;
            }
        } catch (IOException e) {
            return "unknown (no git)";
        }
    }

    static long uncompressedBytes(Path file) throws IOException {
        if (!file.toString().endsWith("gz")) {
            return Files.size(file);
        }
        try (InputStream in = InputSource.of(file).open()) {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
            }
            return bytes;
        }
    }
}
