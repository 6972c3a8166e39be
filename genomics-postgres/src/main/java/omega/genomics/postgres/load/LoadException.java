package omega.genomics.postgres.load;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a load does not come to its end for a reason that is not in the file: the database refused, the connection
 * broke, another loader is at work, the caller cancelled. What was visible before still is, and nothing else.
 *
 * <p>A file that breaks its format is a {@link omega.genomics.ParseException}.
 */
public final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether the caller asked for it. */
    private final boolean cancelled;

    /** The server's code, if it said one. */
    private final @Nullable String sqlState;

    public LoadException(String message, boolean cancelled) {
        super(Objects.requireNonNull(message, "message"));

        this.cancelled = cancelled;
        this.sqlState = null;
    }

    public LoadException(String message) {
        this(message, false);
    }

    public LoadException(String message, @Nullable String sqlState, SQLException cause) {
        super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));

        this.cancelled = false;
        this.sqlState = sqlState;
    }

    public LoadException(String doing, SQLException cause) {
        super(
                Objects.requireNonNull(doing, "doing") + ": "
                        + Objects.requireNonNull(cause, "cause").getMessage(),
                cause);
        this.cancelled = false;
        this.sqlState = cause.getSQLState();
    }

    /**
     * Tells whether the caller asked for it.
     *
     * @return true after {@link CancelSignal#cancel()} or an interrupt
     */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Returns the server's code for the failure.
     *
     * @return five characters, such as {@code 57P01}; empty if the server did not say
     */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }
}
