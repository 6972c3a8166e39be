package omega.genomics.bench.peer;

import java.util.Locale;

/**
 * What a contender extracted from a file, boiled down to four sums that every language adds up cheaply.
 *
 * @param records how many records the question is about
 * @param numbers sum of the integers extracted
 * @param texts sum over the texts extracted of 31 × length + first byte + 7 × last byte; a missing text adds nothing
 * @param reals sum of the decimal numbers extracted, which may differ in the last digits
 */
public record Answer(long records, long numbers, long texts, double reals) {
    /** Readers that keep 32-bit floats differ from those that keep doubles by less than this share. */
    private static final double TOLERANCE = 1e-6;

    /**
     * Reads the four sums as the C programs print them.
     *
     * @param line four numbers and spaces
     * @return the answer
     */
    static Answer parse(String line) {
        String[] sums = line.strip().split(" ", -1);
        if (sums.length != 4) {
            throw new IllegalArgumentException("expected four sums, found \"" + line + '"');
        }
        return new Answer(
                Long.parseLong(sums[0]), Long.parseLong(sums[1]), Long.parseLong(sums[2]), Double.parseDouble(sums[3]));
    }

    /**
     * Returns whether two contenders saw the same.
     *
     * @param other another contender's answer to the same question
     * @return whether all sums are equal, the decimal one within a millionth
     */
    public boolean agreesWith(Answer other) {
        double allowed = TOLERANCE * Math.max(1, Math.max(Math.abs(reals), Math.abs(other.reals)));
        return records == other.records
                && numbers == other.numbers
                && texts == other.texts
                && Math.abs(reals - other.reals) <= allowed;
    }

    /** Returns the four sums as the C programs print them. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d %d %d %.9g", records, numbers, texts, reals);
    }
}
