package omega.genomics.postgres.query.annotation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads blocks in the binary form of COPY, each with the wanted variants among its own. */
final class BlockRows {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** Of an array before its elements: dimensions, whether it has nulls, type, length, lower bound. */
    private static final int ARRAY_HEADER = 20;

    /** What comes before the values. */
    private static final int FIELDS = 6;

    private static final int REF = 1;
    private static final int ALT = 2;
    private static final int PLACES = 3;
    private static final int POSITIONS = 4;
    private static final int BEYOND = 5;

    private final List<SourceValue> values;
    private final List<SourceRow> rows;
    private byte[] block = {};
    private final int[] starts;
    private final int[] lengths;
    /** Of REF, ALT and the values of keys: the variant, from 1, whose text begins at the next place. */
    private final int[] reached;

    private final int[] next;

    /**
     * Makes a reader.
     *
     * @param rows gets what is read
     */
    BlockRows(List<SourceValue> values, List<SourceRow> rows) {
        this.values = values;
        this.rows = rows;
        starts = new int[FIELDS + values.size()];
        lengths = new int[starts.length];
        reached = new int[starts.length];
        next = new int[starts.length];
    }

    /** Reads a block, and adds its variants. */
    void read(byte[] row, int from) {
        block = row;
        int at = from + 2;
        for (int field = 0; field < starts.length; field++) {
            lengths[field] = integer(at);
            starts[field] = at + 4;
            at = starts[field] + Math.max(0, lengths[field]);
            reached[field] = 1;
            next[field] = starts[field];
        }
        for (int i = 0; i < values.size(); i++) {
            int field = FIELDS + i;
            // the bracket before the first value
            next[field] += values.get(i).isOfKey() ? 1 : ARRAY_HEADER;
        }
        int count = integer(starts[PLACES] + 12);
        for (int i = 0; i < count; i++) {
            add(element(PLACES, i), element(POSITIONS, i), element(BEYOND, i));
        }
    }

    private int integer(int at) {
        return (int) INTS.get(block, at);
    }

    /** Returns an element of an array of integers without nulls. */
    private int element(int field, int i) {
        return integer(starts[field] + ARRAY_HEADER + 8 * i + 4);
    }

    private void add(int place, int position, int beyond) {
        String ref = allele(REF, place);
        String alt = allele(ALT, place);
        @Nullable String[] found = new @Nullable String[values.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = values.get(i).isOfKey() ? ofKey(FIELDS + i, place) : nextElement(FIELDS + i);
        }
        rows.add(new SourceRow(position, position + ref.length() - 1 + beyond, ref, alt.isEmpty() ? "." : alt, found));
    }

    private String allele(int field, int place) {
        int end = starts[field] + lengths[field];
        int at = next[field];
        for (; reached[field] < place; reached[field]++) {
            while (block[at] != ',') {
                at++;
            }
            at++;
        }
        next[field] = at;
        int to = at;
        while (to < end && block[to] != ',') {
            to++;
        }
        return text(at, to);
    }

    private String text(int from, int to) {
        return new String(block, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns the next element of an array of texts. */
    private @Nullable String nextElement(int field) {
        int length = integer(next[field]);
        int from = next[field] + 4;
        next[field] = from + Math.max(0, length);
        return length < 0 ? null : text(from, next[field]);
    }

    // ---- values of INFO keys -------------------------------------------------------------------------------------

    /** Returns a value of a JSON array as the server would print it as jsonb; in the array, false stands for a missing value. */
    private @Nullable String ofKey(int field, int place) {
        if (lengths[field] < 0) {
            return null;
        }
        int at = next[field];
        for (; reached[field] < place; reached[field]++) {
            at = valueEnd(at) + 1;
        }
        next[field] = at;
        if (block[at] == 'f') {
            return null;
        }
        String json = text(at, valueEnd(at));
        return isNumber(json.charAt(0)) ? number(json) : json.charAt(0) == '[' ? list(json) : json;
    }

    /** Returns where the comma or bracket behind a value is. */
    private int valueEnd(int from) {
        int at = from;
        int depth = 0;
        while (depth > 0 || (block[at] != ',' && block[at] != ']')) {
            byte b = block[at];
            if (b == '"') {
                at = textEnd(at);
            } else if (b == '[' || b == '{') {
                depth++;
            } else if (b == ']' || b == '}') {
                depth--;
            }
            at++;
        }
        return at;
    }

    private int textEnd(int from) {
        int at = from + 1;
        while (block[at] != '"') {
            at += block[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private static boolean isNumber(char first) {
        return first == '-' || (first >= '0' && first <= '9');
    }

    /** The server keeps numbers as they are written, but without an exponent. */
    private static String number(String text) {
        boolean isPlain = text.charAt(0) != '-';
        for (int i = 1; i < text.length() && isPlain; i++) {
            isPlain = text.charAt(i) <= '9';
        }
        return isPlain ? text : new BigDecimal(text).toPlainString();
    }

    private static String list(String json) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < json.length()) {
            char c = json.charAt(at);
            int from = at;
            if (c == '"') {
                for (at++; json.charAt(at) != '"'; at++) {
                    at += json.charAt(at) == '\\' ? 1 : 0;
                }
                plain.append(json, from, ++at);
            } else if (isNumber(c)) {
                while (",] ".indexOf(json.charAt(at)) < 0) {
                    at++;
                }
                plain.append(number(json.substring(from, at)));
            } else {
                plain.append(c);
                at++;
            }
        }
        return plain.toString();
    }
}
