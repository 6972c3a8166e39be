package omega.genomics.hagr;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.TableReader;

/** Reads fields of a row as what their columns hold. */
final class Fields {
    private final TableReader table;

    Fields(TableReader table) {
        this.table = table;
    }

    String text(int column) {
        return table.text(column);
    }

    String required(int column, String rule, String expected) {
        String text = table.text(column);
        if (text.isEmpty()) {
            throw new ParseException(table.error(column, rule, expected));
        }
        return text;
    }

    Optional<String> optional(int column) {
        String text = table.text(column);
        return text.isEmpty() || text.equals("NA") ? Optional.empty() : Optional.of(text);
    }

    /** Reads a positive whole number: an Entrez or a PubMed id. */
    OptionalInt id(int column, String rule) {
        String text = table.text(column);
        if (text.isEmpty() || text.equals("NA")) {
            return OptionalInt.empty();
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new ParseException(table.error(column, rule, "a whole number from 1 to 999999999, or nothing"));
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    OptionalDouble percent(int column, String rule) {
        String text = table.text(column);
        if (text.isEmpty() || text.equals("NA")) {
            return OptionalDouble.empty();
        }
        String number =
                text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
        if (!number.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
                || !Double.isFinite(Double.parseDouble(number))) {
            throw new ParseException(table.error(column, rule, "a number of percent, or nothing"));
        }
        return OptionalDouble.of(Double.parseDouble(number));
    }

    /** Splits a list at its separators; what is empty is left out. */
    List<String> list(int column) {
        return Arrays.stream(table.text(column).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    ParseException refuse(int column, String rule, String expected) {
        return new ParseException(table.error(column, rule, expected));
    }
}
