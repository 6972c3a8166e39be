package omega.genomics;

import java.util.Objects;

/**
 * One finding about an input: what was expected, what was found, and where.
 *
 * @param severity whether strict reading refuses the input for it
 * @param location file, line and column
 * @param contig the contig of the record, as the input writes it; empty if the finding is about no record or the contig is not known
 * @param field the specification's name of the field, such as {@code POS} or {@code frame}
 * @param rule a stable kebab-case name of the broken rule, such as {@code pos-integer}
 * @param message what was expected and what was found, without the location
 * @param excerpt the line, shortened, with a caret line under the offending text, for people; empty if there is none
 */
public record Diagnostic(
        Severity severity,
        Location location,
        String contig,
        String field,
        String rule,
        String message,
        String excerpt) {
    /** Creates a record; nothing in it may be null. */
    public Diagnostic {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(excerpt, "excerpt");
    }

    /**
     * Makes a finding without a contig.
     *
     * @param severity whether strict reading refuses the input for it
     * @param location file, line and column
     * @param field the specification's name of the field
     * @param rule a stable kebab-case name of the broken rule
     * @param message what was expected and what was found, without the location
     * @param excerpt the line, shortened, with a caret line under the offending text; empty if there is none
     */
    public Diagnostic(Severity severity, Location location, String field, String rule, String message, String excerpt) {
        this(severity, location, "", field, rule, message, excerpt);
    }

    /**
     * Returns this finding as a warning with another message.
     *
     * @param text what was expected and what was found, without the location
     * @return a warning; everything else as it is here
     */
    public Diagnostic asWarning(String text) {
        Objects.requireNonNull(text, "text");
        return new Diagnostic(Severity.WARNING, location, contig, field, rule, text, excerpt);
    }

    /**
     * Returns the location, the field and the message on one line, and the excerpt under it.
     *
     * @return the text people see
     */
    @Override
    public String toString() {
        String head = location + ": " + (field.isEmpty() ? "" : field + ": ") + message;
        return excerpt.isEmpty() ? head : head + "\n" + excerpt;
    }
}
