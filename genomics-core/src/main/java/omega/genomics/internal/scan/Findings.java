package omega.genomics.internal.scan;

import java.nio.charset.StandardCharsets;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.Severity;

/** Builds diagnostics over a line: one wording and one excerpt for all formats. */
public final class Findings {
    private static final int EXCERPT = 80;
    private static final int FOUND = 60;

    private Findings() {}

    /**
     * Makes an error about part of a line.
     *
     * @param source the input's name
     * @param lineNumber from 1
     * @param buffer holds the line
     * @param lineStart first byte of the line
     * @param lineEnd one past its last byte
     * @param from first offending byte
     * @param to one past the last offending byte
     * @param field the specification's name of the field
     * @param rule stable kebab-case name
     * @param expected what should stand there
     * @return a finding that ends in {@code found "…"}
     */
    public static Diagnostic error(
            String source,
            long lineNumber,
            byte[] buffer,
            int lineStart,
            int lineEnd,
            int from,
            int to,
            String field,
            String rule,
            String expected) {
        String found = from >= to
                ? "nothing"
                : '"' + text(buffer, from, Math.min(to, from + FOUND)) + (to - from > FOUND ? "…\"" : "\"");
        return new Diagnostic(
                Severity.ERROR,
                Location.of(source, lineNumber, from - lineStart + 1),
                field,
                rule,
                "expected " + expected + ", found " + found,
                excerpt(buffer, lineStart, lineEnd, from, to));
    }

    /**
     * Shows a line around an offending part, tabs as {@code →}, with carets below.
     *
     * @param buffer holds the line
     * @param lineStart first byte of the line
     * @param lineEnd one past its last byte
     * @param from first offending byte
     * @param to one past the last offending byte
     * @return two lines of text
     */
    public static String excerpt(byte[] buffer, int lineStart, int lineEnd, int from, int to) {
        int left = Math.max(lineStart, Math.min(from - EXCERPT / 4, lineEnd - EXCERPT));
        int right = Math.min(lineEnd, left + EXCERPT);
        String before = text(buffer, left, Math.min(from, right));
        String bad = text(buffer, Math.min(from, right), Math.max(Math.min(to, right), Math.min(from, right)));
        String after = text(buffer, Math.max(Math.min(to, right), Math.min(from, right)), right);
        String lead = left > lineStart ? "…" : "";
        return "  " + lead + before + bad + after + (right < lineEnd ? "…" : "") + "\n  "
                + " ".repeat(lead.length() + before.length()) + "^".repeat(Math.max(1, bad.length()));
    }

    private static String text(byte[] buffer, int from, int to) {
        String decoded = new String(buffer, from, to - from, StandardCharsets.UTF_8);
        StringBuilder shown = new StringBuilder(decoded.length());
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            shown.append(c == '\t' ? '→' : c == '\r' ? '␍' : Character.isISOControl(c) ? '␦' : c);
        }
        return shown.toString();
    }
}
