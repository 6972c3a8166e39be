package omega.genomics.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.cli.Printable;
import omega.genomics.postgres.query.QueryResult;
import org.jspecify.annotations.Nullable;

/**
 * Rows as aligned columns, to be looked at.
 *
 * <pre>{@code
 * Table.of(grch38.genes().named("KLOTHO")).columns("displayName", "region", "strand")
 * }</pre>
 *
 * <p>Records, genes, transcripts, variants and maps have a column for each part that fits a cell; {@link #columns} chooses
 * others. Anything else is one column. Numbers stand to the right, a missing value is a dash. Immutable; thread-safe if the
 * rows are.
 */
public final class Table {
    private static final int SHOWN = 40;

    private final List<?> rows;
    private final List<String> columns;
    private final int shown;

    private Table(List<?> rows, List<String> columns, int shown) {
        this.rows = rows;
        this.columns = columns;
        this.shown = shown;
    }

    /**
     * Makes a table.
     *
     * @param rows an {@code Iterable}, a stream (which is closed), an array, a {@link QueryResult}, a map (a row a key), or one
     *     object, which is one row
     * @return shows the first 40 rows
     */
    public static Table of(Object rows) {
        List<?> list = list(Objects.requireNonNull(rows, "rows"));
        return new Table(list, Columns.of(list), SHOWN);
    }

    /**
     * Chooses the columns.
     *
     * @param names components of a record, keys of a map, or accessors without parameters, such as {@code displayName}; a
     *     path reaches further: {@code region.length}
     * @return the same rows with these columns
     * @throws IllegalArgumentException if there are rows and the first has no such part
     */
    public Table columns(String... names) {
        Objects.requireNonNull(names, "names");
        if (!rows.isEmpty()) {
            for (String name : names) {
                Columns.value(rows.get(0), name);
            }
        }
        return new Table(rows, List.of(names), shown);
    }

    /**
     * Says how many rows are shown.
     *
     * @param count of rows
     * @return the same table, cut after so many
     */
    public Table first(int count) {
        return new Table(rows, columns, count);
    }

    /**
     * Returns how many rows there are, shown or not.
     *
     * @return zero or more
     */
    public int size() {
        return rows.size();
    }

    /**
     * Returns the table as text.
     *
     * @return a line of names, a line a row, and a line that says how many are not shown
     */
    @Override
    public String toString() {
        if (rows.isEmpty()) {
            return "(no rows)\n";
        }
        List<List<Cell>> lines = cells();
        int[] widths = widths(lines);
        String text = lines.stream().map(line -> line(line, widths)).collect(Collectors.joining());
        return text + (rows.size() > shown ? "… and " + (rows.size() - shown) + " more\n" : "");
    }

    /**
     * Returns the table for a notebook.
     *
     * @return a {@code table} element, its text escaped
     */
    public String html() {
        StringBuilder html = new StringBuilder("<table>\n");
        boolean head = true;
        for (List<Cell> line : cells()) {
            html.append("<tr>");
            for (Cell cell : line) {
                String element = head ? "th" : "td";
                html.append('<').append(element).append(cell.number() ? " style=\"text-align:right\">" : ">");
                html.append(escaped(cell.text())).append("</").append(element).append('>');
            }
            html.append("</tr>\n");
            head = false;
        }
        html.append("</table>\n");
        return rows.size() > shown ? html + "<p>… and " + (rows.size() - shown) + " more</p>\n" : html.toString();
    }

    private List<List<Cell>> cells() {
        List<List<Cell>> lines = new ArrayList<>();
        lines.add(columns.stream().map(name -> new Cell(name, false)).toList());
        rows.stream()
                .limit(shown)
                .map(row -> columns.stream()
                        .map(name -> Cell.of(Columns.value(row, name)))
                        .toList())
                .forEach(lines::add);
        return lines;
    }

    private static int[] widths(List<List<Cell>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<Cell> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).text().length());
            }
        }
        return widths;
    }

    private static String line(List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - cells.get(i).text().length());
            line.append(
                    cells.get(i).number()
                            ? pad + cells.get(i).text()
                            : cells.get(i).text() + pad);
            line.append("  ");
        }
        return line.toString().stripTrailing() + '\n';
    }

    private static List<?> list(Object rows) {
        if (rows instanceof QueryResult<?> found) {
            return found.list();
        }
        if (rows instanceof Stream<?> stream) {
            try (stream) {
                return stream.toList();
            }
        }
        if (rows instanceof Iterable<?> iterable) {
            List<Object> list = new ArrayList<>();
            iterable.forEach(list::add);
            return list;
        }
        if (rows instanceof Map<?, ?> map) {
            return List.copyOf(map.entrySet());
        }
        return rows instanceof Object[] array ? Arrays.asList(array) : List.of(rows);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What stands in one place of the table. */
    private record Cell(String text, boolean number) {
        static Cell of(@Nullable Object value) {
            return new Cell(Printable.text(Columns.text(value)), value instanceof Number);
        }
    }
}
