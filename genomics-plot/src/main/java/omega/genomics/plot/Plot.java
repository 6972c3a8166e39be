package omega.genomics.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** What can be drawn. Plots are set up by chained calls and are not thread-safe; the {@link Drawing} they make is. */
public sealed interface Plot permits GenePlot, DensityPlot, FrequencyPlot, SubstitutionPlot, BarPlot, FlowPlot {

    /**
     * Draws with the settings made so far.
     *
     * @return a new drawing
     */
    Drawing draw();

    /**
     * Draws SVG.
     *
     * @return a whole document
     */
    default String toSvg() {
        return draw().toSvg();
    }

    /**
     * Draws into an SVG file.
     *
     * @param path created, or replaced
     * @throws IOException if it cannot be written
     */
    default void writeSvg(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        draw().writeSvg(path);
    }

    /**
     * Draws into a PNG file of twice as many pixels in each direction.
     *
     * @param path created, or replaced
     * @throws IOException if it cannot be written
     * @throws IllegalStateException as {@link Drawing#toPng()}
     */
    default void writePng(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        draw().writePng(path);
    }

    /**
     * Draws into an SVG or PNG file, as its name ends.
     *
     * @param path whose name ends in {@code .svg} or {@code .png}
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if the name ends otherwise
     * @throws IllegalStateException as {@link Drawing#toPng()}
     */
    default void write(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        draw().write(path);
    }
}
