package omega.genomics.cli.load;

import picocli.CommandLine.Command;

/** {@code genomics datasets}: what is loaded. */
@Command(
        name = "datasets",
        description = "Lists and drops what was loaded.",
        subcommands = {DatasetsListCommand.class, DatasetsReleasesCommand.class, DatasetsDropCommand.class})
public final class DatasetsCommand {}
