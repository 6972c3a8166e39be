package omega.genomics.cli.plot;

import omega.genomics.plot.AlleleFrequencies;
import omega.genomics.plot.FrequencyPlot;
import omega.genomics.plot.Plot;
import omega.genomics.vcf.VcfReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code genomics plot frequency}. */
@Command(name = "frequency", description = "Draws a histogram of allele frequencies, as INFO states them.")
final class PlotFrequencyCommand extends PlotFile {
    /** How the axis of frequencies runs. */
    enum Scale {
        LOG,
        LINEAR
    }

    @Option(names = "--scale", paramLabel = "KIND", description = "log or linear. Default: depends on the frequencies.")
    private @Nullable Scale scale;

    @Override
    Plot plot(VcfReader reader, String name) {
        FrequencyPlot plot = FrequencyPlot.of(AlleleFrequencies.of(reader))
                .title(picture().title().orElse("Allele frequencies of " + name))
                .width(picture().width());
        return scale == null ? plot : plot.logarithmic(scale == Scale.LOG);
    }
}
