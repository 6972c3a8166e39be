package omega.genomics.cli.load;

import omega.genomics.postgres.load.LoadMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of rows that the dataset has already. */
final class ExistingRows {
    @Option(names = "--replace", description = "Replace the rows of the dataset (default).")
    @SuppressWarnings("UnusedVariable") // The default, which a script may want to say aloud.
    private boolean replace;

    @Option(names = "--append", description = "Add the rows of the file to the dataset.")
    private boolean append;

    @Option(
            names = "--renew",
            description =
                    "Load the file as the next --release: only rows that differ are written, and those that end stay in"
                            + " the dataset's history.")
    private boolean renew;

    static LoadMode mode(@Nullable ExistingRows chosen) {
        if (chosen == null) {
            return LoadMode.REPLACE;
        }
        return chosen.renew ? LoadMode.RENEW : chosen.append ? LoadMode.APPEND : LoadMode.REPLACE;
    }
}
