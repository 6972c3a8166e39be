package omega.genomics.internal.scan;

import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;

/**
 * Counts what a header holds, all of which is kept: the bytes of its lines, and 16 for each line and field, since many short ones take
 * more memory than a few long ones.
 */
public final class HeaderBudget {
    private static final int EACH = 16;
    /** A byte that is counted takes about ten in memory. */
    private static final int MEMORY = 10;

    private final String sourceName;
    private final int limit;
    private long counted;

    /**
     * Starts to count.
     *
     * @param sourceName for the message
     * @param limit in bytes
     */
    public HeaderBudget(String sourceName, int limit) {
        this.sourceName = sourceName;
        this.limit = limit;
    }

    /**
     * Returns the limit that holds unless the options set another.
     *
     * @return in bytes
     */
    public static int defaultLimit() {
        return HeapShare.count(MEMORY);
    }

    /**
     * Checks the limit that a caller sets.
     *
     * @param bytes 1 or more
     * @return the same
     * @throws IllegalArgumentException if it is less
     */
    public static int checked(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("expected a header of 1 byte or more, found " + bytes);
        }
        return bytes;
    }

    /**
     * Counts a line.
     *
     * @param line its number
     * @param bytes its length
     * @param fields how many parts of it are kept apart
     * @throws ParseException if the header is longer than the limit
     */
    public void add(long line, int bytes, int fields) {
        counted += bytes + EACH * (1L + fields);
        if (counted > limit) {
            throw new ParseException(Findings.at(
                    Severity.ERROR,
                    Location.of(sourceName, line, 1),
                    "header",
                    InputRule.HEADER_LENGTH,
                    "expected a header of at most " + limit
                            + " bytes, 16 added for each line and field, found more; the limit is"
                            + " half of the heap unless maxHeaderBytes(…) sets it"));
        }
    }
}
