package omega.genomics.internal.scan;

import java.nio.charset.StandardCharsets;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.Severity;

/** Makes findings about one line: one wording and one excerpt for all formats. */
public final class Findings {
    private static final int EXCERPT = 80;
    private static final int FOUND = 60;

    private final String source;
    private final long lineNumber;
    private final byte[] buffer;
    private final int start;
    private final int end;
    private final String contig;

    private Findings(String source, long lineNumber, byte[] buffer, int start, int end, String contig) {
        this.source = source;
        this.lineNumber = lineNumber;
        this.buffer = buffer;
        this.start = start;
        this.end = end;
        this.contig = contig;
    }

    /**
     * Makes findings about a line that belongs to no contig.
     *
     * @param source the input's name
     * @param lineNumber from 1
     * @param buffer holds the line
     * @param start first byte of the line
     * @param end one past its last byte
     * @return for findings about this line
     */
    public static Findings of(String source, long lineNumber, byte[] buffer, int start, int end) {
        return new Findings(source, lineNumber, buffer, start, end, "");
    }

    /**
     * Makes findings about a row whose first column is its contig, unless it has no second column.
     *
     * @param source the input's name
     * @param lineNumber from 1
     * @param buffer holds the line
     * @param start first byte of the line
     * @param end one past its last byte
     * @return for findings about this line
     */
    public static Findings ofRow(String source, long lineNumber, byte[] buffer, int start, int end) {
        int tab = ByteSearch.indexOf(buffer, start, end, (byte) '\t');
        return new Findings(source, lineNumber, buffer, start, end, tab < 0 ? "" : Texts.decode(buffer, start, tab));
    }

    /**
     * Makes a finding about a place whose text is not at hand, or about what is missing.
     *
     * @param severity error or warning
     * @param location file, and line and column as far as known
     * @param field the specification's name of the field
     * @param rule what is broken
     * @param message the whole message
     * @return the finding
     */
    public static Diagnostic at(Severity severity, Location location, String field, Rule rule, String message) {
        return new Diagnostic(severity, location, field, rule.id(), message, "");
    }

    /**
     * Makes an error about part of the line.
     *
     * @param from first offending byte
     * @param to one past the last offending byte
     * @param field the specification's name of the field
     * @param rule what is broken
     * @param expected what should be there
     * @return a finding that ends in {@code found "…"}
     */
    public Diagnostic error(int from, int to, String field, Rule rule, String expected) {
        return finding(Severity.ERROR, from, to, field, rule, "expected " + expected + ", found " + found(from, to));
    }

    /**
     * Makes a warning about part of the line.
     *
     * @param from first offending byte
     * @param to one past the last offending byte
     * @param field the specification's name of the field
     * @param rule what is broken
     * @param expected what should be there
     * @return a finding that ends in {@code found "…"}
     */
    public Diagnostic warning(int from, int to, String field, Rule rule, String expected) {
        return finding(Severity.WARNING, from, to, field, rule, "expected " + expected + ", found " + found(from, to));
    }

    /**
     * Makes a finding with a message of its own.
     *
     * @param severity error or warning
     * @param from first offending byte
     * @param to one past the last offending byte
     * @param field the specification's name of the field
     * @param rule what is broken
     * @param message the whole message
     * @return the finding
     */
    public Diagnostic finding(Severity severity, int from, int to, String field, Rule rule, String message) {
        return finding(severity, from, to, field, rule.id(), message);
    }

    /**
     * Makes a finding by a rule of somebody else.
     *
     * @param severity error or warning
     * @param from first offending byte
     * @param to one past the last offending byte
     * @param field the specification's name of the field
     * @param rule stable kebab-case name
     * @param message the whole message
     * @return the finding
     */
    public Diagnostic finding(Severity severity, int from, int to, String field, String rule, String message) {
        Location place = Location.of(source, lineNumber, Math.max(1, from - start + 1));
        return new Diagnostic(severity, place, contig, field, rule, message, excerpt(from, to));
    }

    /**
     * Shows part of the line for a message: quoted, shortened, with control characters replaced.
     *
     * @param from first byte
     * @param to one past the last
     * @return {@code nothing} where there is none
     */
    public String found(int from, int to) {
        return from >= to ? "nothing" : '"' + shown(from, to) + '"';
    }

    /**
     * Shows part of the line for a message: shortened, with control characters replaced.
     *
     * @param from first byte
     * @param to one past the last
     * @return at most 60 bytes and an ellipsis
     */
    public String shown(int from, int to) {
        return to - from > FOUND ? text(from, from + FOUND) + '…' : text(from, Math.max(from, to));
    }

    /** Shows the line around an offending part, tabs as {@code →}, with carets below; nothing for an empty line. */
    private String excerpt(int from, int to) {
        if (start == end) {
            return "";
        }
        int left = Math.max(start, Math.min(from - EXCERPT / 4, end - EXCERPT));
        int right = Math.min(end, left + EXCERPT);
        String before = text(left, Math.min(from, right));
        String bad = text(Math.min(from, right), Math.max(Math.min(to, right), Math.min(from, right)));
        String after = text(Math.max(Math.min(to, right), Math.min(from, right)), right);
        String lead = left > start ? "…" : "";
        return "  " + lead + before + bad + after + (right < end ? "…" : "") + "\n  "
                + " ".repeat(lead.length() + before.length()) + "^".repeat(Math.max(1, bad.length()));
    }

    private String text(int from, int to) {
        char[] shown = new String(buffer, from, to - from, StandardCharsets.UTF_8).toCharArray();
        for (int i = 0; i < shown.length; i++) {
            char c = shown[i];
            shown[i] = c == '\t' ? '→' : c == '\r' ? '␍' : Character.isISOControl(c) ? '␦' : c;
        }
        return new String(shown);
    }
}
