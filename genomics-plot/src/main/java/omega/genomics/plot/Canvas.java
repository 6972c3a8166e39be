package omega.genomics.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Point;
import omega.genomics.plot.Shape.Style;

/** Collects the shapes of a drawing, in the order they are painted. */
final class Canvas {
    /** The space left free at each side. */
    static final double MARGIN = 24;

    private final List<Shape> shapes = new ArrayList<>();

    void rect(double x, double y, double width, double height, Style style) {
        rounded(x, y, width, height, 0, style);
    }

    void rounded(double x, double y, double width, double height, double radius, Style style) {
        shapes.add(new Shape.Rect(x, y, width, height, radius, style));
    }

    void line(double x1, double y1, double x2, double y2, String colour, double width) {
        polyline(Style.stroke(colour, width), new Point(x1, y1), new Point(x2, y2));
    }

    void polyline(Style style, Point... points) {
        shapes.add(new Shape.Polyline(List.of(points), style));
    }

    void polygon(Style style, List<Point> points) {
        shapes.add(new Shape.Polygon(List.copyOf(points), style));
    }

    void circle(double x, double y, double radius, Style style) {
        shapes.add(new Shape.Circle(x, y, radius, style));
    }

    /** Writes nothing for an empty text. */
    void text(double x, double y, String text, Type type, Anchor anchor) {
        if (!text.isBlank()) {
            shapes.add(new Shape.Text(x, y, text, type, anchor));
        }
    }

    void text(double x, double y, String text, Type type) {
        text(x, y, text, type, Anchor.START);
    }

    /** Draws shapes that share a title. */
    void group(String title, Consumer<Canvas> content) {
        Canvas inner = new Canvas();
        content.accept(inner);
        shapes.add(new Shape.Group(title, List.copyOf(inner.shapes)));
    }

    Drawing toDrawing(double width, double height, String title) {
        return new Drawing(width, Math.ceil(height), title, shapes);
    }
}
