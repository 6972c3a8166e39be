package omega.genomics.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Contenders;
import omega.genomics.bench.peer.Question;

/** (15) From nothing to the answer: a fresh process, its start included, on a file so small that reading is nothing, or a named one. */
final class ColdStart {
    private ColdStart() {}

    /** Returns the least wall time in milliseconds of each contender, by name. */
    static Map<String, Double> measure(Question question, Container container, Path file, int rounds) throws Exception {
        List<Contender> contenders = Trial.chosen(Contenders.of(question, container));
        Agreement.of(question, file, contenders);
        Map<String, Double> best = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                best.merge(contender.name(), milliseconds(question, container, contender, file), Math::min);
            }
        }
        return best;
    }

    private static double milliseconds(Question question, Container container, Contender contender, Path file)
            throws Exception {
        long start = System.nanoTime();
        if (contender.inProcess()) {
            runFresh(question, container, contender, file);
        } else {
            contender.answer(file);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void runFresh(Question question, Container container, Contender contender, Path file)
            throws IOException, InterruptedException {
        Process process = Trial.worker(question, container, contender, file);
        process.getOutputStream().write('\n');
        process.getOutputStream().close();
        try (InputStream printed = process.getInputStream()) {
            String answer = new String(printed.readAllBytes(), StandardCharsets.US_ASCII);
            if (process.waitFor() != 0 || answer.isBlank()) {
                throw new IllegalStateException(contender + " failed on " + question.title() + " of " + file);
            }
        }
    }
}
