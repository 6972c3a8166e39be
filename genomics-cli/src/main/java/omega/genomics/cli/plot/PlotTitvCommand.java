package omega.genomics.cli.plot;

import omega.genomics.plot.Plot;
import omega.genomics.plot.SubstitutionPlot;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.stats.VcfStatistics;
import picocli.CommandLine.Command;

/** {@code genomics plot titv}. */
@Command(
        name = "titv",
        description = "Draws the counts of each substitution, with the ratio of transitions to transversions.")
final class PlotTitvCommand extends PlotFile {
    @Override
    Plot plot(VcfReader reader, String name) {
        return SubstitutionPlot.of(VcfStatistics.of(reader))
                .title(picture().title().orElse("Substitutions of " + name))
                .width(picture().width());
    }
}
