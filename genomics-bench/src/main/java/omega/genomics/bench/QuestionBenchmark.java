package omega.genomics.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.peer.Answer;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Contenders;
import omega.genomics.bench.peer.Question;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One question as a JMH benchmark: one invocation reads the whole file. Choose the contender, the container and the scale
 * with {@code -p}; before the clock starts, the contender must give the same answer as this library.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 8)
@Fork(1)
public abstract class QuestionBenchmark {
    /** The contender's name, as in the report. */
    @Param(Contenders.OMEGA)
    public String contender = Contenders.OMEGA;

    /** How the file is stored. */
    @Param("PLAIN")
    public Container container = Container.PLAIN;

    /** Share of the full size. */
    @Param("0.05")
    public double scale = 0.05;

    private final Question question;
    private @Nullable Contender chosen;
    private Path file = Path.of("");

    QuestionBenchmark(Question question) {
        this.question = question;
    }

    /**
     * Makes the file and closes the gate.
     *
     * @throws Exception if a contender fails or disagrees
     */
    @Setup
    public void prepare() throws Exception {
        Path folder = Path.of(System.getProperty("bench.corpus", "target/corpus"));
        file = question.corpus().file(folder, scale, container);
        List<Contender> both = new ArrayList<>();
        both.add(Contenders.find(question, container, Contenders.OMEGA));
        chosen = Contenders.find(question, container, contender);
        both.add(chosen);
        Agreement.of(question, file, both);
    }

    /**
     * Answers the question.
     *
     * @return the answer
     * @throws Exception if the contender fails
     */
    @Benchmark
    public Answer answer() throws Exception {
        if (chosen == null) {
            throw new IllegalStateException("not prepared");
        }
        return chosen.answer(file);
    }
}
