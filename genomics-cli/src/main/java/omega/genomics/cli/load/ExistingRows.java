package omega.genomics.cli.load;

import omega.genomics.postgres.load.LoadMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of rows that the dataset has already. */
final class ExistingRows {
    @Option(names = "--replace", description = "Put the file in the place of what the dataset holds (default).")
    @SuppressWarnings("UnusedVariable") // The default, which a script may want to say aloud.
    private boolean replace;

    @Option(names = "--append", description = "Add the file's rows to those of the dataset.")
    private boolean append;

    static LoadMode mode(@Nullable ExistingRows chosen) {
        return chosen != null && chosen.append ? LoadMode.APPEND : LoadMode.REPLACE;
    }
}
