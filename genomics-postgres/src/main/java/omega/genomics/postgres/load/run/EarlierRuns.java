package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What a run that begins does about those before it that did not come to their end. */
final class EarlierRuns {
    private final Connection control;
    private final String schema;
    private final RunLog log;

    EarlierRuns(Connection control, String schema, RunLog log) {
        this.control = control;
        this.schema = schema;
        this.log = log;
    }

    /**
     * Marks runs that died; the caller holds the lock of this dataset. A run whose lock can be had is dead. Its tables are dropped
     * unless a later call can go on with them: whether one of this dataset does, the caller decides, and of another dataset a call
     * that loads or drops it. Who still writes a part of a sink of this dataset is cut off. A sink of another dataset is left as it is: its parts may be written although nobody holds its lock.
     */
    void bury(String kind, String dataset) throws SQLException {
        for (RunLog.Unfinished run : log.unfinished()) {
            if (run.kind().equals(kind) && run.dataset().equals(dataset)) {
                log.abandon(run.runId());
                if (run.isSink()) {
                    RunLock.endAttempts(control, schema, kind, dataset);
                }
            } else if (!run.isSink() && RunLock.tryTake(control, schema, run.kind(), run.dataset())) {
                log.abandon(run.runId());
                if (!run.isRepeatable()) {
                    log.dropParts(run.runId());
                }
                RunLock.release(control, schema, run.kind(), run.dataset());
            }
        }
    }

    /** Returns the dataset's id; one that never became visible keeps the id that its runs were given. */
    int datasetId(String kind, String dataset) throws SQLException {
        Optional<RunLog.Dataset> visible = log.dataset(kind, dataset);
        if (visible.isPresent()) {
            return visible.get().id();
        }
        Optional<Integer> earlier = log.lastDatasetId(kind, dataset);
        return earlier.isPresent() ? earlier.get() : log.nextDatasetId();
    }
}
