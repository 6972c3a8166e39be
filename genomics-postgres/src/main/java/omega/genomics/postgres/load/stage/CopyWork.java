package omega.genomics.postgres.load.stage;

import java.sql.SQLException;

/** What a connection does in its turn. */
interface CopyWork {
    /** Does it, on the thread of the connection. */
    void run(OpenCopy on) throws SQLException;

    /** Lets go of what it holds; instead of running it. */
    default void drop() {}

    /** Returns how many bytes of rows it has. */
    default int bytes() {
        return 0;
    }
}
