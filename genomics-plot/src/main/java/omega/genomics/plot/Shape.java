package omega.genomics.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a drawing is made of. Pixels; x grows to the right, y downwards. Later shapes cover earlier ones. */
sealed interface Shape {

    /** How a shape is filled and outlined; colours are written {@code #RRGGBB}. */
    record Style(@Nullable String fill, @Nullable String stroke, double strokeWidth) {
        static Style fill(String colour) {
            return new Style(colour, null, 0);
        }

        static Style stroke(String colour, double width) {
            return new Style(null, colour, width);
        }

        static Style both(String fill, String stroke, double width) {
            return new Style(fill, stroke, width);
        }
    }

    /** A corner of a polygon. */
    record Point(double x, double y) {}

    /** A rectangle, its corners rounded if {@code radius} is not 0. */
    record Rect(double x, double y, double width, double height, double radius, Style style) implements Shape {}

    /** A closed polygon. */
    record Polygon(List<Point> points, Style style) implements Shape {}

    /** A line through points, not closed, not filled. */
    record Polyline(List<Point> points, Style style) implements Shape {}

    /** A circle. */
    record Circle(double x, double y, double radius, Style style) implements Shape {}

    /** Where a text's x is: at its left end, its middle or its right end. */
    enum Anchor {
        START("start", 0),
        MIDDLE("middle", 0.5),
        END("end", 1);

        /** SVG's word. */
        final String word;
        /** The share of the width left of x. */
        final double share;

        Anchor(String word, double share) {
            this.word = word;
            this.share = share;
        }
    }

    /** One line of text; y is the base line. It is at most as wide as {@link Type#width} says. */
    record Text(double x, double y, String text, Type type, Anchor anchor) implements Shape {
        double width() {
            return type.width(text);
        }

        double left() {
            return x - anchor.share * width();
        }

        Box box() {
            return new Box(left(), y - type.ascent(), left() + width(), y + type.descent());
        }
    }

    /** Shapes that belong together; SVG viewers show the title where the pointer rests. */
    record Group(String title, List<Shape> shapes) implements Shape {}
}
