package omega.genomics.cli.query;

import picocli.CommandLine.Command;

/** {@code genomics query}: questions to the database. */
@Command(
        name = "query",
        description = "Queries the database.",
        subcommands = {
            QueryGeneCommand.class,
            QueryGeneChangesCommand.class,
            QueryRegionCommand.class,
            QuerySetCommand.class,
            QueryBedCommand.class,
            QueryExpressionCommand.class,
            QueryCarriersCommand.class,
            QuerySampleCommand.class,
            QueryVariantsCommand.class,
            QueryVariantCommand.class,
            QueryChangesCommand.class,
            QueryStatsCommand.class,
            QuerySimilarCommand.class,
            QueryClustersCommand.class,
            QueryInterventionsCommand.class
        })
public final class QueryCommand {}
