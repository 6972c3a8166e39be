package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a program used, as {@code /usr/bin/time} tells it.
 *
 * @param cpuNanos user and system time, to a hundredth of a second
 * @param peakBytes the most memory it held
 */
public record ProgramCost(long cpuNanos, long peakBytes) {
    private static final Path TIME = Path.of("/usr/bin/time");
    private static volatile Optional<ProgramCost> last = Optional.empty();

    /**
     * Returns the cost of the program that ended last in this process.
     *
     * @return empty when the machine has no {@code /usr/bin/time}, or no program has run
     */
    public static Optional<ProgramCost> last() {
        return last;
    }

    static List<String> prefix(Path report) {
        return Files.isExecutable(TIME)
                ? List.of(TIME.toString(), "-f", "%U %S %M", "-o", report.toString())
                : List.of();
    }

    static void read(Path report) throws IOException {
        String text = Files.readString(report).strip();
        String[] parts = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
        last = parts.length != 3
                ? Optional.empty()
                : Optional.of(new ProgramCost(
                        (long) ((Double.parseDouble(parts[0]) + Double.parseDouble(parts[1])) * 1e9),
                        Long.parseLong(parts[2]) * 1024));
    }
}
