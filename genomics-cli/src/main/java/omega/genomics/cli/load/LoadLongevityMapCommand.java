package omega.genomics.cli.load;

import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.longevity.HagrLoad;
import picocli.CommandLine.Command;

/** {@code genomics load longevitymap}. */
@Command(name = "longevitymap", description = "Loads LongevityMap: studies of variants and longevity.")
final class LoadLongevityMapCommand extends HagrWork {
    @Override
    HagrLoad loader(AssemblyDatabase assembly, InputSource source) {
        return assembly.loadLongevityMap(source);
    }
}
