package omega.genomics.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Shows what {@link JsonWriter} writes for machines to people: names and values below each other, lists as tables. */
public final class TextView {
    private final StringBuilder text = new StringBuilder();

    private final Colour colour;

    private TextView(Colour colour) {
        this.colour = colour;
    }

    public static String of(Object document) {
        return of(document, Colour.NONE);
    }

    static String of(Object document, Colour colour) {
        TextView view = new TextView(colour);
        if (document instanceof Map<?, ?> map) {
            view.map(map, "");
        } else if (document instanceof Iterable<?> rows) {
            view.table(rows, "");
        } else {
            view.text.append(plain(document)).append('\n');
        }
        return view.text.toString();
    }

    private void map(Map<?, ?> map, String indent) {
        int width =
                map.keySet().stream().mapToInt(key -> name(key).length()).max().orElse(0);
        int valueWidth = map.values().stream()
                .filter(Number.class::isInstance)
                .mapToInt(value -> plain(value).length())
                .max()
                .orElse(0);
        map.forEach((key, value) -> {
            text.append(indent).append(pad(name(key), width));
            if (value instanceof Map<?, ?> inner) {
                text.append('\n');
                map(inner, indent + "  ");
            } else if (value instanceof Iterable<?> rows) {
                text.append('\n');
                table(rows, indent + "  ");
            } else {
                String shown = plain(value);
                boolean number = value instanceof Number;
                text.append("  ").append(number ? " ".repeat(valueWidth - shown.length()) : "");
                text.append(shown).append('\n');
            }
        });
    }

    private void table(Iterable<?> items, String indent) {
        List<Map<?, ?>> rows = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Map<?, ?> row) {
                rows.add(row);
            } else {
                text.append(indent).append(plain(item)).append('\n');
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        Set<Object> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(TextView::name).toList());
        rows.forEach(row ->
                cells.add(columns.stream().map(column -> plain(row.get(column))).toList()));
        int[] widths = widths(cells);
        text.append(colour.heading(line(cells.get(0), widths, indent))).append('\n');
        cells.subList(1, cells.size())
                .forEach(line -> text.append(line(line, widths, indent)).append('\n'));
    }

    private static int[] widths(List<List<String>> cells) {
        int[] widths = new int[cells.get(0).size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < widths.length; i++) {
            line.append(pad(cells.get(i), widths[i])).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String name(@Nullable Object key) {
        return Printable.text(String.valueOf(key));
    }

    private static String pad(String shown, int width) {
        return shown + " ".repeat(Math.max(0, width - shown.length()));
    }

    /** Returns a value for other programs: numbers without separators, nothing for a missing one. */
    public static String exact(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return exact(optional.orElse(null));
        }
        if (value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        return value == null ? "" : plain(value);
    }

    /** Numbers with separators; a missing value as a dash; a map on one line. */
    private static String plain(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "-"
                    : map.entrySet().stream()
                            .map(entry -> name(entry.getKey()) + " " + plain(entry.getValue()))
                            .collect(Collectors.joining("; "));
        }
        if (value instanceof Integer || value instanceof Long) {
            return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return Numbers.text(number);
        }
        if (value instanceof Iterable<?> items) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(TextView::plain)
                    .collect(Collectors.joining(","));
        }
        return Printable.text(value.toString());
    }
}
