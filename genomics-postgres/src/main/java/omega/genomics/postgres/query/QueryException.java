package omega.genomics.postgres.query;

/** Thrown when the database does not answer a question: connection lost, schema not migrated, statement cancelled. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
