package omega.genomics.longevity.hagr;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses significance as written in DrugAge. Build 5 has S, NS and NA; build 4 has S, NS and O for not reported;
 * earlier builds also have the wording of a paper: {@code P<0.001}, {@code p = 0.0039}, {@code 0.02}, {@code n.s.
 * 0.7242}, Y and N.
 */
final class WrittenSignificance {
    private static final double LIMIT = 0.05;
    private static final Pattern P_VALUE =
            Pattern.compile("P?\\s*([<>=]?)\\s*([0-9]*\\.?[0-9]+(?:E[+-]?[0-9]{1,3})?)", Pattern.CASE_INSENSITIVE);

    private WrittenSignificance() {}

    /** Parses a text; returns empty if its form is unknown. */
    static Optional<Significance> parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "S", "Y", "SIGNIFICANT" -> Optional.of(Significance.SIGNIFICANT);
            case "NS", "N", "NOT SIGNIFICANT", "NON-SIGNIFICANT" -> Optional.of(Significance.NOT_SIGNIFICANT);
            case "", "NA", "N/A", "ND", "O" -> Optional.of(Significance.NOT_REPORTED);
            default ->
                text.toUpperCase(Locale.ROOT).startsWith("N.S")
                        ? Optional.of(Significance.NOT_SIGNIFICANT)
                        : pValue(text);
        };
    }

    /** Parses a p-value. An upper bound above the limit leaves open whether the value is significant. */
    private static Optional<Significance> pValue(String text) {
        Matcher value = P_VALUE.matcher(text);
        if (!value.matches()) {
            return Optional.empty();
        }
        double p = Double.parseDouble(value.group(2));
        return Optional.of(
                switch (value.group(1)) {
                    case "<" -> p <= LIMIT ? Significance.SIGNIFICANT : Significance.NOT_REPORTED;
                    case ">" -> p >= LIMIT ? Significance.NOT_SIGNIFICANT : Significance.NOT_REPORTED;
                    default -> p < LIMIT ? Significance.SIGNIFICANT : Significance.NOT_SIGNIFICANT;
                });
    }
}
