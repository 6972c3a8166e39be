package omega.genomics.postgres.internal;

import java.sql.SQLException;

/** Thrown when transactions of others kept a change of tables from happening. Nothing has changed then. */
public final class ObstructedException extends SQLException {
    private static final long serialVersionUID = 1L;

    ObstructedException(String message) {
        super(message, "55P03");
    }
}
