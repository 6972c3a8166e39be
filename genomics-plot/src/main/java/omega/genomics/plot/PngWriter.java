package omega.genomics.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import omega.genomics.plot.Shape.Point;
import omega.genomics.plot.Shape.Style;

/** Draws with Java2D, which needs no display. The only class here that knows {@code java.desktop}. */
final class PngWriter {
    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

    private final Graphics2D graphics;

    private PngWriter(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static byte[] write(double drawnWidth, double drawnHeight, List<Shape> shapes, double scale) throws IOException {
        int width = (int) Math.ceil(drawnWidth * scale);
        int height = (int) Math.ceil(drawnHeight * scale);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            prepare(graphics, width, height);
            graphics.scale(scale, scale);
            shapes.forEach(new PngWriter(graphics)::shape);
        } finally {
            graphics.dispose();
        }
        return encode(image);
    }

    private static void prepare(Graphics2D graphics, int width, int height) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.decode(Palette.PAPER));
        graphics.fillRect(0, 0, width, height);
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java runtime has no writer for PNG");
            }
        }
        return bytes.toByteArray();
    }

    private void shape(Shape shape) {
        if (shape instanceof Shape.Rect r) {
            paint(
                    new RoundRectangle2D.Double(r.x(), r.y(), r.width(), r.height(), 2 * r.radius(), 2 * r.radius()),
                    r.style());
        } else if (shape instanceof Shape.Polygon polygon) {
            Path2D path = path(polygon.points());
            path.closePath();
            paint(path, polygon.style());
        } else if (shape instanceof Shape.Polyline polyline) {
            paint(path(polyline.points()), polyline.style());
        } else if (shape instanceof Shape.Circle c) {
            double diameter = 2 * c.radius();
            paint(new Ellipse2D.Double(c.x() - c.radius(), c.y() - c.radius(), diameter, diameter), c.style());
        } else if (shape instanceof Shape.Text text) {
            text(text);
        } else if (shape instanceof Shape.Group group) {
            group.shapes().forEach(this::shape);
        }
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.subList(1, points.size()).forEach(p -> path.lineTo(p.x(), p.y()));
        return path;
    }

    private void paint(java.awt.Shape area, Style style) {
        if (style.fill() != null) {
            graphics.setColor(Color.decode(style.fill()));
            graphics.fill(area);
        }
        if (style.stroke() != null) {
            graphics.setColor(Color.decode(style.stroke()));
            graphics.setStroke(
                    new BasicStroke((float) style.strokeWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            graphics.draw(area);
        }
    }

    /** The outline of the text, narrowed where the font of this machine is wider than what was measured. */
    private void text(Shape.Text text) {
        Type type = text.type();
        Font font = new Font(Font.SANS_SERIF, type.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) type.size());
        TextLayout layout = new TextLayout(text.text(), font, METRICS);
        double width = Math.min(text.width(), layout.getAdvance());
        AffineTransform place = AffineTransform.getTranslateInstance(text.x() - text.anchor().share * width, text.y());
        if (width > 0) {
            place.scale(width / layout.getAdvance(), 1);
        }
        graphics.setColor(Color.decode(type.colour()));
        graphics.fill(layout.getOutline(place));
    }
}
