package omega.genomics.gtf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of docs/reference/interpretation.md written down a second time, with strings, splits and regular expressions and without
 * a thought for speed: what the reader is held against. One char is one byte.
 */
final class PlainGtf {
    private static final Pattern SPACES = Pattern.compile("[ \\t\\r]*");
    private static final Pattern KEY = Pattern.compile("[^ \\t\\r=;\"]*");
    private static final Pattern QUOTED = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*+\\\\?+)\"?", Pattern.DOTALL);
    private static final Pattern SCORE = Pattern.compile("\\.|[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private final boolean gff3;
    private final Set<String> types;
    private final List<String> found = new ArrayList<>();

    PlainGtf(GtfDialect dialect, Set<String> types) {
        this.gff3 = dialect == GtfDialect.GFF3;
        this.types = types;
    }

    /** Returns one text a row: its fields, or the rule it breaks and the byte where it does. */
    List<String> read(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        text = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String row = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            String bare = row.replaceFirst("^[\\x00-\\x20]+", "");
            if (row.startsWith("##FASTA") || (gff3 && !bare.isEmpty() && row.startsWith(">"))) {
                break;
            }
            boolean display = row.matches("(track|browser)( [^\\t]*)?");
            if (!bare.isEmpty() && !bare.startsWith("#") && !display) {
                row(number, row);
            }
        }
        return found;
    }

    private void row(int number, String row) {
        String[] columns = row.split("\t", -1);
        if (columns.length >= 3 && !types.isEmpty() && !types.contains(column(columns[2]))) {
            return;
        }
        String bad = problem(row, columns);
        found.add(number + (bad.isEmpty() ? " " + fields(columns) : " ! " + bad));
    }

    private String problem(String row, String[] columns) {
        if (columns.length < 9) {
            return "columns " + (row.length() + 1);
        }
        int ninthEnd = at(columns, 9) - 1;
        if (columns.length > 9 && !row.substring(ninthEnd).matches("(?s)[\\t ]*(#.*)?")) {
            return "columns " + (ninthEnd + 2);
        }
        for (int i : new int[] {0, 2}) {
            if (columns[i].isEmpty()) {
                return "not-empty " + (at(columns, i) + 1);
            }
        }
        if (base(columns[3]) < 1) {
            return "coordinate " + (at(columns, 3) + 1);
        }
        if (base(columns[4]) < 1) {
            return "coordinate " + (at(columns, 4) + 1);
        }
        if (base(columns[4]) < base(columns[3])) {
            return "start-end " + (at(columns, 4) + 1);
        }
        if (!SCORE.matcher(columns[5]).matches()
                || (!columns[5].equals(".") && Double.isInfinite(Double.parseDouble(columns[5])))) {
            return "score " + (at(columns, 5) + 1);
        }
        if (!columns[6].matches("[-+.?]")) {
            return "strand " + (at(columns, 6) + 1);
        }
        if (!columns[7].matches("[012.]")) {
            return "frame " + (at(columns, 7) + 1);
        }
        String unescaped = columns[8].replaceAll("(?s)\\\\.", "");
        boolean odd = unescaped.chars().filter(c -> c == '"').count() % 2 == 1;
        return odd && !gff3 ? "quotes " + (at(columns, 8) + 1) : "";
    }

    private static int at(String[] columns, int index) {
        int at = 0;
        for (int i = 0; i < index; i++) {
            at += columns[i].length() + 1;
        }
        return at;
    }

    private static long base(String text) {
        return text.matches("[0-9]+") && new java.math.BigInteger(text).bitLength() < 32 ? Long.parseLong(text) : -1;
    }

    private String fields(String[] columns) {
        String score = columns[5].equals(".") ? "." : String.valueOf(Double.parseDouble(columns[5]));
        String source = columns[1].isEmpty() ? "." : column(columns[1]);
        return String.join(
                "|",
                column(columns[0]),
                source,
                column(columns[2]),
                base(columns[3]) + "-" + base(columns[4]),
                score,
                columns[6],
                columns[7],
                (gff3 ? gff3(columns[8]) : gtf(columns[8])).toString());
    }

    private String column(String text) {
        return gff3 ? percentDecoded(text) : text;
    }

    // ---- GTF attributes

    static List<String> gtf(String column) {
        List<String> pairs = new ArrayList<>();
        String key = "";
        String rest = column;
        boolean separated = true;
        while (true) {
            String before = rest.replaceFirst("^[ \\t\\r;]+", "");
            separated |= rest.substring(0, rest.length() - before.length()).contains(";");
            rest = before;
            if (rest.isEmpty() || rest.startsWith("#") || (pairs.isEmpty() && rest.equals("."))) {
                return pairs;
            }
            if (separated || rest.matches("(?s)[A-Za-z_\\x80-\\xff].*")) {
                key = prefix(KEY, rest);
                rest = withoutSpaces(rest.substring(key.length()));
                rest = rest.startsWith("=") ? withoutSpaces(rest.substring(1)) : rest;
            }
            separated = false;
            Matcher quoted = QUOTED.matcher(rest);
            if (quoted.lookingAt()) {
                pairs.add(key + "=" + backslashDecoded(quoted.group(1)));
                rest = rest.substring(quoted.end());
            } else {
                int stop = unquotedLength(rest);
                pairs.add(key + "=" + rest.substring(0, stop).replaceFirst("[ \\t\\r]+$", ""));
                rest = rest.substring(stop);
            }
        }
    }

    /** An unquoted value ends at a semicolon, or before the word that stands before the first quote after a space. */
    private static int unquotedLength(String rest) {
        int semicolon = rest.indexOf(';') < 0 ? rest.length() : rest.indexOf(';');
        Matcher lost = Pattern.compile("[^ \\t\\r]+[ \\t\\r]+(?=\")").matcher(rest.substring(0, semicolon));
        while (lost.find()) {
            if (lost.start() > 0) {
                return lost.start();
            }
        }
        return semicolon;
    }

    private static String backslashDecoded(String text) {
        Matcher escape = Pattern.compile("\\\\([\"\\\\tnr])").matcher(text);
        return escape.replaceAll(m -> Matcher.quoteReplacement(
                switch (m.group(1)) {
                    case "t" -> "\t";
                    case "n" -> "\n";
                    case "r" -> "\r";
                    default -> m.group(1);
                }));
    }

    private static String prefix(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.lookingAt() ? matcher.group() : "";
    }

    private static String withoutSpaces(String text) {
        return text.substring(prefix(SPACES, text).length());
    }

    // ---- GFF3 attributes

    static List<String> gff3(String column) {
        List<String> pairs = new ArrayList<>();
        if (column.matches("[ \\t\\r;]*\\.")) {
            return pairs;
        }
        for (String segment : column.split(";", -1)) {
            String pair = segment.replaceAll("^[ \\t\\r]+|[ \\t\\r]+$", "");
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=');
            String key = pair.substring(0, equals).replaceFirst("[ \\t\\r]+$", "");
            String values = equals == pair.length() ? "" : withoutSpaces(pair.substring(equals + 1));
            for (String value : values.split(",", -1)) {
                String bare = value.matches("(?s)\".*\"") ? value.substring(1, value.length() - 1) : value;
                pairs.add(percentDecoded(key) + "=" + percentDecoded(bare));
            }
        }
        return pairs;
    }

    private static String percentDecoded(String text) {
        return Pattern.compile("%([0-9a-fA-F]{2})")
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }
}
