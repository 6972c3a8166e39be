package omega.genomics.cli.load;

import picocli.CommandLine.Command;

/** {@code genomics load}: files into the database. */
@Command(
        name = "load",
        description = "Loads files into the database.",
        subcommands = {
            LoadGenesCommand.class,
            LoadVariantsCommand.class,
            LoadFastaCommand.class,
            LoadHgncCommand.class,
            LoadEmbeddingsCommand.class,
            LoadGeneInfoCommand.class,
            LoadExpressionCommand.class,
            LoadGenAgeCommand.class,
            LoadDrugAgeCommand.class,
            LoadLongevityMapCommand.class,
            LoadCellAgeCommand.class
        })
public final class LoadCommand {}
