package omega.genomics.testing;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives mutated inputs to readers in turn until time is over, and keeps those that end in anything but a result or an exception that is
 * allowed, or that take too long.
 *
 * <p>How long, and from which seed, {@code -Dgenomics.fuzz.duration=PT1H} and {@code -Dgenomics.fuzz.seed=7} say. An input that
 * fails is kept under {@code target/mutations}; {@code -Dgenomics.fuzz.input=FILE -Dgenomics.fuzz.target=NAME} gives it to its
 * reader again. {@code -Dgenomics.fuzz.target} alone restricts a run to the targets whose names contain it.
 */
public final class MutationRun {
    /** The longest that an input may keep a processor busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** When a reader is taken to hang. */
    private static final Duration HANGS = Duration.ofMinutes(3);

    private static final int FAILURES_KEPT = 200;
    private static final String TARGET = System.getProperty("genomics.fuzz.target", "");
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long seed = Long.getLong("genomics.fuzz.seed", 20261130L);
    private final Duration duration = Duration.parse(System.getProperty("genomics.fuzz.duration", "PT10S"));
    private final Path folder = Path.of("target", "mutations");
    private final Predicate<Throwable> allowed;
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final PrintStream out = System.out;

    // What is being read, for the watchdog.
    private volatile long since;
    private volatile String reading = "";
    private volatile byte[] input = {};

    /** What reads an input. */
    @FunctionalInterface
    public interface Reading {
        void read(byte[] input) throws Exception;
    }

    private static final class Target {
        final String name;
        final List<byte[]> corpus;
        final Reading reading;
        long inputs;
        long refused;
        long slowest;

        Target(String name, List<byte[]> corpus, Reading reading) {
            this.name = name;
            this.corpus = corpus;
            this.reading = reading;
        }
    }

    /** @param allowed tells whether a reader may throw it */
    public MutationRun(Predicate<Throwable> allowed) {
        this.allowed = allowed;
    }

    /** Adds a reader and the sound inputs that mutations of its inputs begin with. */
    public void add(String name, List<byte[]> corpus, Reading reading) {
        if (corpus.isEmpty()) {
            throw new IllegalArgumentException("expected inputs to mutate for " + name + ", found none");
        }
        if (name.contains(TARGET)) {
            targets.add(new Target(name, corpus, reading));
        }
    }

    /**
     * Runs, and prints a line for each target.
     *
     * @return how many inputs failed
     */
    public int run() throws IOException {
        String again = System.getProperty("genomics.fuzz.input");
        watch(Thread.currentThread());
        if (again != null) {
            byte[] kept = Files.readAllBytes(Path.of(again));
            for (Target target : targets) {
                read(target, kept, 0);
            }
        } else {
            out.printf(
                    "mutations: seed %d, %s, %d MB of heap%n",
                    seed, duration, Runtime.getRuntime().maxMemory() >> 20);
            long end = System.nanoTime() + duration.toNanos();
            for (long round = 0; System.nanoTime() < end; round++) {
                for (Target target : targets) {
                    long of = seed + round * 0x9E3779B97F4A7C15L + target.name.hashCode();
                    read(target, new Mutations(of, target.corpus).next(), of);
                }
            }
        }
        reading = "";
        for (Target target : targets) {
            out.printf(
                    "%s\t%d inputs\t%d refused\tslowest %d ms%n",
                    target.name, target.inputs, target.refused, target.slowest / 1_000_000);
        }
        failures.forEach((what, times) -> out.printf("FAILED %d times: %s%n", times, what));
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void read(Target target, byte[] bytes, long of) throws IOException {
        input = bytes;
        since = System.nanoTime();
        reading = target.name;
        long began = SYSTEM.getProcessCpuTime();
        @Nullable Throwable thrown = null;
        try {
            target.reading.read(bytes);
        } catch (Throwable e) { // also memory and stack
            thrown = e;
        }
        long took = SYSTEM.getProcessCpuTime() - began;
        target.inputs++;
        target.slowest = Math.max(target.slowest, took);
        if (thrown != null && allowed.test(thrown)) {
            target.refused++;
        } else if (thrown != null) {
            fail(target, bytes, of, place(thrown), thrown);
        }
        if (took > PATIENCE.toNanos()) {
            fail(target, bytes, of, "took more than " + PATIENCE.toSeconds() + " s", thrown);
        }
    }

    /** Names a failure by its exception and the first line of ours, so that the same one is kept once. */
    private static String place(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("omega.")) {
                return thrown.getClass().getSimpleName() + " at " + frame;
            }
        }
        return thrown.getClass().getSimpleName();
    }

    private void fail(Target target, byte[] bytes, long of, String what, @Nullable Throwable thrown)
            throws IOException {
        String name = target.name + ": " + what;
        if (failures.merge(name, 1, Integer::sum) == 1 && failures.size() <= FAILURES_KEPT) {
            Path kept = keep(target.name, bytes);
            out.printf("FAILED %s (seed %d, %s)%n", name, of, kept);
            if (thrown != null) {
                thrown.printStackTrace(out);
            }
        }
    }

    private Path keep(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve(name + "-" + System.nanoTime() + ".bin"), bytes);
    }

    private void watch(Thread reader) {
        Thread watchdog = new Thread(() -> {
            try {
                while (true) {
                    Thread.sleep(1000);
                    if (!reading.isEmpty() && System.nanoTime() - since > HANGS.toNanos()) {
                        out.printf("FAILED %s: hangs (%s)%n", reading, keep(reading, input));
                        for (StackTraceElement frame : reader.getStackTrace()) {
                            out.println("\tat " + frame);
                        }
                        out.flush();
                        Runtime.getRuntime().halt(3);
                    }
                }
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
        watchdog.setDaemon(true);
        watchdog.start();
    }
}
