package omega.genomics.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.bench.peer.Contender;

/** (15) From nothing to the answer: a fresh process, its start included, on a file so small that reading is nothing, or a named one. */
final class ColdStart {
    private ColdStart() {}

    /** Returns the least wall time in milliseconds of each contender, by name. */
    static Map<String, Double> measure(Trial trial, int rounds) throws Exception {
        List<Contender> contenders = trial.contenders();
        Agreement.of(trial.question(), trial.file(), contenders);
        Map<String, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                best.merge(contender.name(), milliseconds(trial, contender), Math::min);
            }
        }
        return best;
    }

    private static double milliseconds(Trial trial, Contender contender) throws Exception {
        long start = System.nanoTime();
        if (contender.inProcess()) {
            runFresh(trial, contender);
        } else {
            contender.answer(trial.file());
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void runFresh(Trial trial, Contender contender) throws IOException, InterruptedException {
        Process process = trial.worker(contender);
        process.getOutputStream().write('\n');
        process.getOutputStream().close();
        try (InputStream printed = process.getInputStream()) {
            String answer = new String(printed.readAllBytes(), StandardCharsets.US_ASCII);
            if (process.waitFor() != 0 || answer.isBlank()) {
                throw new IllegalStateException(
                        contender + " failed on " + trial.question().title() + " of " + trial.file());
            }
        }
    }
}
