package omega.genomics.cli;

/**
 * Text from files as it may be shown: what steers a terminal, or changes the direction of what follows, is written as
 * {@code \\u001b}.
 */
public final class Printable {
    private Printable() {}

    /**
     * Returns what fits on one line.
     *
     * @param text any text
     * @return the same text where nothing has to be escaped
     */
    public static String text(String text) {
        return escaped(text, false);
    }

    /**
     * Returns lines with their ends and tabs.
     *
     * @param text any text
     * @return the same text where nothing has to be escaped
     */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepsLines) {
        int first = 0;
        while (first < text.length() && !steers(text.charAt(first), keepsLines)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (steers(c, keepsLines)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** C0 and C1 controls, the ends of lines and paragraphs, and marks of direction. */
    private static boolean steers(char c, boolean keepsLines) {
        if (keepsLines && (c == '\n' || c == '\t')) {
            return false;
        }
        return Character.isISOControl(c)
                || c == 0x61c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
