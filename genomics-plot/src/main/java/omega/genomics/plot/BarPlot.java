package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Style;

/**
 * Labels and values as bars, one below the other: the expression of a gene by tissue, times of a benchmark.
 *
 * <pre>{@code
 * List<Bar> tissues = List.of(Bar.of("Liver", 3.1), Bar.of("Brain - Cortex", 12.4));
 * BarPlot.of(tissues).title("FOXO3").unit("median TPM").sorted().writeSvg(Path.of("foxo3.svg"));
 * }</pre>
 */
public final class BarPlot implements Plot {
    private static final double ROW = 17;
    private static final double THICKNESS = 11;
    private static final double HEADING = 22;
    private static final double HEADING_LINE = 15;
    private static final double GAP = 8;
    private static final double LONGEST_LABEL = 260;
    private static final double NARROWEST_PANEL = 240;
    private static final double BETWEEN = 28;
    private static final double PANEL_AXIS = 46;
    private static final String REST = "#A7B2BA";

    private final List<Bar> bars;
    private String title = "";
    private String subtitle = "";
    private String unit = "";
    private boolean sorted;
    private double baseline;
    private int columns;
    private int most = Integer.MAX_VALUE;
    private Set<String> highlighted = Set.of();
    private double width = Widths.USUAL;

    private BarPlot(List<Bar> bars) {
        this.bars = bars;
    }

    /**
     * Starts a picture.
     *
     * @param bars one at least, drawn in this order unless {@link #sorted}; copied
     * @return a plot with its defaults
     * @throws IllegalArgumentException if there are none
     */
    public static BarPlot of(Collection<Bar> bars) {
        Objects.requireNonNull(bars, "bars");
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("expected one bar at least, found none");
        }
        return new BarPlot(List.copyOf(bars));
    }

    /**
     * Sets the title.
     *
     * @param text none unless set
     * @return this plot
     */
    public BarPlot title(String text) {
        title = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets the line under the title.
     *
     * @param text none unless set
     * @return this plot
     */
    public BarPlot subtitle(String text) {
        subtitle = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Says what the values are.
     *
     * @param text such as {@code median TPM}
     * @return this plot
     */
    public BarPlot unit(String text) {
        unit = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Draws the longest bar of each group first.
     *
     * @return this plot
     */
    public BarPlot sorted() {
        sorted = true;
        return this;
    }

    /**
     * Draws the first bars only, and counts the rest.
     *
     * @param count of each group
     * @return this plot
     * @throws IllegalArgumentException if less than 1
     */
    public BarPlot first(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 bar or more, found " + count);
        }
        most = count;
        return this;
    }

    /**
     * Draws some bars in colour and the others in grey.
     *
     * @param labels of bars
     * @return this plot
     */
    public BarPlot highlight(String... labels) {
        Objects.requireNonNull(labels, "labels");
        highlighted = Set.of(labels);
        return this;
    }

    /**
     * Takes an axis of powers of ten, and lets bars begin at a value of it: at 1, ratios above go right and those below left.
     *
     * @param from where bars begin, more than 0
     * @return this plot
     * @throws IllegalArgumentException if it, or a value, is not more than 0
     */
    public BarPlot logarithmic(double from) {
        if (!(from > 0 && Double.isFinite(from))) {
            throw new IllegalArgumentException("expected bars to begin at more than 0, found " + from);
        }
        for (Bar bar : bars) {
            if (bar.value() <= 0) {
                throw new IllegalArgumentException(
                        "powers of ten need values above 0, found " + bar.value() + " for \"" + bar.label() + '"');
            }
        }
        baseline = from;
        return this;
    }

    /**
     * Sets the width.
     *
     * @param pixels 960 unless set
     * @return this plot
     * @throws IllegalArgumentException if less than 400
     */
    public BarPlot width(int pixels) {
        width = Widths.checked(pixels);
        return this;
    }

    /**
     * Takes an axis of powers of ten for values that may be 0, as expression may: bars begin at the power of ten below the smallest
     * value above 0, and 0 has no bar.
     *
     * @return this plot
     * @throws IllegalArgumentException if a value is less than 0, or all are 0
     */
    public BarPlot logarithmic() {
        double least = Double.POSITIVE_INFINITY;
        for (Bar bar : bars) {
            if (bar.value() < 0) {
                throw new IllegalArgumentException(
                        "powers of ten need values of 0 or more, found " + bar.value() + " for \"" + bar.label() + '"');
            }
            least = bar.value() > 0 ? Math.min(least, bar.value()) : least;
        }
        if (least == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("powers of ten need a value above 0, found none");
        }
        double power = Math.floor(StrictMath.log10(least) + 1e-9);
        baseline = StrictMath.pow(10, StrictMath.log10(least) - power < 1e-6 ? power - 1 : power);
        return this;
    }

    /**
     * Draws each group as a panel with an axis of its own, in columns.
     *
     * @param count how many columns; as many as have room for 240 pixels at most
     * @return this plot
     * @throws IllegalArgumentException if less than 1
     */
    public BarPlot columns(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 column or more, found " + count);
        }
        columns = count;
        return this;
    }

    @Override
    public Drawing draw() {
        Map<String, List<Bar>> groups = groups();
        Canvas canvas = new Canvas();
        double top = new Header(title, subtitle).draw(canvas, width);
        if (columns > 0) {
            return canvas.toDrawing(width, panels(canvas, groups, top), title);
        }
        double bottom = top
                + groups.values().stream()
                        .mapToDouble(group -> height(group, width - 2 * Canvas.MARGIN))
                        .sum()
                - (named(groups) ? GAP : 0);
        ValueAxis axis = axis(bars, Canvas.MARGIN, width - Canvas.MARGIN);
        axis.draw(canvas, top, bottom, unit);
        axis.drawBaseline(canvas, top, bottom);
        double y = top;
        for (Map.Entry<String, List<Bar>> group : groups.entrySet()) {
            group(canvas, axis, Canvas.MARGIN, group.getKey(), group.getValue(), y);
            y += height(group.getValue(), width - 2 * Canvas.MARGIN);
        }
        return canvas.toDrawing(width, bottom + 50, title);
    }

    /** Draws the panels, down one column after the other, and returns the y below them. */
    private double panels(Canvas canvas, Map<String, List<Bar>> groups, double top) {
        int most = (int) Math.max(1, (width - 2 * Canvas.MARGIN) / NARROWEST_PANEL);
        int count = Math.min(Math.min(columns, most), groups.size());
        double step = (width - 2 * Canvas.MARGIN + BETWEEN) / count;
        double room = step - BETWEEN;
        double share = groups.values().stream()
                        .mapToDouble(group -> height(group, room) + PANEL_AXIS)
                        .sum()
                / count;
        double placed = 0;
        double y = top;
        double bottom = top;
        int column = 0;
        for (Map.Entry<String, List<Bar>> group : groups.entrySet()) {
            double height = height(group.getValue(), room) + PANEL_AXIS;
            if (column < count - 1 && placed + height / 2 > (column + 1) * share) {
                column++;
                y = top;
            }
            double left = Canvas.MARGIN + column * step;
            panel(canvas, left, left + room, group.getKey(), group.getValue(), y);
            placed += height;
            y += height;
            bottom = Math.max(bottom, y);
        }
        return bottom;
    }

    private void panel(Canvas canvas, double left, double right, String name, List<Bar> group, double top) {
        double rows = top + headingHeight(name, right - left);
        double bottom = top + height(group, right - left) - (name.isBlank() ? 0 : GAP);
        ValueAxis axis = axis(group, left, right);
        axis.draw(canvas, rows, bottom, unit);
        axis.drawBaseline(canvas, rows, bottom);
        group(canvas, axis, left, name, group, top);
    }

    private Map<String, List<Bar>> groups() {
        Map<String, List<Bar>> groups = new LinkedHashMap<>();
        bars.forEach(bar ->
                groups.computeIfAbsent(bar.group(), key -> new ArrayList<>()).add(bar));
        if (sorted) {
            groups.values()
                    .forEach(group ->
                            group.sort(Comparator.comparingDouble(Bar::value).reversed()));
        }
        return groups;
    }

    private static boolean named(Map<String, List<Bar>> groups) {
        return groups.keySet().stream().anyMatch(name -> !name.isBlank());
    }

    private double height(List<Bar> group, double room) {
        double more = group.size() > most ? ROW : 0;
        String name = group.get(0).group();
        double heading = name.isBlank() ? 0 : headingHeight(name, room) + GAP;
        return heading + Math.min(most, group.size()) * ROW + more;
    }

    private static double headingHeight(String name, double room) {
        return name.isBlank() ? 0 : HEADING + (Type.HEADING.wrap(name, room).size() - 1) * HEADING_LINE;
    }

    /** Labels take the left of the room, half of it at most. */
    private ValueAxis axis(List<Bar> drawn, double left, double right) {
        double room = Math.min(LONGEST_LABEL, (right - left) / 2);
        double labels = 40;
        double values = 0;
        for (Bar bar : drawn) {
            labels = Math.max(labels, Type.LABEL.width(Type.LABEL.fit(bar.label(), room)));
            values = Math.max(values, Type.TICK.width(value(bar)));
        }
        List<Double> all = drawn.stream().map(Bar::value).toList();
        return ValueAxis.of(all, baseline, left + Math.min(room, labels) + 10, right, values + 8);
    }

    private static String value(Bar bar) {
        return Numbers.significant(bar.value());
    }

    private void group(Canvas canvas, ValueAxis axis, double left, String name, List<Bar> group, double top) {
        double y = top;
        if (!name.isBlank()) {
            heading(canvas, Type.HEADING.wrap(name, axis.right() - left), left, y);
            y += headingHeight(name, axis.right() - left);
        }
        for (Bar bar : group.subList(0, Math.min(most, group.size()))) {
            bar(canvas, axis, left, bar, y + ROW / 2);
            y += ROW;
        }
        if (group.size() > most) {
            canvas.text(left, y + ROW / 2 + 3.5, "and " + (group.size() - most) + " more", Type.NOTE);
        }
    }

    /** Lines of the axis do not run through it. */
    private static void heading(Canvas canvas, List<String> lines, double left, double top) {
        double y = top;
        for (String line : lines) {
            canvas.rect(left, y + 4, Type.HEADING.width(line) + 4, 15, Style.fill(Palette.PAPER));
            canvas.text(left, y + 15, line, Type.HEADING);
            y += HEADING_LINE;
        }
    }

    private void bar(Canvas canvas, ValueAxis axis, double left, Bar bar, double y) {
        boolean strong = highlighted.contains(bar.label());
        Type type = strong ? Type.STRONG : Type.LABEL;
        double room = axis.left() - left - 10 + 1e-6;
        canvas.text(axis.left() - 10, y + 4, type.fit(bar.label(), room), type, Anchor.END);
        double from = Math.min(axis.base(), axis.x(bar.value()));
        double to = Math.max(axis.base(), axis.x(bar.value()));
        String colour = axis.isBelow(bar.value()) ? Palette.ORANGE : Palette.BLUE;
        canvas.rect(
                from,
                y - THICKNESS / 2,
                to - from,
                THICKNESS,
                Style.fill(strong || highlighted.isEmpty() ? colour : REST));
        if (axis.isBelow(bar.value())) {
            canvas.text(from - 5, y + 3.7, value(bar), Type.TICK, Anchor.END);
        } else {
            canvas.text(to + 5, y + 3.7, value(bar), Type.TICK);
        }
    }
}
