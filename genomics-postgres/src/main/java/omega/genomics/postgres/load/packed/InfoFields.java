package omega.genomics.postgres.load.packed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.LoadException;

/** The INFO of a block: JSON objects taken apart into an array for each key, whose values stay as they are written. */
final class InfoFields {
    private static final byte[] ABSENT = "false".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Values> keys = new LinkedHashMap<>();
    private int size;
    private byte[] json = {};
    private int at;
    private int end;

    /** The values of one key. */
    private static final class Values {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private int size;

        void add(byte[] from, int offset, int count) {
            text.write(size == 0 ? '[' : ',');
            text.write(from, offset, count);
            size++;
        }

        void fillUpTo(int wanted) {
            while (size < wanted) {
                add(ABSENT, 0, ABSENT.length);
            }
        }
    }

    void clear() {
        keys.clear();
        size = 0;
    }

    /** Returns about how many bytes the next variant takes at most, beside those of its own values. */
    int width() {
        return keys.size() * (ABSENT.length + 1);
    }

    void addNull() {
        size++;
    }

    /** Adds an object, which has each key once. */
    void add(byte[] from, int offset, int count) {
        json = from;
        at = offset;
        end = offset + count;
        expect('{');
        skipBlanks();
        while (json[at] != '}') {
            int key = at;
            skipText();
            String name = name(key);
            skipBlanks();
            expect(':');
            skipBlanks();
            int value = at;
            skipValue();
            Values values = keys.computeIfAbsent(name, id -> new Values());
            values.fillUpTo(size);
            values.add(json, value, at - value);
            skipBlanks();
            if (json[at] == ',') {
                at++;
                skipBlanks();
            }
        }
        size++;
    }

    private void expect(char wanted) {
        if (at >= end || json[at] != wanted) {
            throw new LoadException("expected a JSON object in info, found "
                    + new String(json, at, Math.max(0, Math.min(40, end - at)), StandardCharsets.UTF_8));
        }
        at++;
    }

    private void skipBlanks() {
        while (at < end && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        if (at == end) {
            throw new LoadException("expected a JSON object in info, found one without an end");
        }
    }

    private void skipText() {
        expect('"');
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipValue() {
        int depth = 0;
        do {
            byte b = json[at];
            if (b == '"') {
                skipText();
                continue;
            }
            if (b == '[' || b == '{') {
                depth++;
            } else if (b == ']' || (b == '}' && depth > 0)) {
                depth--;
            } else if (depth == 0 && (b == ',' || b == '}' || (b >= 0 && b <= ' '))) {
                return;
            }
            at++;
        } while (depth > 0 || (json[at] != ',' && json[at] != '}'));
    }

    /** Reads a key from its quote to where the scan is. */
    private String name(int from) {
        String text = new String(json, from + 1, at - from - 2, StandardCharsets.UTF_8);
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> plain.append(escaped);
            }
        }
        return plain.toString();
    }

    /** Puts two columns: keys and values. */
    void put(BinaryCopyWriter out) {
        if (keys.isEmpty()) {
            out.putNull();
            out.putNull();
            return;
        }
        out.beginArray(Oids.TEXT, keys.size(), false);
        keys.keySet().forEach(key -> {
            byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
            out.element(utf8, 0, utf8.length);
        });
        out.endField();
        out.beginArray(Oids.TEXT, keys.size(), false);
        keys.values().forEach(values -> {
            values.fillUpTo(size);
            values.text.write(']');
            byte[] text = values.text.toByteArray();
            out.element(text, 0, text.length);
        });
        out.endField();
    }
}
