package omega.genomics.postgres.query;

import java.util.Objects;

/**
 * Thrown when a query fails: the connection is lost, the schema is not migrated, the statement was cancelled, or, as an
 * {@link UnknownNameException}, the database has nothing of a name.
 */
public sealed class QueryException extends RuntimeException permits UnknownNameException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what went wrong
     */
    public QueryException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    /**
     * Makes an exception.
     *
     * @param message what went wrong
     * @param cause why
     */
    public QueryException(String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));
    }
}
