package omega.genomics.cli.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import omega.genomics.cli.Output;
import omega.genomics.cli.Work;
import omega.genomics.plot.Drawing;
import omega.genomics.plot.Plot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a picture goes, and what stands above it. */
final class PictureOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Output file: a name that ends in .svg or .png.")
    private Path out = Path.of("");

    @Option(names = "--title", paramLabel = "TEXT", description = "Title of the picture.")
    private @Nullable String title;

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description = "Width, 400 or more. Default: ${DEFAULT-VALUE}.",
            defaultValue = "960")
    private int width = 960;

    Optional<String> title() {
        return Optional.ofNullable(title);
    }

    int width() {
        return width;
    }

    /** Returns the name of a file, or of an address, without its folders. */
    static String fileName(String source) {
        return source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    }

    /** Refuses a name or size that cannot be drawn, before long work begins. */
    void check(Work work) {
        String name = out.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw work.wrongUsage("expected --output with a name that ends in .svg or .png, found " + out);
        }
        if (width < 400 || width > 20_000) {
            throw work.wrongUsage("expected --width from 400 to 20000, found " + width);
        }
    }

    /** Draws, and describes what was drawn. */
    Map<String, Object> write(Plot plot) throws IOException {
        System.setProperty("java.awt.headless", "true"); // no window system, no icon in a dock
        Drawing drawing = plot.draw();
        Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        drawing.write(out);
        Map<String, Object> answer = Output.document();
        answer.put("picture", out.toString());
        answer.put("title", drawing.title());
        answer.put("bytes", Files.size(out));
        return answer;
    }
}
