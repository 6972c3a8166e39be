package omega.genomics.plot;

/** Title and subtitle at the top left. */
record Header(String title, String subtitle) {
    /** Draws, and returns the y below. */
    double draw(Canvas canvas, double width) {
        double room = width - 2 * Canvas.MARGIN;
        double y = Canvas.MARGIN;
        if (!title.isBlank()) {
            canvas.text(Canvas.MARGIN, y + 12, Type.TITLE.fit(title.strip(), room), Type.TITLE);
            y += 22;
        }
        for (String line : Type.SUBTITLE.wrap(subtitle, room)) {
            canvas.text(Canvas.MARGIN, y + 10, line, Type.SUBTITLE);
            y += 17;
        }
        return y + 8;
    }
}
