package omega.genomics.cli.plot;

import omega.genomics.cli.files.Assemblies;
import omega.genomics.plot.DensityPlot;
import omega.genomics.plot.Plot;
import omega.genomics.plot.VariantDensity;
import omega.genomics.vcf.VcfReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code genomics plot density}. */
@Command(name = "density", description = "Draws the chromosomes, coloured by the number of variants.")
final class PlotDensityCommand extends PlotFile {
    @Option(
            names = "--assembly",
            paramLabel = "NAME",
            completionCandidates = Assemblies.class,
            description = "${COMPLETION-CANDIDATES}. Default: the one whose contig lengths the header states.")
    private @Nullable String assembly;

    @Override
    Plot plot(VcfReader reader, String name) {
        VariantDensity density;
        if (assembly == null) {
            if (reader.header().contigs().stream()
                    .allMatch(contig -> contig.length().isEmpty())) {
                throw wrongUsage("the header of " + name + " states no lengths of contigs; name the --assembly");
            }
            density = VariantDensity.of(reader);
        } else {
            density = VariantDensity.of(reader, Assemblies.named(assembly, this));
        }
        return DensityPlot.of(density)
                .title(picture().title().orElse("Variants of " + name))
                .width(picture().width());
    }
}
