package omega.genomics.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Point;
import omega.genomics.plot.Shape.Style;

/**
 * How many went from which class to which, as bands from left to right: variants that were reclassified between two releases.
 *
 * <pre>{@code
 * List<Flow> flows = List.of(new Flow("uncertain", "pathogenic", 12), new Flow("uncertain", "benign", 40));
 * FlowPlot.of(flows).between("2026-06-01", "2026-11-23").writeSvg(Path.of("reclassified.svg"));
 * }</pre>
 */
public final class FlowPlot implements Plot {
    private static final double NODE = 14;
    private static final double GAP = 16;
    private static final double SMALLEST = 1.5;
    private static final double USUAL_HEIGHT = 320;
    private static final double LABELS = 0.3;
    /** Thinner bands have no number in them. */
    private static final double READABLE = 14;

    private static final int STEPS = 24;
    /** The share of white in the colour of a band. */
    private static final double TINT = 0.45;

    private final List<Flow> flows;
    private String title = "";
    private String subtitle = "";
    private String before = "";
    private String after = "";
    private List<String> order = List.of();
    private double width = Widths.USUAL;

    private FlowPlot(List<Flow> flows) {
        this.flows = flows;
    }

    /** A class on one side: where it is, and how much of it has bands already. */
    private static final class Node {
        private final long count;
        private final double y;
        private final double height;
        private double used;

        private Node(long count, double y, double height) {
            this.count = count;
            this.y = y;
            this.height = height;
        }

        /** Returns the y of the next band, which takes its share of the node. */
        private double next(long of) {
            double next = y + used;
            used += share(of);
            return next;
        }

        private double share(long of) {
            return height * of / count;
        }
    }

    /** A band between two nodes: its upper edge at both, and its thickness there. */
    private record Band(Flow flow, double left, double leftHeight, double right, double rightHeight, String colour) {}

    /**
     * Starts a picture.
     *
     * @param flows one at least; copied. Flows between the same classes are added
     * @return a plot with its defaults
     * @throws IllegalArgumentException if there are none
     */
    public static FlowPlot of(Collection<Flow> flows) {
        Objects.requireNonNull(flows, "flows");
        if (flows.isEmpty()) {
            throw new IllegalArgumentException("expected one flow at least, found none");
        }
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        flows.forEach(flow -> counts.merge(List.of(flow.from(), flow.to()), flow.count(), Math::addExact));
        List<Flow> added = new ArrayList<>();
        counts.forEach((classes, count) -> added.add(new Flow(classes.get(0), classes.get(1), count)));
        return new FlowPlot(List.copyOf(added));
    }

    /**
     * Sets the title.
     *
     * @param text none unless set
     * @return this plot
     */
    public FlowPlot title(String text) {
        title = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Sets the line under the title.
     *
     * @param text none unless set
     * @return this plot
     */
    public FlowPlot subtitle(String text) {
        subtitle = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Says what both sides are.
     *
     * @param left such as the name of the earlier release; none unless set
     * @param right such as the name of the later one
     * @return this plot
     */
    public FlowPlot between(String left, String right) {
        before = Objects.requireNonNull(left, "left");
        after = Objects.requireNonNull(right, "right");
        return this;
    }

    /**
     * Sets the order of the classes on both sides.
     *
     * @param classes from top to bottom; others follow in the order of the flows, as all do unless this is set
     * @return this plot
     */
    public FlowPlot order(String... classes) {
        Objects.requireNonNull(classes, "classes");
        order = List.of(classes);
        return this;
    }

    /**
     * Sets the width.
     *
     * @param pixels 960 unless set
     * @return this plot
     * @throws IllegalArgumentException if less than 400
     */
    public FlowPlot width(int pixels) {
        width = Widths.checked(pixels);
        return this;
    }

    @Override
    public Drawing draw() {
        Canvas canvas = new Canvas();
        double top = new Header(title, subtitle).draw(canvas, width);
        double room = (width - 2 * Canvas.MARGIN) * LABELS;
        double left = Canvas.MARGIN + room;
        double right = width - Canvas.MARGIN - room;
        if (!before.isBlank() || !after.isBlank()) {
            canvas.text(left + NODE, top + 12, Type.HEADING.fit(before, room), Type.HEADING, Anchor.END);
            canvas.text(right - NODE, top + 12, Type.HEADING.fit(after, room), Type.HEADING);
            top += 24;
        }
        Set<String> classes = classes();
        Map<String, Node> from = nodes(classes, true, top);
        Map<String, Node> to = nodes(classes, false, top);
        List<String> all = List.copyOf(classes);
        List<Band> bands = bands(all, from, to);
        bands.forEach(band -> draw(canvas, band, left + NODE, right - NODE));
        for (Band band : bands) {
            if (band.leftHeight() >= READABLE) {
                double y = band.left() + band.leftHeight() / 2 + 3.5;
                canvas.text(left + NODE + 6, y, number(band.flow().count()), Type.NOTE);
            }
        }
        from.forEach((name, node) -> {
            canvas.rect(left, node.y, NODE, node.height, Style.fill(Palette.category(all.indexOf(name))));
            canvas.text(left - 8, node.y + node.height / 2 + 4, label(name, node, room - 8), Type.LABEL, Anchor.END);
        });
        to.forEach((name, node) -> {
            canvas.rect(right - NODE, node.y, NODE, node.height, Style.fill(Palette.category(all.indexOf(name))));
            canvas.text(right + 8, node.y + node.height / 2 + 4, label(name, node, room - 8), Type.LABEL);
        });
        return canvas.toDrawing(width, Math.max(bottom(from), bottom(to)) + Canvas.MARGIN, title);
    }

    private Set<String> classes() {
        Set<String> named = new LinkedHashSet<>();
        flows.forEach(flow -> named.add(flow.from()));
        flows.forEach(flow -> named.add(flow.to()));
        Set<String> classes = new LinkedHashSet<>(order);
        classes.retainAll(named);
        classes.addAll(named);
        return classes;
    }

    private Map<String, Node> nodes(Set<String> classes, boolean isLeft, double top) {
        Map<String, Long> counts = new LinkedHashMap<>();
        classes.forEach(name -> counts.put(name, 0L));
        flows.forEach(flow -> counts.merge(isLeft ? flow.from() : flow.to(), flow.count(), Long::sum));
        double total = flows.stream().mapToLong(Flow::count).sum();
        Map<String, Node> nodes = new LinkedHashMap<>();
        double y = top;
        for (Map.Entry<String, Long> of : counts.entrySet()) {
            if (of.getValue() > 0) {
                double height = Math.max(SMALLEST, USUAL_HEIGHT * of.getValue() / total);
                nodes.put(of.getKey(), new Node(of.getValue(), y, height));
                y += height + GAP;
            }
        }
        return nodes;
    }

    private static double bottom(Map<String, Node> nodes) {
        return nodes.values().stream()
                .mapToDouble(node -> node.y + node.height)
                .max()
                .orElse(0);
    }

    /** Bands of a node follow one another in the order of the nodes on the other side; the largest are drawn first. */
    private List<Band> bands(List<String> classes, Map<String, Node> from, Map<String, Node> to) {
        List<Flow> sorted = new ArrayList<>(flows);
        sorted.sort(Comparator.<Flow>comparingInt(flow -> classes.indexOf(flow.from()))
                .thenComparingInt(flow -> classes.indexOf(flow.to())));
        List<Band> bands = new ArrayList<>();
        for (Flow flow : sorted) {
            Node left = Objects.requireNonNull(from.get(flow.from()));
            Node right = Objects.requireNonNull(to.get(flow.to()));
            bands.add(new Band(
                    flow,
                    left.next(flow.count()),
                    left.share(flow.count()),
                    right.next(flow.count()),
                    right.share(flow.count()),
                    tinted(Palette.category(classes.indexOf(flow.from())))));
        }
        bands.sort(Comparator.comparingLong((Band band) -> band.flow().count()).reversed());
        return bands;
    }

    private static void draw(Canvas canvas, Band band, double left, double right) {
        Flow flow = band.flow();
        List<Point> edge = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            edge.add(at(left, right, band.left(), band.right(), i));
        }
        for (int i = STEPS; i >= 0; i--) {
            edge.add(at(left, right, band.left() + band.leftHeight(), band.right() + band.rightHeight(), i));
        }
        canvas.group(
                flow.from() + " → " + flow.to() + ": " + number(flow.count()),
                inner -> inner.polygon(Style.both(band.colour(), Palette.PAPER, 0.75), edge));
    }

    private static Point at(double left, double right, double from, double to, int step) {
        double part = (double) step / STEPS;
        return new Point(left + (right - left) * part, from + (to - from) * part * part * (3 - 2 * part));
    }

    private static String label(String name, Node node, double room) {
        String count = "  " + number(node.count);
        return Type.LABEL.fit(name, room - Type.LABEL.width(count)) + count;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String tinted(String colour) {
        StringBuilder tinted = new StringBuilder("#");
        for (int i = 1; i < colour.length(); i += 2) {
            int part = Integer.parseInt(colour.substring(i, i + 2), 16);
            tinted.append(String.format(Locale.ROOT, "%02X", Math.round(part + (255 - part) * TINT)));
        }
        return tinted.toString();
    }
}
