package omega.genomics.cli;

/**
 * A value that is JSON already.
 *
 * @param text one JSON value
 */
public record RawJson(String text) {
    /** A number that people see without separators, to be pasted somewhere: a position, an accession. */
    public static RawJson of(long number) {
        return new RawJson(Long.toString(number));
    }

    @Override
    public String toString() {
        return text;
    }
}
