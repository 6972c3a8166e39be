package omega.genomics.vcf.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes one {@code ##} line apart. Forgiving: what it cannot read becomes an unstructured line with flaws. */
final class HeaderLineParser {
    private final String text;
    private final List<String> flaws = new ArrayList<>(0);
    private int position;
    private int end;

    private HeaderLineParser(String text) {
        this.text = text;
    }

    /** What came out of a line, and what is wrong with it; {@code broken} if its fields could not be told apart. */
    record Parsed(HeaderLine line, List<String> flaws, boolean broken) {}

    static Parsed parse(byte[] bytes, long lineNumber) {
        return new HeaderLineParser(new String(bytes, StandardCharsets.UTF_8)).line(bytes.clone(), lineNumber);
    }

    private Parsed line(byte[] bytes, long lineNumber) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            flaws.add("expected ##key=value");
            return unstructured(text.substring(2), "", bytes, lineNumber, false);
        }
        String key = text.substring(2, equals);
        String value = text.substring(equals + 1);
        if (key.isEmpty()) {
            flaws.add("expected a key between ## and =");
        }
        if (value.isEmpty()) {
            flaws.add("expected a value behind =");
        }
        if (!value.startsWith("<")) {
            return unstructured(key, value, bytes, lineNumber, false);
        }
        String trimmed = text.stripTrailing();
        if (!trimmed.endsWith(">")) {
            flaws.add("expected a structured line to end with >");
            return unstructured(key, value, bytes, lineNumber, true);
        }
        if (trimmed.length() < text.length()) {
            flaws.add("expected no blanks at the end of the line");
        }
        position = equals + 2;
        end = trimmed.length() - 1;
        if (text.indexOf('=', position) < 0) {
            // ##pedigreeDB=<url>, which 4.1 and 4.2 write in brackets
            return unstructured(key, value, bytes, lineNumber, false);
        }
        List<HeaderField> fields = new ArrayList<>(4);
        boolean whole = fields(fields);
        return whole
                ? new Parsed(new HeaderLine(key, value, fields, true, bytes, lineNumber), flaws, false)
                : unstructured(key, value, bytes, lineNumber, true);
    }

    private Parsed unstructured(String key, String value, byte[] bytes, long lineNumber, boolean broken) {
        return new Parsed(new HeaderLine(key, value, List.of(), false, bytes, lineNumber), flaws, broken);
    }

    private boolean fields(List<HeaderField> fields) {
        while (position < end) {
            while (position < end && text.charAt(position) == ' ') {
                // Some writers put a blank behind the comma.
                position++;
            }
            int equals = text.indexOf('=', position);
            int comma = text.indexOf(',', position);
            if (equals < 0 || equals >= end || (comma >= 0 && comma < equals)) {
                flaws.add("expected name=value, found \""
                        + text.substring(position, Math.min(comma < position ? end : comma, end)) + '"');
                return false;
            }
            String name = text.substring(position, equals).strip();
            if (name.isEmpty()) {
                flaws.add("expected a name before =");
            }
            position = equals + 1;
            while (position < end && text.charAt(position) == ' ') {
                flaws.add("expected no blank behind " + name + '=');
                position++;
            }
            fields.add(value(name));
            if (position < end) {
                position++;
                if (position == end) {
                    flaws.add("expected a field behind the last comma");
                }
            }
        }
        if (fields.isEmpty()) {
            flaws.add("expected fields between < and >");
        }
        return true;
    }

    /** Reads a value and leaves the position on the comma behind it, or at the end. */
    private HeaderField value(String name) {
        char c = position < end ? text.charAt(position) : ',';
        if (c == '"') {
            return quoted(name);
        }
        int from = position;
        if (c == '[') {
            int close = text.indexOf(']', position);
            if (close >= 0 && close < end) {
                position = close + 1;
            }
        }
        while (position < end && text.charAt(position) != ',') {
            position++;
        }
        if (from == position) {
            flaws.add("expected a value for " + name);
        }
        return new HeaderField(name, text.substring(from, position).strip(), false);
    }

    /**
     * Reads a quoted value. A quote inside that lacks its backslash (GATK writes command lines so) does not end it: only
     * a quote before a comma or the end does.
     */
    private HeaderField quoted(String name) {
        StringBuilder value = new StringBuilder();
        for (int i = position + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < end && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                value.append(text.charAt(++i));
            } else if (c == '"' && (i + 1 == end || endsField(i + 1))) {
                position = i + 1;
                return new HeaderField(name, value.toString(), true);
            } else {
                if (c == '"') {
                    flaws.add("expected a backslash before the quote inside " + name);
                }
                value.append(c);
            }
        }
        flaws.add("expected a closing quote behind " + name);
        position = end;
        return new HeaderField(name, value.toString(), true);
    }

    /** A comma ends the value if a name and an equals sign, or nothing, follow. */
    private boolean endsField(int at) {
        if (text.charAt(at) != ',') {
            return false;
        }
        int i = at + 1;
        while (i < end && text.charAt(i) == ' ') {
            i++;
        }
        int from = i;
        while (i < end && (Character.isLetterOrDigit(text.charAt(i)) || "_.-:+/".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i >= end || (i > from && text.charAt(i) == '=');
    }
}
