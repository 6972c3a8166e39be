package omega.genomics.cli;

import java.util.Map;

/** Colours, where a terminal shows them and nobody has turned them off (no-color.org). */
public final class Colour {
    static final Colour NONE = new Colour(false);

    private final boolean shown;

    private Colour(boolean shown) {
        this.shown = shown;
    }

    static Colour of(boolean isTerminal, Map<String, String> environment) {
        boolean isWanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return isTerminal && isWanted ? new Colour(true) : NONE;
    }

    boolean isShown() {
        return shown;
    }

    public String heading(String text) {
        return in("1", text);
    }

    public String error(String text) {
        return in("31", text);
    }

    public String warning(String text) {
        return in("33", text);
    }

    private String in(String code, String text) {
        return shown && !text.isEmpty() ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }
}
