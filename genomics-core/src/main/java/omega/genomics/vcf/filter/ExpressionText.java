package omega.genomics.vcf.filter;

import java.nio.charset.StandardCharsets;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.Rule;

/**
 * The text of an expression, to report errors at a place in it.
 *
 * @param name what messages call it
 * @param text as written
 */
record ExpressionText(String name, String text) {

    /**
     * Makes an error about part of the text.
     *
     * @param from first offending character
     * @param to one past the last
     */
    ParseException error(int from, int to, Rule rule, String expected) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ParseException(Findings.of(name, 1, bytes, 0, bytes.length)
                .error(offset(from), offset(Math.max(from, to)), "", rule, expected));
    }

    /** Makes an error with a message of its own. */
    ParseException error(Place place, Rule rule, String message, Exception cause) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ParseException(
                Findings.of(name, 1, bytes, 0, bytes.length)
                        .finding(
                                omega.genomics.Severity.ERROR,
                                offset(place.from()),
                                offset(place.to()),
                                "",
                                rule,
                                message),
                cause);
    }

    ParseException error(Place place, Rule rule, String expected) {
        return error(place.from(), place.to(), rule, expected);
    }

    private int offset(int character) {
        return text.substring(0, Math.min(character, text.length())).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Characters of the text: the first, and one past the last. */
    record Place(int from, int to) {}
}
