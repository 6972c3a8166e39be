package omega.genomics.bench.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void everyQuestionIsAskedAsOftenAsAgreed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        String row = new Latency(100, 7).row("anything", i -> {
            asked.incrementAndGet();
            return 3;
        });
        assertThat(asked).hasValue(50 + 100 + 100);
        assertThat(row).startsWith("| anything | 3 | ");
    }

    @Test
    void aWrongAnswerEndsTheRun() {
        assertThatThrownBy(() -> new Latency(10, 2).row("anything", i -> {
                    throw new IllegalStateException("found others");
                }))
                .hasMessageContaining("found others");
    }
}
