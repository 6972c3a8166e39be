package omega.genomics.bench;

import java.nio.file.Path;
import java.util.List;
import omega.genomics.bench.peer.Answer;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Question;

/** The gate before the clock: contenders that do not give the same answer are not worth comparing. */
public final class Agreement {
    private Agreement() {}

    /**
     * Asks every contender and compares.
     *
     * @param question what is asked, for the message
     * @param file the input
     * @param contenders all of them
     * @return the answer all agree on
     * @throws IllegalStateException if two disagree; the message holds both answers
     * @throws Exception if a contender fails
     */
    public static Answer of(Question question, Path file, List<Contender> contenders) throws Exception {
        Contender first = contenders.get(0);
        Answer expected = first.answer(file);
        for (Contender other : contenders.subList(1, contenders.size())) {
            check(question, file, first, expected, other, other.answer(file));
        }
        return expected;
    }

    /** Throws unless the answers are the same. */
    static void check(Question question, Path file, Contender first, Answer expected, Contender other, Answer answer) {
        if (!answer.agreesWith(expected)) {
            throw new IllegalStateException("%s of %s: %s says [%s], %s says [%s]"
                    .formatted(question.title(), file, first, expected, other, answer));
        }
    }
}
