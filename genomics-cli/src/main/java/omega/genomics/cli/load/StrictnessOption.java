package omega.genomics.cli.load;

import omega.genomics.ParseMode;
import picocli.CommandLine.Option;

/** What becomes of rows and records that cannot be loaded. */
final class StrictnessOption {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "strict",
            description =
                    "strict: the first bad row or record ends the load; lenient: bad ones are kept in load_rejects.")
    private ParseMode mode = ParseMode.STRICT;

    @Option(names = "--lenient", description = "The same as --mode lenient.")
    private boolean lenient;

    ParseMode mode() {
        return lenient ? ParseMode.LENIENT : mode;
    }
}
