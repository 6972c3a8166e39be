package omega.genomics.cli.load;

import java.util.Optional;
import omega.genomics.ParseMode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of rows, records and values that break the format. */
final class StrictnessOption {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "strict: the first bad row, record or value ends the load; lenient: bad rows and records are kept in"
                            + " load_rejects. Default: strict, but for variants a value that its header contradicts is kept as"
                            + " text and reported.")
    private @Nullable ParseMode mode;

    @Option(names = "--strict", description = "The same as --mode strict.")
    private boolean strict;

    @Option(names = "--lenient", description = "The same as --mode lenient.")
    private boolean lenient;

    /** Empty for the default of the kind of file. */
    Optional<ParseMode> mode() {
        return lenient
                ? Optional.of(ParseMode.LENIENT)
                : strict ? Optional.of(ParseMode.STRICT) : Optional.ofNullable(mode);
    }
}
