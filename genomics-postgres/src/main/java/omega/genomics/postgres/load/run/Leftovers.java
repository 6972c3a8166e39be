package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What loads that were killed or failed have staged for a dataset. */
public final class Leftovers {
    private Leftovers() {}

    /** Drops all of it, under the dataset's {@link RunLock}; returns false if there was nothing. */
    public static boolean drop(Connection connection, String schema, String kind, String dataset) throws SQLException {
        RunLog log = new RunLog(connection, schema);
        for (RunLog.Unfinished run : log.unfinished()) {
            if (run.kind().equals(kind) && run.dataset().equals(dataset)) {
                log.abandon(run.runId());
            }
        }
        return log.dropStaged(kind, dataset, Optional.empty());
    }
}
