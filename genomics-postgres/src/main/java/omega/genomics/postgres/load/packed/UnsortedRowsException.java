package omega.genomics.postgres.load.packed;

import omega.genomics.postgres.load.run.ReadAgainException;

/** Rows came in another order than that of blocks: they have to be sorted first. */
public final class UnsortedRowsException extends ReadAgainException {
    private static final long serialVersionUID = 1;

    public UnsortedRowsException(String message) {
        super(message);
    }
}
