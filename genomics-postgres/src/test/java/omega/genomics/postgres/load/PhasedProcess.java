package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own that prints the phase it is in, to be killed in one of them. */
final class PhasedProcess implements AutoCloseable {
    private final List<String> order;
    private final Process process;
    private final LinkedBlockingQueue<String> phases = new LinkedBlockingQueue<>();
    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final List<String> other = new CopyOnWriteArrayList<>();
    private volatile String last = "";

    /**
     * Starts a program.
     *
     * @param order the phases that it prints, each on a line; the last one says that it is done
     * @param program a class with a main method
     */
    PhasedProcess(List<String> order, Class<?> program, String... arguments) throws IOException {
        this.order = order;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread listener = new Thread(this::listen, "output of a process to kill");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (order.contains(line)) {
                    times.putIfAbsent(line, System.nanoTime());
                    last = line;
                    phases.add(line);
                } else {
                    other.add(line);
                }
            }
        } catch (IOException e) {
            other.add(e.toString());
        }
        phases.add("");
    }

    private String ended() {
        return order.get(order.size() - 1);
    }

    /** Waits for a phase, or a later one: a program that goes on where another was killed may skip some. */
    void awaitPhase(String phase) throws InterruptedException {
        String next = "";
        while (order.indexOf(next) < order.indexOf(phase)) {
            next = phases.poll(5, TimeUnit.MINUTES);
            assertThat(next)
                    .as("%s, printed before: %s", phase, other)
                    .isNotNull()
                    .isNotEmpty();
        }
    }

    void awaitEnd() throws InterruptedException {
        awaitPhase(ended());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Returns how long each phase took. */
    Map<String, Long> nanosByPhase() {
        Map<String, Long> durations = new TreeMap<>();
        for (int i = 0; i + 1 < order.size(); i++) {
            Long begin = times.get(order.get(i));
            for (int j = i + 1; begin != null && j < order.size(); j++) {
                Long end = times.get(order.get(j));
                if (end != null) {
                    durations.putIfAbsent(order.get(i), end - begin);
                }
            }
        }
        return durations;
    }

    /** Returns whether the kill came before the program was done. */
    boolean kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("printed: %s", other).isIn(0, 137);
        return process.exitValue() == 137 && !last.equals(ended());
    }

    String lastPhase() {
        return last;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
