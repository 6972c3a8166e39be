package omega.genomics.hgvs;

/**
 * A number of copies, bases or residues, which may be known only within limits: {@code 23}, {@code 36_39}, {@code ?}.
 *
 * @param min the smallest number; −1 if it is not known
 * @param max the largest number; −1 if it is not known
 */
public record HgvsCount(int min, int max) {
    /** The count {@code ?}. */
    public static final HgvsCount UNKNOWN = new HgvsCount(-1, -1);

    /**
     * Makes an exact count.
     *
     * @param count the number
     * @return the count
     */
    public static HgvsCount of(int count) {
        return new HgvsCount(count, count);
    }

    /**
     * Returns whether the number is known.
     *
     * @return true if there is one possible number
     */
    public boolean isExact() {
        return min >= 0 && min == max;
    }

    /** Returns the count; limits as they are written in parentheses. */
    @Override
    public String toString() {
        return min == max ? text(min) : text(min) + "_" + text(max);
    }

    /** Returns the count in brackets: limits are in parentheses, as in {@code [(50_60)]}. */
    String bracketed() {
        return min == max ? "[" + this + "]" : "[(" + this + ")]";
    }

    private static String text(int number) {
        return number < 0 ? "?" : Integer.toString(number);
    }
}
