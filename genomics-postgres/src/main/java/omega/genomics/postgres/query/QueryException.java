package omega.genomics.postgres.query;

/**
 * Thrown when a question has no answer: the connection is lost, the schema not migrated, the statement cancelled, or a gene set
 * is asked for that is not there.
 */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryException(String message) {
        super(message);
    }

    public QueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
