package omega.genomics.cli.load;

import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.longevity.HagrLoad;
import picocli.CommandLine.Command;

/** {@code genomics load cellage}. */
@Command(name = "cellage", description = "Loads CellAge: genes of cellular senescence, and gene sets by effect.")
final class LoadCellAgeCommand extends HagrWork {
    @Override
    HagrLoad loader(AssemblyDatabase assembly, InputSource source) {
        return assembly.loadCellAge(source);
    }
}
