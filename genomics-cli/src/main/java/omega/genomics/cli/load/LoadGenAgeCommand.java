package omega.genomics.cli.load;

import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.longevity.HagrLoad;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code genomics load genage}. */
@Command(name = "genage", description = "Loads GenAge: genes related to ageing, and gene sets by evidence.")
final class LoadGenAgeCommand extends HagrWork {
    @Option(names = "--models", description = "The file contains the model organisms.")
    private boolean models;

    @Override
    HagrLoad loader(AssemblyDatabase assembly, InputSource source) {
        return models ? assembly.loadGenAgeModels(source) : assembly.loadGenAge(source);
    }
}
