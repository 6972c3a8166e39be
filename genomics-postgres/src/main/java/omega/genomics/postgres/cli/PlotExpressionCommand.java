package omega.genomics.postgres.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.io.InputSource;
import omega.genomics.plot.Bar;
import omega.genomics.plot.BarPlot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics plot expression}. */
@Command(name = "expression", description = "Draws a table of labels and values, such as tissues and TPM, as bars.")
final class PlotExpressionCommand extends Work {
    @Parameters(
            paramLabel = "FILE",
            description =
                    "A label, a tab and a number a line; lines that begin with # are passed over; - for standard input.")
    private String file = "";

    @Option(names = "--unit", paramLabel = "TEXT", defaultValue = "TPM", description = "Default: ${DEFAULT-VALUE}.")
    private String unit = "TPM";

    @Option(names = "--keep-order", description = "Draw in the order of the file; the highest value first otherwise.")
    private boolean keepOrder;

    @Option(
            names = "--highlight",
            paramLabel = "LABEL",
            description = "Draw this bar in colour, the others in grey; may be repeated.")
    private List<String> highlighted = new ArrayList<>();

    @Option(names = "--first", paramLabel = "N", description = "Draw the first bars only, and count the rest.")
    private @Nullable Integer first;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    @Override
    public Integer call() throws Exception {
        picture.check(this);
        if (first != null && first < 1) {
            throw wrongUsage("expected --first from 1, found " + first);
        }
        InputSource source = InputSource.parse(file);
        BarPlot plot = BarPlot.of(bars(source))
                .title(picture.title().orElse(source.name()))
                .unit(unit)
                .highlight(highlighted.toArray(String[]::new))
                .width(picture.width());
        if (!keepOrder) {
            plot.sorted();
        }
        if (first != null) {
            plot.first(first);
        }
        output().print(picture.write(plot));
        return exitCode(true);
    }

    private static List<Bar> bars(InputSource source) throws IOException {
        List<Bar> bars = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    bars.add(bar(line, source.name() + ':' + number));
                }
            }
        }
        if (bars.isEmpty()) {
            throw new IOException(source.name() + ": expected a label, a tab and a number a line, found none");
        }
        return bars;
    }

    private static Bar bar(String line, String place) throws IOException {
        int tab = line.lastIndexOf('\t');
        try {
            return Bar.of(line.substring(0, Math.max(0, tab)).strip(), Double.parseDouble(line.substring(tab + 1)));
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": expected a label, a tab and a number, found \"" + line + '"', e);
        }
    }
}
