package omega.genomics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A range of bases on a named contig, 1-based and inclusive at both ends, written {@code 17:43044295-43125364}.
 *
 * <p>Immutable. Two regions are equal only if their contig names are the same text.
 *
 * @param contig the name of the contig, spelled as in the data to be queried
 * @param start the first base, 1-based
 * @param end the last base, inclusive
 */
public record Region(String contig, int start, int end) {

    /**
     * Creates a region.
     *
     * @throws IllegalArgumentException if the contig name is empty, {@code start < 1} or {@code end < start}
     */
    public Region {
        Objects.requireNonNull(contig, "contig");
        if (contig.isEmpty()) {
            throw new IllegalArgumentException("expected a contig name, found an empty one");
        }
        if (start < 1 || end < start) {
            throw new IllegalArgumentException(
                    "expected 1 <= start <= end (1-based, inclusive), found " + contig + ":" + start + "-" + end);
        }
    }

    /**
     * Returns a region that covers an entire contig of unknown length.
     *
     * @param contig the contig's name
     * @return a region from 1 to {@link Integer#MAX_VALUE}
     */
    public static Region whole(String contig) {
        Objects.requireNonNull(contig, "contig");
        return new Region(contig, 1, Integer.MAX_VALUE);
    }

    /**
     * Parses {@code contig}, {@code contig:position}, {@code contig:start-end} or {@code contig:start-}.
     *
     * <p>Commas between digits are allowed ({@code 17:43,044,295-43,125,364}). The part after the last colon is parsed
     * as coordinates only if it consists of digits, commas and hyphens. Other contig names may contain colons; one
     * that ends in such a part ({@code HLA-A*01:01:01:01}) must be enclosed in braces: <code>{HLA:1}:5-9</code>.
     *
     * @param text the region
     * @return the region; a name without coordinates gives the whole contig
     * @throws IllegalArgumentException if the text is none of these, or the coordinates are out of order
     */
    public static Region parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.startsWith("{")) {
            int close = text.indexOf('}');
            if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ':')) {
                throw malformed(text);
            }
            String name = text.substring(1, close);
            return close + 1 == text.length() ? whole(name) : parse(text, name, text.substring(close + 2));
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !looksLikeCoordinates(text, colon + 1)) {
            return whole(text);
        }
        return parse(text, text.substring(0, colon), text.substring(colon + 1));
    }

    /**
     * Parses regions with commas between, such as {@code 17:43044295-43125364,X}.
     *
     * <p>A comma between a digit and exactly three digits of a coordinate groups them, as in {@code 17:43,044,295-43,125,364}; any
     * other one ends a region.
     *
     * @param text one region or more, each as {@link #parse} takes it
     * @return the regions, in their order
     * @throws IllegalArgumentException if one of them is no region
     */
    public static List<Region> parseList(String text) {
        Objects.requireNonNull(text, "text");
        List<Region> regions = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || (text.charAt(i) == ',' && !isGrouping(text, from, i))) {
                regions.add(parse(text.substring(from, i)));
                from = i + 1;
            }
        }
        return regions;
    }

    /** Whether a comma groups the digits of a coordinate. */
    private static boolean isGrouping(String text, int from, int comma) {
        int colon = text.lastIndexOf(':', comma);
        if (colon < from || colon + 1 == comma || !looksLikeCoordinates(text.substring(0, comma), colon + 1)) {
            return false;
        }
        int digits = 0;
        while (comma + 1 + digits < text.length() && Character.digit(text.charAt(comma + 1 + digits), 10) >= 0) {
            digits++;
        }
        int next = comma + 1 + digits;
        boolean isInCoordinates = next == text.length() || text.charAt(next) == ',' || text.charAt(next) == '-';
        return digits == 3 && isInCoordinates && Character.digit(text.charAt(comma - 1), 10) >= 0;
    }

    private static boolean looksLikeCoordinates(String text, int from) {
        if (from == text.length()) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != ',' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static Region parse(String text, String contig, String coordinates) {
        int dash = coordinates.indexOf('-');
        if (dash < 0) {
            int position = number(text, coordinates);
            return new Region(contig, position, position);
        }
        int start = number(text, coordinates.substring(0, dash));
        String last = coordinates.substring(dash + 1);
        return new Region(contig, start, last.isEmpty() ? Integer.MAX_VALUE : number(text, last));
    }

    private static int number(String text, String digits) {
        try {
            return Integer.parseInt(digits.replace(",", ""));
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "expected a region such as 17:43044295-43125364 (1-based, inclusive), found \"" + text + "\"");
    }

    /**
     * Returns the coordinates without the contig name.
     *
     * @return the interval from {@code start} to {@code end}
     */
    public Interval interval() {
        return new Interval(start, end);
    }

    /** Returns the region as {@code contig:start-end}, the form that {@link #parse} accepts. */
    @Override
    public String toString() {
        return contig + ":" + start + "-" + end;
    }
}
