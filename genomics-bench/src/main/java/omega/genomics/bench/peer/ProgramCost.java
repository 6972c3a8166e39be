package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a program used, as {@code /usr/bin/time} reports it, or more exactly as the program itself does.
 *
 * @param wallNanos time that its work took, without the start of the process; 0 if it does not say
 * @param cpuNanos user and system time, to a hundredth of a second unless the program says more
 * @param peakBytes the most memory it held
 */
public record ProgramCost(long wallNanos, long cpuNanos, long peakBytes) {
    private static final Path TIME = Path.of("/usr/bin/time");
    private static volatile Optional<ProgramCost> last = Optional.empty();

    /**
     * Returns the cost of the program that ended last in this process.
     *
     * @return empty when neither the program nor {@code /usr/bin/time} said, or no program has run
     */
    public static Optional<ProgramCost> last() {
        return last;
    }

    static List<String> prefix(Path report) {
        return Files.isExecutable(TIME)
                ? List.of(TIME.toString(), "-f", "%U %S %M", "-o", report.toString())
                : List.of();
    }

    /** Forgets the program before. */
    static void begin() {
        last = Optional.empty();
    }

    /** Keeps what a program says of itself. */
    static void stated(long wallNanos, long cpuNanos) {
        last = Optional.of(new ProgramCost(wallNanos, cpuNanos, 0));
    }

    static void read(Path report) throws IOException {
        String text = Files.readString(report).strip();
        String[] parts = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
        if (parts.length == 3) {
            long cpu = (long) ((Double.parseDouble(parts[0]) + Double.parseDouble(parts[1])) * 1e9);
            long peak = Long.parseLong(parts[2]) * 1024;
            last = Optional.of(last.map(stated -> new ProgramCost(stated.wallNanos, stated.cpuNanos, peak))
                    .orElseGet(() -> new ProgramCost(0, cpu, peak)));
        }
    }
}
