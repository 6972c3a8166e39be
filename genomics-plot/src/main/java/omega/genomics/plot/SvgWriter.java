package omega.genomics.plot;

import java.util.List;
import java.util.stream.Collectors;
import omega.genomics.plot.Shape.Anchor;
import omega.genomics.plot.Shape.Point;
import omega.genomics.plot.Shape.Style;

/** Writes a drawing as SVG 1.1: one element a line, numbers of two decimals, nothing of the machine in it. */
final class SvgWriter {
    private static final String FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    private final StringBuilder out = new StringBuilder(1 << 14);

    private SvgWriter() {}

    static String write(String title, double drawnWidth, double drawnHeight, List<Shape> shapes) {
        return write(title, drawnWidth, drawnHeight, shapes, "");
    }

    /** Writes the same with rules of CSS, which take precedence over the attributes. */
    static String write(String title, double drawnWidth, double drawnHeight, List<Shape> shapes, String css) {
        SvgWriter writer = new SvgWriter();
        String width = number(drawnWidth);
        String height = number(drawnHeight);
        writer.line("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + ' ' + height + "\" role=\"img\" font-family=\"" + FONTS + "\">");
        writer.line("<title>" + escape(title) + "</title>");
        if (!css.isEmpty()) {
            writer.line("<style>" + css + "</style>");
        }
        writer.line("<rect width=\"" + width + "\" height=\"" + height + "\" fill=\"" + Palette.PAPER + "\"/>");
        shapes.forEach(writer::shape);
        writer.line("</svg>");
        return writer.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void shape(Shape shape) {
        if (shape instanceof Shape.Rect rect) {
            rect(rect);
        } else if (shape instanceof Shape.Polygon polygon) {
            line("<polygon points=\"" + points(polygon.points()) + '"' + style(polygon.style()) + "/>");
        } else if (shape instanceof Shape.Polyline polyline) {
            polyline(polyline);
        } else if (shape instanceof Shape.Circle circle) {
            line("<circle" + attribute("cx", circle.x()) + attribute("cy", circle.y()) + attribute("r", circle.radius())
                    + style(circle.style()) + "/>");
        } else if (shape instanceof Shape.Text text) {
            text(text);
        } else if (shape instanceof Shape.Group group) {
            line("<g>");
            line("<title>" + escape(group.title()) + "</title>");
            group.shapes().forEach(this::shape);
            line("</g>");
        }
    }

    private void rect(Shape.Rect rect) {
        line("<rect" + attribute("x", rect.x()) + attribute("y", rect.y()) + attribute("width", rect.width())
                + attribute("height", rect.height()) + (rect.radius() > 0 ? attribute("rx", rect.radius()) : "")
                + style(rect.style()) + "/>");
    }

    private void polyline(Shape.Polyline polyline) {
        List<Point> points = polyline.points();
        if (points.size() == 2) {
            line("<line" + attribute("x1", points.get(0).x())
                    + attribute("y1", points.get(0).y())
                    + attribute("x2", points.get(1).x())
                    + attribute("y2", points.get(1).y())
                    + style(polyline.style()) + "/>");
        } else {
            line("<polyline points=\"" + points(points) + '"' + style(polyline.style()) + "/>");
        }
    }

    private void text(Shape.Text text) {
        Type type = text.type();
        line("<text" + attribute("x", text.x()) + attribute("y", text.y()) + attribute("font-size", type.size())
                + (type.bold() ? " font-weight=\"bold\"" : "")
                + (text.anchor() == Anchor.START ? "" : " text-anchor=\"" + text.anchor().word + '"')
                + " fill=\"" + type.colour() + "\">" + escape(text.text()) + "</text>");
    }

    private static String points(List<Point> points) {
        return points.stream().map(p -> number(p.x()) + ',' + number(p.y())).collect(Collectors.joining(" "));
    }

    private static String style(Style style) {
        String fill = " fill=\"" + (style.fill() == null ? "none" : style.fill()) + '"';
        return style.stroke() == null
                ? fill
                : fill + " stroke=\"" + style.stroke() + '"' + attribute("stroke-width", style.strokeWidth());
    }

    private static String attribute(String name, double value) {
        return ' ' + name + "=\"" + number(value) + '"';
    }

    /** Two decimals at most, no zeros behind them, no minus before zero. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        long magnitude = Math.abs(hundredths);
        StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "").append(magnitude / 100);
        long rest = magnitude % 100;
        if (rest != 0) {
            text.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                text.append(rest % 10);
            }
        }
        return text.toString();
    }

    /** What XML 1.0 cannot hold becomes the replacement character. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
