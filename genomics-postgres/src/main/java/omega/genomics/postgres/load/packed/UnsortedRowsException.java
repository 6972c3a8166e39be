package omega.genomics.postgres.load.packed;

/** Rows came in another order than that of blocks: they have to be sorted first. */
public final class UnsortedRowsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnsortedRowsException(String message) {
        super(message);
    }
}
