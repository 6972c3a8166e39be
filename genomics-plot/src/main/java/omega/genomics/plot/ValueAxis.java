package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import omega.genomics.plot.Shape.Anchor;

/** The level axis of values, straight from 0 or in powers of ten from a base of one's own. */
final class ValueAxis {
    private static final double TICKS = 6;
    private static final double APART = 14;
    /** Powers of ten show a factor of two at least: less would look like more than it is. */
    private static final double DOUBLE = StrictMath.log10(2);

    private final double left;
    private final double right;
    private final boolean powers;
    private final double base;
    /** As drawn: values, or their logarithms. */
    private final double least;

    private final double most;
    private final double first;
    private final double last;

    private ValueAxis(double left, double right, boolean powers, double base, double least, double most, double room) {
        this.left = left;
        this.right = right;
        this.powers = powers;
        this.base = base;
        this.least = least;
        this.most = most;
        this.first = left + (least < base ? room : 0);
        this.last = right - (most > base ? room : 0);
    }

    /** Leaves room at the ends for what is written beside bars. */
    static ValueAxis of(List<Double> values, double baseline, double left, double right, double room) {
        boolean powers = baseline > 0;
        double base = powers ? StrictMath.log10(baseline) : 0;
        List<Double> shown = powers ? values.stream().filter(value -> value > 0).toList() : values;
        double low =
                shown.isEmpty() ? base : powers ? StrictMath.log10(Collections.min(shown)) : Collections.min(shown);
        double high =
                shown.isEmpty() ? base : powers ? StrictMath.log10(Collections.max(shown)) : Collections.max(shown);
        double least = Math.min(base, powers && low < base ? Math.min(low, base - DOUBLE) : low);
        double most = Math.max(base, powers ? Math.max(high, base + DOUBLE) : high);
        return new ValueAxis(left, right, powers, base, least, most == least ? least + 1 : most, room);
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    double base() {
        return at(base);
    }

    boolean isBelow(double value) {
        return scaled(value) < base;
    }

    double x(double value) {
        return at(scaled(value));
    }

    private double scaled(double value) {
        return powers ? value == 0 ? base : StrictMath.log10(value) : value;
    }

    private double at(double scaled) {
        return first + (scaled - least) / (most - least) * (last - first);
    }

    private List<Double> ticks() {
        if (!powers) {
            return Numbers.multiples(least, most, Numbers.roundUp((most - least) / TICKS));
        }
        List<Double> ticks = new ArrayList<>();
        boolean few = most - least < 2.2;
        for (int power = (int) Math.floor(least); power <= most; power++) {
            for (int factor : few ? new int[] {1, 2, 5} : new int[] {1}) {
                double value = factor * StrictMath.pow(10, power);
                if (scaled(value) >= least - 1e-9 && scaled(value) <= most + 1e-9) {
                    ticks.add(value);
                }
            }
        }
        return ticks;
    }

    void draw(Canvas canvas, double top, double bottom, String unit) {
        double free = left - APART;
        for (double tick : ticks()) {
            canvas.line(x(tick), top, x(tick), bottom + 4, Palette.GRID, 1);
            String label = Numbers.plain(tick);
            double half = Type.TICK.width(label) / 2;
            boolean crowdsBase = x(tick) != base() && Math.abs(x(tick) - base()) < 2 * half + APART;
            if (x(tick) - half >= free && x(tick) + half <= right + Canvas.MARGIN && !crowdsBase) {
                canvas.text(x(tick), bottom + 16, label, Type.TICK, Anchor.MIDDLE);
                free = x(tick) + half + APART;
            }
        }
        String text = powers ? (unit + " (log scale)").strip() : unit;
        canvas.text((left + right) / 2, bottom + 34, Type.LABEL.fit(text, right - left), Type.LABEL, Anchor.MIDDLE);
    }

    void drawBaseline(Canvas canvas, double top, double bottom) {
        canvas.line(base(), top, base(), bottom + 4, Palette.RULE, 1);
    }
}
