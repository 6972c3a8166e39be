package omega.genomics.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Contenders;
import omega.genomics.bench.peer.Question;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question of one file: every contender in its own JVM, in turns, so that a busy moment of the machine hits all.
 *
 * @param question what is asked
 * @param container how the file is stored
 * @param file the input
 */
record Trial(Question question, Container container, Path file) {
    private static final long BUDGET = TimeUnit.SECONDS.toNanos(Integer.getInteger("bench.budget", 3));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Runs the contenders; the answers of every round are compared. */
    Map<Contender, Measurement> run(int warmUps, int rounds) throws IOException {
        List<Contender> contenders = contenders();
        List<Seat> seats = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                seats.add(new Seat(contender));
            }
            Map<Contender, Measurement> best = new LinkedHashMap<>();
            for (int round = -warmUps; round < rounds; round++) {
                for (Seat seat : seats) {
                    if (seat.isOverBudget(best)) {
                        continue;
                    }
                    Measurement measured = seat.ask();
                    compare(seats.get(0), seat, measured);
                    if (round >= 0 || seat.isOverBudget()) {
                        best.merge(seat.contender, measured, Measurement::best);
                    }
                }
            }
            return inOrder(contenders, best);
        } finally {
            seats.forEach(Seat::close);
        }
    }

    /** All of them, or this library and those named in {@code bench.contenders}. */
    List<Contender> contenders() {
        List<Contender> all = Contenders.of(question, container);
        List<String> names = List.of(System.getProperty("bench.contenders", "").split(",", -1));
        return names.contains("")
                ? all
                : all.stream()
                        .filter(c -> c.name().equals(Contenders.OMEGA) || names.contains(c.name()))
                        .toList();
    }

    private static Map<Contender, Measurement> inOrder(List<Contender> contenders, Map<Contender, Measurement> best) {
        Map<Contender, Measurement> ordered = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            Measurement measured = best.get(contender);
            if (measured != null) {
                ordered.put(contender, measured);
            }
        }
        return ordered;
    }

    private void compare(Seat first, Seat seat, Measurement measured) {
        if (first.said == null) {
            first.said = measured;
        }
        Agreement.check(question, file, first.contender, first.said.answer(), seat.contender, measured.answer());
    }

    /** Starts a JVM that waits to be asked. */
    Process worker(Contender contender) throws IOException {
        return new ProcessBuilder(
                        JAVA,
                        "-Xmx" + System.getProperty("bench.heap", "2g"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(contender),
                        "-Dbench.intel=" + System.getProperty("bench.intel", ""),
                        Worker.class.getName(),
                        question.name(),
                        container.name(),
                        contender.name(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String classPath(Contender contender) {
        String common = System.getProperty("java.class.path");
        return contender.libraries().isEmpty() ? common : common + File.pathSeparator + contender.libraries();
    }

    /** A worker process and its pipes. */
    private final class Seat {
        private final Contender contender;
        private final Process process;
        private final OutputStream questions;
        private final BufferedReader answers;
        private long spent;
        private boolean isFirst = true;
        private @Nullable Measurement said;

        Seat(Contender contender) throws IOException {
            this.contender = contender;
            this.process = worker(contender);
            this.questions = process.getOutputStream();
            this.answers =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        }

        /** A contender that is slower by an order of magnitude is not asked as often. */
        boolean isOverBudget() {
            return spent > BUDGET;
        }

        boolean isOverBudget(Map<Contender, Measurement> best) {
            return isOverBudget() && best.containsKey(contender);
        }

        Measurement ask() throws IOException {
            questions.write('\n');
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(contender + " failed on " + question.title() + " of " + file);
            }
            Measurement measured = Measurement.parse(line);
            // the first round also makes what all rounds use, such as an index or a list of names
            spent += isFirst ? 0 : measured.nanos();
            isFirst = false;
            return measured;
        }

        void close() {
            process.destroy();
        }
    }
}
