package omega.genomics.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of text, with widths of its own: a drawing must not depend on the fonts of the machine it is made on.
 *
 * <p>The widths are those of the usual sans-serif faces (Helvetica, Arial, Liberation Sans). Writers stretch what they draw to
 * them, so that texts which do not overlap here do not overlap with another font either.
 */
record Type(double size, boolean bold, String colour) {
    static final Type TITLE = new Type(17, true, Palette.INK);
    static final Type SUBTITLE = new Type(12, false, Palette.MUTED);
    static final Type HEADING = new Type(12, true, Palette.INK);
    static final Type LABEL = new Type(11, false, Palette.INK);
    static final Type STRONG = new Type(11, true, Palette.INK);
    static final Type TICK = new Type(10.5, false, Palette.MUTED);
    static final Type NOTE = new Type(9.5, false, Palette.MUTED);

    private static final String ELLIPSIS = "…";

    /** From blank to tilde, in thousandths of the size. */
    private static final int[] WIDTHS = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // blank to /
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584 // p to ~
    };

    private static final double BOLD = 1.07;

    double ascent() {
        return 0.78 * size;
    }

    double descent() {
        return 0.22 * size;
    }

    double width(String text) {
        int sum = text.codePoints().map(Type::thousandths).sum();
        return sum * size / 1000 * (bold ? BOLD : 1);
    }

    private static int thousandths(int character) {
        if (character >= ' ' && character <= '~') {
            return WIDTHS[character - ' '];
        }
        return switch (character) {
            case '·' -> 278;
            case '′' -> 222;
            case '–', '×', '−', '≥', '≤' -> 570;
            case '…', '→' -> 1000;
            default -> character >= 0x1100 ? 1000 : 600;
        };
    }

    /** Cuts a text that is too wide, and shows that it is cut. */
    String fit(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        int[] characters = text.codePoints().toArray();
        for (int n = characters.length - 1; n > 0; n--) {
            String cut = new String(characters, 0, n).stripTrailing() + ELLIPSIS;
            if (width(cut) <= width) {
                return cut;
            }
        }
        return "";
    }

    /** Breaks a text at blanks into lines that are not too wide. */
    List<String> wrap(String text, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + ' ' + word;
            if (width(longer) > width && !line.isEmpty()) {
                lines.add(line);
                longer = word;
            }
            line = fit(longer, width);
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }
}
