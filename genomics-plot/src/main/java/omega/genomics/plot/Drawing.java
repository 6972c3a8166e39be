package omega.genomics.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import omega.genomics.io.AtomicFile;

/**
 * A finished picture: shapes on a white canvas.
 *
 * <p>As SVG it is the same text on every machine and JDK; as PNG it is the same bytes each time on one machine, whose fonts it
 * is drawn with. Immutable, safe to share between threads.
 */
public final class Drawing {
    /** Pixels of a PNG for each pixel of the drawing: sharp on today's screens, and 200 dots an inch on paper. */
    private static final double PNG_SCALE = 2;

    private final double width;
    private final double height;
    private final String title;
    private final List<Shape> shapes;

    Drawing(double width, double height, String title, List<Shape> shapes) {
        this.width = width;
        this.height = height;
        this.title = title;
        this.shapes = List.copyOf(shapes);
    }

    /**
     * Returns the width.
     *
     * @return pixels, more than 0
     */
    public double width() {
        return width;
    }

    /**
     * Returns the height.
     *
     * @return pixels, more than 0
     */
    public double height() {
        return height;
    }

    /**
     * Returns the title, which SVG viewers and screen readers show.
     *
     * @return may be empty
     */
    public String title() {
        return title;
    }

    List<Shape> shapes() {
        return shapes;
    }

    /**
     * Returns the picture as SVG 1.1.
     *
     * @return a whole document, to be stored as UTF-8
     */
    public String toSvg() {
        return SvgWriter.write(title, width, height, shapes);
    }

    /**
     * Returns the picture as SVG for a page on a screen: as {@link #toSvg()}, but where the reader prefers a dark scheme
     * ({@code prefers-color-scheme}), paper, ink, rules and grid are those of a dark page. Categories keep their colours.
     *
     * @return a whole document, to be stored as UTF-8; viewers without CSS show it as {@link #toSvg()}
     */
    public String toAdaptiveSvg() {
        return SvgWriter.write(title, width, height, shapes, Palette.DARK_CSS);
    }

    /**
     * Returns the picture as PNG with twice as many pixels in each direction.
     *
     * @return the bytes of the file
     * @throws IllegalStateException if this Java runtime cannot draw: it has no module {@code java.desktop}, or no fonts
     */
    public byte[] toPng() {
        return toPng(PNG_SCALE);
    }

    /**
     * Returns the picture as PNG.
     *
     * @param scale pixels of the PNG for each pixel of the drawing, from 0.1 to 20
     * @return the bytes of the file
     * @throws IllegalArgumentException if the scale is out of its range
     * @throws IllegalStateException if this Java runtime cannot draw: it has no module {@code java.desktop}, or no fonts
     */
    public byte[] toPng(double scale) {
        if (!(scale >= 0.1 && scale <= 20)) {
            throw new IllegalArgumentException("expected a scale from 0.1 to 20, found " + scale);
        }
        try {
            return PngWriter.write(width, height, shapes, scale);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "this Java runtime cannot draw PNG (it needs the module java.desktop and a font); SVG needs neither",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // to memory: never happens
        }
    }

    /**
     * Writes SVG.
     *
     * @param path created, or replaced as a whole
     * @throws IOException if it cannot be written
     */
    public void writeSvg(Path path) throws IOException {
        write(path, toSvg().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes PNG.
     *
     * @param path created, or replaced as a whole
     * @throws IOException if it cannot be written
     * @throws IllegalStateException as {@link #toPng()}
     */
    public void writePng(Path path) throws IOException {
        write(path, toPng());
    }

    private static void write(Path path, byte[] content) throws IOException {
        try (AtomicFile file = AtomicFile.replace(path)) {
            file.stream().write(content);
            file.commit();
        }
    }

    /**
     * Writes SVG or PNG, as the name ends.
     *
     * @param path whose name ends in {@code .svg} or {@code .png}, in any case
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if the name ends otherwise
     * @throws IllegalStateException as {@link #toPng()}
     */
    public void write(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            writeSvg(path);
        } else if (name.endsWith(".png")) {
            writePng(path);
        } else {
            throw new IllegalArgumentException("expected a name that ends in .svg or .png, found " + path);
        }
    }

    /** Returns title and size, for people. */
    @Override
    public String toString() {
        return "drawing \"" + title + "\" " + SvgWriter.number(width) + " × " + SvgWriter.number(height);
    }
}
