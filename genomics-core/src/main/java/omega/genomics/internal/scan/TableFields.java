package omega.genomics.internal.scan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import omega.genomics.ParseException;

/** Reads fields of a table's row as what their columns hold. */
public final class TableFields {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

    private final TableReader table;
    private final String missing;
    private final Pattern separator;

    /**
     * Reads the rows of a table.
     *
     * @param table at any row
     * @param missing what stands for no value, as an empty field does
     * @param separator between the texts of a list
     */
    public TableFields(TableReader table, String missing, char separator) {
        this.table = table;
        this.missing = missing;
        this.separator = Pattern.compile(Pattern.quote(String.valueOf(separator)));
    }

    /**
     * Returns a field.
     *
     * @param column its index, −1 if the table lacks it
     * @return as written, maybe empty
     */
    public String text(int column) {
        return table.text(column);
    }

    /**
     * Returns a field that every row has.
     *
     * @param column its index
     * @param rule of the finding
     * @param expected what should stand there
     * @return not empty
     * @throws ParseException if it is missing
     */
    public String required(int column, Rule rule, String expected) {
        return optional(column).orElseThrow(() -> refuse(column, rule, expected));
    }

    /**
     * Returns a field that may be missing.
     *
     * @param column its index, −1 if the table lacks it
     * @return empty if nothing stands there, or what stands for nothing
     */
    public Optional<String> optional(int column) {
        String text = table.text(column);
        return text.isEmpty() || text.equals(missing) ? Optional.empty() : Optional.of(text);
    }

    /**
     * Reads a positive whole number: an Entrez or a PubMed id.
     *
     * @param column its index, −1 if the table lacks it
     * @param rule of the finding
     * @return 1 to 999,999,999
     * @throws ParseException if it is none
     */
    public OptionalInt id(int column, Rule rule) {
        Optional<String> text = optional(column);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!ID.matcher(text.get()).matches()) {
            throw refuse(column, rule, "a whole number from 1 to 999999999, or nothing");
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    /**
     * Reads a number of percent, with or without the sign behind it.
     *
     * @param column its index, −1 if the table lacks it
     * @param rule of the finding
     * @return finite
     * @throws ParseException if it is none
     */
    public OptionalDouble percent(int column, Rule rule) {
        Optional<String> text = optional(column);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        String found = text.get();
        String number =
                found.endsWith("%") ? found.substring(0, found.length() - 1).strip() : found;
        if (!NUMBER.matcher(number).matches() || !Double.isFinite(Double.parseDouble(number))) {
            throw refuse(column, rule, "a number of percent, or nothing");
        }
        return OptionalDouble.of(Double.parseDouble(number));
    }

    /**
     * Splits a list at its separators.
     *
     * @param column its index, −1 if the table lacks it
     * @return its texts without blanks around them, each once; what is empty is left out
     */
    public List<String> list(int column) {
        return optional(column).stream()
                .flatMap(separator::splitAsStream)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Makes the error for a field that is not what its column holds.
     *
     * @param column its index
     * @param rule stable kebab-case name
     * @param expected what should stand there
     * @return to be thrown
     */
    public ParseException refuse(int column, Rule rule, String expected) {
        return new ParseException(table.error(column, rule, expected));
    }
}
