package omega.genomics.plot;

import java.util.List;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Style;

/** The axis under a stretch of a contig: round positions, as many as have room. */
record PositionAxis(GenomeScale scale, String title) {
    static final double HEIGHT = 26;
    private static final double GAP = 28;
    private static final double BAR = 120;

    List<Double> ticks() {
        double widest = Type.TICK.width(Numbers.grouped(scale.region().end())) + GAP;
        double most = Math.max(1, Math.floor((scale.right() - scale.left()) / widest));
        double step = Math.max(1, Numbers.roundUp(scale.region().interval().length() / most));
        return Numbers.multiples(scale.region().start(), scale.region().end(), step);
    }

    /** Faint lines behind everything else. */
    void drawGrid(Canvas canvas, double top, double bottom) {
        ticks().forEach(tick -> canvas.line(x(tick), top, x(tick), bottom, Palette.GRID, 1));
    }

    void draw(Canvas canvas, double y) {
        canvas.line(scale.left(), y, scale.right(), y, Palette.RULE, 1);
        String name = Type.TICK.fit(title, scale.left() - Canvas.MARGIN - 8);
        canvas.text(Canvas.MARGIN, y + 17, name, Type.TICK);
        double free = Canvas.MARGIN + Type.TICK.width(name) + 8;
        for (double tick : ticks()) {
            canvas.line(x(tick), y, x(tick), y + 5, Palette.RULE, 1);
            String label = Numbers.grouped((long) tick);
            double half = Type.TICK.width(label) / 2;
            if (x(tick) - half >= free && x(tick) + half <= scale.right() + Canvas.MARGIN) {
                canvas.text(x(tick), y + 17, label, Type.TICK, Anchor.MIDDLE);
            }
        }
    }

    /** Where positions are not to scale: both ends, and how long a stretch of exon is. */
    void drawEnds(Canvas canvas, double y) {
        canvas.line(scale.left(), y, scale.right(), y, Palette.RULE, 1);
        canvas.text(Canvas.MARGIN, y + 17, Type.TICK.fit(title, scale.left() - Canvas.MARGIN - 8), Type.TICK);
        canvas.text(scale.left(), y + 17, Numbers.grouped(scale.region().start()), Type.TICK);
        canvas.text(scale.right(), y + 17, Numbers.grouped(scale.region().end()), Type.TICK, Anchor.END);
        double bases = Math.max(1, Numbers.roundUp(BAR / scale.widestBase() / 2.5));
        double length = bases * scale.widestBase();
        String label = Numbers.grouped((long) bases) + " bp of exon; introns shortened";
        double left = (scale.left() + scale.right() - length - Type.TICK.width(label) - 8) / 2;
        double ends = Type.TICK.width(Numbers.grouped(scale.region().end())) + 16;
        if (left > scale.left() + ends) {
            canvas.rect(left, y + 11.5, length, 3, Style.fill(Palette.MUTED));
            canvas.text(left + length + 8, y + 17, label, Type.TICK);
        }
    }

    private double x(double tick) {
        return scale.middle((int) tick);
    }
}
