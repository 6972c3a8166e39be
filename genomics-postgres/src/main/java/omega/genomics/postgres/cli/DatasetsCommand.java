package omega.genomics.postgres.cli;

import picocli.CommandLine.Command;

/** {@code genomics datasets}: what is loaded. */
@Command(
        name = "datasets",
        description = "Lists and drops what was loaded.",
        subcommands = {DatasetsListCommand.class, DatasetsDropCommand.class})
final class DatasetsCommand {}
