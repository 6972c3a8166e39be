package omega.genomics.plot;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Colours that people with any kind of colour vision can tell apart (Okabe and Ito), and greys. */
final class Palette {
    static final String INK = "#222222";
    static final String MUTED = "#606060";
    static final String RULE = "#9A9A9A";
    static final String GRID = "#E4E4E4";
    static final String PAPER = "#FFFFFF";
    /** Where there is nothing to count. */
    static final String NOTHING = "#F1F1F1";

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

    /** What neutral colours become on a dark page; categories stay as they are. */
    private static final Map<String, String> ON_DARK = Map.of(
            INK, "#E6E8EC", MUTED, "#A3ABB8", RULE, "#7A828F", GRID, "#363C47", PAPER, "#14171C", NOTHING, "#232831");

    /** Rules of CSS for a page whose reader prefers dark. */
    static final String DARK_CSS = ON_DARK.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(colour -> "[fill=\"" + colour.getKey() + "\"]{fill:" + colour.getValue() + "}[stroke=\""
                    + colour.getKey() + "\"]{stroke:" + colour.getValue() + "}")
            .collect(Collectors.joining("", "@media (prefers-color-scheme:dark){", "}"));

    private Palette() {}

    static String category(int index) {
        return CATEGORIES.get(index % CATEGORIES.size());
    }
}
