package omega.genomics.cli.load;

import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.longevity.HagrLoad;
import picocli.CommandLine.Command;

/** {@code genomics load drugage}. */
@Command(
        name = "drugage",
        description = "Loads DrugAge, builds 3 to 5: experiments with compounds, ranked by query interventions.")
final class LoadDrugAgeCommand extends HagrWork {
    @Override
    HagrLoad loader(AssemblyDatabase assembly, InputSource source) {
        return assembly.loadDrugAge(source);
    }
}
