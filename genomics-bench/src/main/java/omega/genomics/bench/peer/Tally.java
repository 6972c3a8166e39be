package omega.genomics.bench.peer;

import omega.genomics.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Adds an {@link Answer} up. */
final class Tally {
    private long records;
    private long numbers;
    private long texts;
    private double reals;

    void record() {
        records++;
    }

    void number(long number) {
        numbers += number;
    }

    void real(double real) {
        reals += real;
    }

    /** Adds a text; one that is missing (null) or empty adds nothing. */
    void text(@Nullable String text) {
        if (text != null && !text.isEmpty()) {
            texts += 31L * text.length() + text.charAt(0) + 7L * text.charAt(text.length() - 1);
        }
    }

    /** Adds a text of a view. */
    void text(@Nullable ByteSlice text) {
        if (text != null && !text.isEmpty()) {
            texts += 31L * text.length() + text.charAt(0) + 7L * text.charAt(text.length() - 1);
        }
    }

    void character(char c) {
        texts += c;
    }

    Answer answer() {
        return new Answer(records, numbers, texts, reals);
    }
}
