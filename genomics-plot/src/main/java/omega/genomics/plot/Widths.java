package omega.genomics.plot;

/** Widths of pictures. */
final class Widths {
    static final int USUAL = 960;
    private static final int LEAST = 400;

    private Widths() {}

    static int checked(int pixels) {
        if (pixels < LEAST || pixels > 20_000) {
            throw new IllegalArgumentException("expected a width from " + LEAST + " to 20000 pixels, found " + pixels);
        }
        return pixels;
    }
}
