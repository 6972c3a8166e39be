package omega.genomics.vcf.validate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import omega.genomics.internal.vcf.VcfRule;
import org.jspecify.annotations.Nullable;

/** One {@code ##key=value} line taken apart with the places of its parts, reporting what is not well-formed. */
final class MetaLine {
    /** One key=value of a structured line; offsets into the line's buffer. */
    record Item(String key, String value, boolean quoted, int from, int valueFrom, int to) {}

    private static final Set<String> DEFINED =
            Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig", "SAMPLE", "PEDIGREE", "META");

    final String key;
    final int valueFrom;
    final int end;
    final boolean structured;
    final List<Item> items = new ArrayList<>();

    private final byte[] buffer;
    private final ViolationLog log;
    private final VcfRule syntax;

    private MetaLine(byte[] buffer, String key, int valueFrom, int end, VcfRule syntax, ViolationLog log) {
        this.buffer = buffer;
        this.key = key;
        this.valueFrom = valueFrom;
        this.end = end;
        this.syntax = syntax;
        this.log = log;
        this.structured = valueFrom < end && buffer[valueFrom] == '<';
        if (structured) {
            parseItems();
        }
    }

    /** Takes a line apart; null, and a finding, if it is no {@code ##key=value}. */
    static @Nullable MetaLine parse(byte[] buffer, int start, int end, ViolationLog log) {
        int equals = indexOf(buffer, start, end, '=');
        if (equals < 0 || equals == start + 2) {
            log.expect(VcfRule.META_LINE, start, end, "a meta-information line ##key=value");
            return null;
        }
        String key = string(buffer, start + 2, equals);
        VcfRule syntax = DEFINED.contains(key) ? VcfRule.META_STRUCTURE : VcfRule.META_STRUCTURE_UNKNOWN;
        return new MetaLine(buffer, key, equals + 1, end, syntax, log);
    }

    /** Tells whether the specification defines lines of this key. */
    boolean isDefined() {
        return DEFINED.contains(key);
    }

    @Nullable
    Item item(String name) {
        for (Item item : items) {
            if (item.key.equals(name)) {
                return item;
            }
        }
        return null;
    }

    int indexOf(String name) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).key.equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void parseItems() {
        int last = end;
        while (last > valueFrom && buffer[last - 1] == ' ') {
            last--;
        }
        if (last - 1 <= valueFrom || buffer[last - 1] != '>') {
            log.expect(syntax, last - 1, last, "'>' at the end of the structured line");
            return;
        }
        last--;
        int at = valueFrom + 1;
        while (at < last) {
            at = parseItem(at, last);
        }
        if (items.isEmpty() && at == valueFrom + 1) {
            log.expect(syntax, valueFrom, end, "key=value pairs between the angle brackets");
        }
    }

    /** Reads one item and returns where the next starts; {@code last} to give up after a violation. */
    private int parseItem(int from, int last) {
        int equals = from;
        while (equals < last && buffer[equals] != '=' && buffer[equals] != ',') {
            equals++;
        }
        if (equals == last || buffer[equals] == ',' || equals == from) {
            log.expect(
                    syntax,
                    from,
                    Math.max(equals, from + 1),
                    "key=value between commas (a comma in a value needs quotes)");
            return equals == last ? last : equals + 1;
        }
        int value = equals + 1;
        while (value < last && buffer[value] == ' ') {
            value++;
        }
        int keyFrom = from;
        while (keyFrom < equals && buffer[keyFrom] == ' ') {
            keyFrom++;
        }
        int keyTo = equals;
        while (keyTo > keyFrom && buffer[keyTo - 1] == ' ') {
            keyTo--;
        }
        if (keyFrom > from || keyTo < equals || (value > equals + 1 && value < last && buffer[value] == '"')) {
            log.expect(VcfRule.META_SPACES, from, value, "no white space around key and value");
        }
        String name = string(buffer, keyFrom, keyTo);
        if (value < last && buffer[value] == '"') {
            return parseQuoted(name, from, value, last);
        }
        return parsePlain(name, from, equals + 1, last);
    }

    private int parseQuoted(String name, int from, int quote, int last) {
        int close = quote + 1;
        while (close < last && buffer[close] != '"') {
            close += buffer[close] == '\\' && close + 1 < last ? 2 : 1;
        }
        if (close >= last) {
            log.expect(syntax, quote, last, "a closing quotation mark for the value of %s", name);
            items.add(new Item(name, string(buffer, quote + 1, last), true, from, quote, last));
            return last;
        }
        items.add(new Item(name, string(buffer, quote + 1, close), true, from, quote, close + 1));
        int next = close + 1;
        while (next < last && buffer[next] == ' ') {
            next++;
        }
        if (next < last && buffer[next] != ',') {
            log.expect(
                    syntax,
                    close,
                    last,
                    "a comma after the closing quotation mark of %s (quotes inside are escaped \\\")",
                    name);
            return last;
        }
        return next + 1;
    }

    private int parsePlain(String name, int from, int value, int last) {
        int to = value;
        int depth = 0;
        while (to < last && (depth > 0 || buffer[to] != ',')) {
            byte b = buffer[to];
            if (b == '"' && depth > 0) {
                to = skipQuoted(to, last);
            } else {
                depth += opens(b, to == value, depth) ? 1 : closes(b, depth) ? -1 : 0;
                to++;
            }
        }
        to = Math.min(to, last);
        items.add(new Item(name, string(buffer, value, to), false, from, value, to));
        return to + 1;
    }

    private static boolean opens(byte b, boolean first, int depth) {
        return (b == '<' || b == '[') && (first || depth > 0);
    }

    private static boolean closes(byte b, int depth) {
        return (b == '>' || b == ']') && depth > 0;
    }

    private int skipQuoted(int quote, int last) {
        int close = quote + 1;
        while (close < last && buffer[close] != '"') {
            close += buffer[close] == '\\' ? 2 : 1;
        }
        return close + 1;
    }

    static int indexOf(byte[] buffer, int from, int to, char c) {
        return omega.genomics.internal.scan.ByteSearch.indexOf(buffer, from, to, (byte) c);
    }

    static String string(byte[] buffer, int from, int to) {
        return new String(buffer, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }
}
