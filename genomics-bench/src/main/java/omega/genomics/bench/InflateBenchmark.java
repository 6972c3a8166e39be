package omega.genomics.bench;

import omega.genomics.bench.peer.Question;

/** {@link Question#INFLATE}: choose the container, {@code -p container=BGZF} or {@code GZIP}. */
public class InflateBenchmark extends QuestionBenchmark {
    /** Called by JMH. */
    public InflateBenchmark() {
        super(Question.INFLATE);
    }
}
