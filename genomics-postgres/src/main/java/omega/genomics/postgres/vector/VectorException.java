package omega.genomics.postgres.vector;

/** Thrown when the database does not answer, knows no such model or gene, or a vector is not one of its model. */
public final class VectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VectorException(String message) {
        super(message);
    }

    VectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
