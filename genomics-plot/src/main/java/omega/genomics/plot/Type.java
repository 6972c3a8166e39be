package omega.genomics.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of text, with widths of its own: a drawing must not depend on the fonts of the machine it is made on.
 *
 * <p>Each width is that of the widest usual sans-serif face, character by character: DejaVu Sans, which is about as wide as Verdana,
 * and Liberation Sans, which is as wide as Helvetica and Arial. Texts that do not overlap here do not overlap in any of them, and
 * renderers need not stretch anything.
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
    private static final int[] REGULAR = {
        318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, // blank to /
        637, 637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 557, // 0 to ?
        1016, 685, 687, 723, 771, 667, 611, 778, 752, 295, 500, 667, 558, 863, 749, 788, // @ to O
        667, 788, 723, 667, 611, 732, 685, 989, 686, 667, 686, 391, 337, 391, 838, 557, // P to _
        500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612, // ` to o
        635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838 // p to ~
    };

    private static final int[] BOLD = {
        349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, // blank to /
        696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, // 0 to ?
        1000, 774, 763, 734, 831, 684, 684, 821, 837, 373, 557, 775, 638, 996, 837, 851, // @ to O
        733, 851, 771, 721, 683, 813, 774, 1104, 771, 725, 726, 458, 366, 458, 838, 557, // P to _
        500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, // ` to o
        716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838 // p to ~
    };

    double ascent() {
        return 0.78 * size;
    }

    double descent() {
        return 0.22 * size;
    }

    /** The room that a text takes at most. */
    double width(String text) {
        return text.codePoints().map(this::thousandths).sum() * size / 1000;
    }

    private int thousandths(int character) {
        if (character >= ' ' && character <= '~') {
            return (bold ? BOLD : REGULAR)[character - ' '];
        }
        return switch (character) {
            case '·' -> bold ? 380 : 318;
            case '′' -> 264;
            case '–' -> 557;
            case '×', '−', '≥', '≤' -> 838;
            case '…', '→' -> 1000;
            default -> character >= 0x1100 ? 1000 : bold ? 760 : 700;
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
