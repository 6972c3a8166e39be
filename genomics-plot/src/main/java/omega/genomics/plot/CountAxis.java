package omega.genomics.plot;

import java.util.List;
import omega.genomics.plot.Shape.Anchor;

/** The upright axis of counts: from 0 at the bottom, round numbers, faint lines across. */
record CountAxis(double left, double right, double top, double bottom, double step, double most) {
    private static final double TICKS = 5;

    static CountAxis of(double left, double right, double top, double bottom, double highest) {
        double step = Math.max(1, Numbers.roundUp(Math.max(1, highest) / TICKS));
        return new CountAxis(left, right, top, bottom, step, Math.ceil(Math.max(1, highest) / step) * step);
    }

    /** The space that the numbers left of the axis need. */
    static double gutter(double highest) {
        CountAxis axis = of(0, 1, 0, 1, highest);
        return axis.ticks().stream()
                        .mapToDouble(tick -> Type.TICK.width(Numbers.brief(tick)))
                        .max()
                        .orElse(0)
                + 8;
    }

    private List<Double> ticks() {
        return Numbers.multiples(0, most, step);
    }

    double height(double count) {
        return count / most * (bottom - top);
    }

    void draw(Canvas canvas) {
        for (double tick : ticks()) {
            double y = bottom - height(tick);
            canvas.line(left, y, right, y, tick == 0 ? Palette.RULE : Palette.GRID, 1);
            canvas.text(left - 6, y + 3.5, Numbers.brief(tick), Type.TICK, Anchor.END);
        }
    }
}
