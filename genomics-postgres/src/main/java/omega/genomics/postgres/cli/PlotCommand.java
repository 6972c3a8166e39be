package omega.genomics.postgres.cli;

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
final class PlotCommand {}
