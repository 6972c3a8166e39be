package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Point;
import omega.genomics.plot.Shape.Style;

/** Marks as lollipops, stacked where they crowd; as stacked columns where the stacks would be too high. */
final class MarkTrack {
    private static final double RADIUS = 4;
    private static final double CELL = 2 * RADIUS + 1;
    private static final double STEM = 16;
    private static final double RAIL = 7;
    private static final int HIGHEST_STACK = 9;
    private static final int LANES = 4;
    private static final double LONGEST_LABEL = 130;
    private static final double COLUMN = 4;
    private static final double COLUMNS_HEIGHT = 96;

    private final GenomeScale scale;
    private final Categories categories;
    private final List<GeneMark> marks;

    MarkTrack(GenomeScale scale, List<GeneMark> marks, Categories categories) {
        this.scale = scale;
        this.categories = categories;
        this.marks = marks.stream()
                .sorted(Comparator.comparingInt(GeneMark::position)
                        .thenComparing(mark -> -categories.rank(mark.category()))
                        .thenComparing(GeneMark::label))
                .toList();
    }

    /** Draws, and returns the y below. */
    double draw(Canvas canvas, double top) {
        Map<Integer, List<GeneMark>> cells = cells(CELL);
        int highest = highest(cells);
        return highest > HIGHEST_STACK ? columns(canvas, top) : lollipops(canvas, cells, highest, top);
    }

    private Map<Integer, List<GeneMark>> cells(double width) {
        int last = (int) ((scale.right() - scale.left()) / width) - 1;
        Map<Integer, List<GeneMark>> cells = new TreeMap<>();
        for (GeneMark mark : marks) {
            int cell = Math.min(last, (int) ((scale.middle(mark.position()) - scale.left()) / width));
            cells.computeIfAbsent(cell, key -> new ArrayList<>()).add(mark);
        }
        cells.values()
                .forEach(stack ->
                        stack.sort(Comparator.comparingInt((GeneMark mark) -> -categories.rank(mark.category()))));
        return cells;
    }

    private static int highest(Map<Integer, List<GeneMark>> cells) {
        return cells.values().stream().mapToInt(List::size).max().orElse(0);
    }

    // ---- lollipops -----------------------------------------------------------------------------------------------

    private double lollipops(Canvas canvas, Map<Integer, List<GeneMark>> cells, int highest, double top) {
        LabelLanes lanes = new LabelLanes(LANES, scale.left(), scale.right());
        Map<Integer, LabelLanes.Place> places = labels(cells, lanes);
        double bottomLane = top + lanes.used() * LabelLanes.LANE;
        double lowestHead = bottomLane + 4 + (highest - 0.5) * CELL;
        double rail = lowestHead + STEM;
        canvas.line(scale.left(), rail, scale.right(), rail, Palette.RULE, 1);
        cells.forEach((cell, stack) -> {
            double x = cellMiddle(cell);
            double highestHead = lowestHead - (stack.size() - 1) * CELL;
            LabelLanes.Place place = places.get(cell);
            if (place != null) {
                double y = bottomLane - place.lane() * LabelLanes.LANE;
                canvas.line(x, y - 1, x, highestHead - RADIUS, Palette.RULE, 0.8);
                Anchor anchor = place.anchor(x);
                canvas.text(place.at(anchor), y - 4, label(top(stack)), Type.LABEL, anchor);
            }
            stems(canvas, stack, x, lowestHead, rail);
            heads(canvas, stack, x, lowestHead);
        });
        return rail + RAIL + 4;
    }

    private double cellMiddle(int cell) {
        return scale.left() + (cell + 0.5) * CELL;
    }

    /** The gravest, which is drawn on top of its stack. */
    private static GeneMark top(List<GeneMark> stack) {
        return stack.get(stack.size() - 1);
    }

    private static String label(GeneMark mark) {
        return Type.LABEL.fit(mark.label().strip(), LONGEST_LABEL);
    }

    /** The gravest marks choose their places first. */
    private Map<Integer, LabelLanes.Place> labels(Map<Integer, List<GeneMark>> cells, LabelLanes lanes) {
        Map<Integer, LabelLanes.Place> places = new TreeMap<>();
        cells.entrySet().stream()
                .filter(cell -> !top(cell.getValue()).label().isBlank())
                .sorted(Comparator.comparingInt(
                        cell -> categories.rank(top(cell.getValue()).category())))
                .forEach(cell -> {
                    double width = Type.LABEL.width(label(top(cell.getValue())));
                    Optional<LabelLanes.Place> place = lanes.place(cellMiddle(cell.getKey()), width);
                    place.ifPresent(found -> places.put(cell.getKey(), found));
                });
        return places;
    }

    /** From each true place on the rail, slanted to the cell's middle. */
    private void stems(Canvas canvas, List<GeneMark> stack, double x, double head, double rail) {
        for (GeneMark mark : stack) {
            double at = scale.middle(mark.position());
            canvas.polyline(
                    Style.stroke(Palette.RULE, 0.8), new Point(x, head), new Point(x, rail - 6), new Point(at, rail));
            canvas.line(at, rail, at, rail + RAIL, categories.colour(mark.category()), 1.2);
        }
    }

    private void heads(Canvas canvas, List<GeneMark> stack, double x, double lowest) {
        for (int i = 0; i < stack.size(); i++) {
            GeneMark mark = stack.get(i);
            double y = lowest - i * CELL;
            String tip = Numbers.grouped(mark.position()) + ' ' + mark.label() + " (" + mark.category() + ')';
            canvas.group(
                    tip,
                    group -> group.circle(
                            x, y, RADIUS, Style.both(categories.colour(mark.category()), Palette.PAPER, 0.8)));
        }
    }

    // ---- columns -------------------------------------------------------------------------------------------------

    private double columns(Canvas canvas, double top) {
        Map<Integer, List<GeneMark>> cells = cells(COLUMN);
        double bottom = top + 12 + COLUMNS_HEIGHT;
        CountAxis axis = CountAxis.of(scale.left(), scale.right(), top + 12, bottom, highest(cells));
        axis.draw(canvas);
        double room = scale.left() - Canvas.MARGIN - CountAxis.gutter(highest(cells)) - 6;
        canvas.text(Canvas.MARGIN, bottom - COLUMNS_HEIGHT / 2 + 3.5, Type.TICK.fit("variants", room), Type.TICK);
        cells.forEach((cell, stack) -> column(canvas, axis, stack, scale.left() + cell * COLUMN));
        canvas.line(scale.left(), bottom, scale.right(), bottom, Palette.RULE, 1);
        return bottom + 8;
    }

    private void column(Canvas canvas, CountAxis axis, List<GeneMark> stack, double x) {
        double y = axis.bottom();
        for (String category : categories.order()) {
            long count = stack.stream()
                    .filter(mark -> mark.category().equals(category))
                    .count();
            if (count > 0) {
                y -= axis.height((double) count);
                canvas.rect(x, y, COLUMN - 0.5, axis.height((double) count), Style.fill(categories.colour(category)));
            }
        }
    }
}
