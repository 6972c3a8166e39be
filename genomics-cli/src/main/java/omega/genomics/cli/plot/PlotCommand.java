package omega.genomics.cli.plot;

import picocli.CommandLine.Command;

/** {@code genomics plot}. */
@Command(
        name = "plot",
        description = "Draws pictures, as SVG or PNG.",
        subcommands = {
            PlotGeneCommand.class,
            PlotDensityCommand.class,
            PlotFrequencyCommand.class,
            PlotTitvCommand.class,
            PlotExpressionCommand.class
        })
public final class PlotCommand {}
