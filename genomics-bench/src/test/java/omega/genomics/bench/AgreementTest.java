package omega.genomics.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.peer.Answer;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Contenders;
import omega.genomics.bench.peer.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All contenders give the same answer on small files, so that a disagreement in a long run is news. */
class AgreementTest {
    private static final double SCALE = 0.0005;

    @TempDir
    static Path folder;

    static Stream<Arguments> questions() {
        List<Arguments> questions = new ArrayList<>();
        for (Question question : Question.values()) {
            for (Container container : question.containers()) {
                questions.add(Arguments.of(question, container));
            }
        }
        return questions.stream();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void contendersAgree(Question question, Container container) throws Exception {
        Path file = question.corpus().file(folder, SCALE, container);
        List<Contender> contenders = Contenders.of(question, container);
        assertThat(contenders).isNotEmpty();
        Answer answer = Agreement.of(question, file, contenders);
        assertThat(answer.records()).isPositive();
        System.out.println(question + " " + container + ": " + contenders + " agree on " + answer);
    }

    /** A gate that cannot close is none. */
    @Test
    void refusesContendersThatDisagree() throws IOException {
        Path file = Question.POSITIONS.corpus().file(folder, SCALE, Container.PLAIN);
        Contender honest = Contenders.of(Question.POSITIONS, Container.PLAIN).get(0);
        Contender lossy = new Contender("lossy", true, path -> {
            Answer answer = honest.answer(path);
            return new Answer(answer.records() - 1, answer.numbers(), answer.texts(), answer.reals());
        });
        assertThatThrownBy(() -> Agreement.of(Question.POSITIONS, file, List.of(honest, lossy)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("POS of 2,504 samples")
                .hasMessageContaining("omega says")
                .hasMessageContaining("lossy says");
    }
}
