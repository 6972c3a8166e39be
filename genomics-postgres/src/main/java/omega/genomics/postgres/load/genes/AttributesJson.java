package omega.genomics.postgres.load.genes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import omega.genomics.Attributes;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/**
 * Writes attributes as a {@code jsonb} object: a key's value is a text, or an array of texts where the key repeats.
 *
 * <p>The keys go in jsonb's own order, by length and then by bytes, which spares the server the sorting.
 */
final class AttributesJson {
    private static final Comparator<String> JSONB_ORDER = Comparator.comparingInt(AttributesJson::utf8Length)
            .thenComparing((a, b) ->
                    Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));

    private AttributesJson() {}

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Puts null for no attributes. */
    static void put(BinaryCopyWriter row, Attributes attributes) {
        if (attributes.isEmpty()) {
            row.putNull();
            return;
        }
        row.beginJsonb();
        byte separator = '{';
        for (Map.Entry<String, List<String>> entry : sorted(attributes)) {
            row.append(separator);
            separator = ',';
            putText(row, entry.getKey());
            row.append((byte) ':');
            putValues(row, entry.getValue());
        }
        row.append((byte) '}');
        row.endField();
    }

    private static List<Map.Entry<String, List<String>>> sorted(Attributes attributes) {
        return attributes.toMap().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(JSONB_ORDER))
                .toList();
    }

    private static void putValues(BinaryCopyWriter row, List<String> values) {
        if (values.size() == 1) {
            putText(row, values.get(0));
            return;
        }
        byte separator = '[';
        for (String value : values) {
            row.append(separator);
            separator = ',';
            putText(row, value);
        }
        row.append((byte) ']');
    }

    private static void putText(BinaryCopyWriter row, String text) {
        row.append((byte) '"');
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                append(row, text, clean, i);
                row.append(escape(c));
                clean = i + 1;
            }
        }
        append(row, text, clean, text.length());
        row.append((byte) '"');
    }

    private static void append(BinaryCopyWriter row, String text, int from, int to) {
        if (from < to) {
            row.append(from == 0 && to == text.length() ? text : text.substring(from, to));
        }
    }

    /** NUL is the one character that jsonb cannot hold; its picture stands for it. */
    private static String escape(char c) {
        return c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == 0 ? "␀" : String.format("\\u%04x", (int) c);
    }
}
