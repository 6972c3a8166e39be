package omega.genomics.vcf.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What to copy from a source of annotations, and under which name: {@code AF:gnomAD_AF} is INFO {@code AF} of the source as INFO
 * {@code gnomAD_AF}.
 *
 * <p>{@code ID}, {@code QUAL} and {@code FILTER} are the columns of the record; with another name ({@code ID:rs}) they become an INFO field
 * of it. {@code INFO/ID} is the INFO field ID. A plus sign before it all ({@code +ID}) writes only where the record has no value.
 *
 * @param kind what is read
 * @param source the INFO key that is read; the name of the column otherwise
 * @param name the INFO key that is written; the name of the column if {@code isInfo} is false
 * @param isInfo whether an INFO field is written; false for the columns ID, QUAL and FILTER
 * @param onlyMissing whether values that the record has are kept; if false, a value of the source replaces them
 */
public record AnnotationColumn(Kind kind, String source, String name, boolean isInfo, boolean onlyMissing) {
    /** What is read from a record of the source. */
    public enum Kind {
        /** The column ID. */
        ID,
        /** The column QUAL. */
        QUAL,
        /** The column FILTER. */
        FILTER,
        /** A field of the column INFO. */
        INFO
    }

    /** VCF 4.5 §1.6.1 INFO; 1000G is the one key that may begin with a digit. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][0-9A-Za-z_.]*|1000G");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a name is no INFO key
     */
    public AnnotationColumn {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(name, "name");
        if (!isInfo && kind == Kind.INFO) {
            throw new IllegalArgumentException(
                    "expected another name than that of a column, found " + source + ":" + name);
        }
        for (String key : List.of(source, name)) {
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException(
                        "expected an INFO key, ID, QUAL or FILTER, perhaps with a colon and another name, found \""
                                + key + '"');
            }
        }
    }

    /**
     * Reads a column.
     *
     * @param text such as {@code AF}, {@code AF:gnomAD_AF}, {@code +ID}, {@code INFO/ID} or {@code ID:rs}
     * @return the column
     * @throws IllegalArgumentException if the text is no such column
     */
    public static AnnotationColumn parse(String text) {
        Objects.requireNonNull(text, "text");
        boolean onlyMissing = text.startsWith("+");
        String rest = onlyMissing ? text.substring(1) : text;
        int colon = rest.indexOf(':');
        String from = colon < 0 ? rest : rest.substring(0, colon);
        String to = colon < 0 ? from : rest.substring(colon + 1);
        Kind kind = switch (from) {
            case "ID" -> Kind.ID;
            case "QUAL" -> Kind.QUAL;
            case "FILTER" -> Kind.FILTER;
            default -> Kind.INFO;
        };
        boolean toColumn = to.equals("ID") || to.equals("QUAL") || to.equals("FILTER");
        if (toColumn && !from.equals(to)) {
            throw new IllegalArgumentException(
                    "expected INFO/" + to + " or another name than that of a column, found \"" + text + '"');
        }
        return new AnnotationColumn(kind, withoutInfo(from), withoutInfo(to), !toColumn, onlyMissing);
    }

    private static String withoutInfo(String name) {
        return name.startsWith("INFO/") ? name.substring(5) : name;
    }

    /**
     * Reads columns.
     *
     * @param texts of one column or more each, with commas between, as {@link #parse} takes them
     * @return the columns in their order
     * @throws IllegalArgumentException if a text is no column, there is none, or two write to the same place
     */
    public static List<AnnotationColumn> parseAll(String... texts) {
        Objects.requireNonNull(texts, "texts");
        List<AnnotationColumn> columns = new ArrayList<>();
        for (String text : texts) {
            for (String each : text.split(",", -1)) {
                AnnotationColumn column = parse(each.strip());
                for (AnnotationColumn other : columns) {
                    if (other.isInfo == column.isInfo && other.name.equals(column.name)) {
                        throw new IllegalArgumentException(
                                "expected each name once, found " + other + " and " + column);
                    }
                }
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("expected a column such as AF or AF:gnomAD_AF, found none");
        }
        return List.copyOf(columns);
    }

    /** Returns the column as {@link #parse} reads it. */
    @Override
    public String toString() {
        String read = kind == Kind.INFO && List.of("ID", "QUAL", "FILTER").contains(source) ? "INFO/" + source : source;
        String written = isInfo && List.of("ID", "QUAL", "FILTER").contains(name) ? "INFO/" + name : name;
        return (onlyMissing ? "+" : "") + (read.equals(written) ? read : read + ':' + written);
    }
}
