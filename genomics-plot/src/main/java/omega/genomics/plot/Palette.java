package omega.genomics.plot;

import java.util.List;

/** Colours that people with any kind of colour vision can tell apart (Okabe and Ito), and greys. */
final class Palette {
    static final String INK = "#222222";
    static final String MUTED = "#606060";
    static final String RULE = "#9A9A9A";
    static final String GRID = "#E4E4E4";
    static final String PAPER = "#FFFFFF";

    static final String BLUE = "#0072B2";
    static final String SKY = "#56B4E9";
    static final String GREEN = "#009E73";
    static final String YELLOW = "#F0E442";
    static final String ORANGE = "#E69F00";
    static final String VERMILION = "#D55E00";
    static final String PURPLE = "#CC79A7";
    static final String GREY = "#999999";

    /** For categories nobody has given a colour. */
    static final List<String> CATEGORIES = List.of(BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION, YELLOW);

    private Palette() {}

    static String category(int index) {
        return CATEGORIES.get(index % CATEGORIES.size());
    }
}
