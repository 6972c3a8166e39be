package omega.genomics.postgres.load.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.load.LoadMode;
import org.jspecify.annotations.Nullable;

/** What a run that begins finds of earlier ones: the dataset as it is, and staged tables that it may go on with. */
final class RunStart {
    private final LoadPlan plan;
    private final RunLog log;
    private final RunSources sources;
    private final int datasetId;

    RunStart(LoadPlan plan, RunLog log, RunSources sources, int datasetId) {
        this.plan = plan;
        this.log = log;
        this.sources = sources;
        this.datasetId = datasetId;
    }

    /**
     * A run to go on with.
     *
     * @param isSealed whether everything is staged, and only the switch is left
     * @param counted what it counted if it read all files; null if it did not
     */
    record Earlier(long runId, boolean isSealed, @Nullable LoadCounts counted) {}

    /** Tells whether a dataset holds these very files. */
    boolean isThere(RunLog.Dataset dataset) {
        boolean sameFile = plan.mode() == LoadMode.APPEND
                ? List.of(dataset.sha256().split(" ")).contains(sources.value())
                : dataset.sha256().equals(sources.value());
        return sameFile && dataset.options().equals(plan.options());
    }

    /** Returns whether the same call again could go on with what this one staged. */
    boolean isRepeatable() {
        return plan.mode() == LoadMode.REPLACE && sources.isKnown();
    }

    /** Finds the run of the same call that got furthest, and drops what others have staged. */
    Optional<Earlier> takeOver(boolean mayTakeOver) throws SQLException {
        boolean asks = mayTakeOver && isRepeatable();
        Optional<Long> complete = asks ? log.complete(plan, datasetId, sources.value()) : Optional.empty();
        Optional<Long> kept = asks && complete.isEmpty() ? log.begun(plan, datasetId, sources.value()) : complete;
        log.dropStaged(plan.kind(), plan.dataset(), kept);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        long runId = kept.get();
        log.reopen(runId);
        if (complete.isPresent()) {
            return Optional.of(new Earlier(runId, true, null));
        }
        LoadCounts found = log.counts(runId);
        @Nullable LoadCounts counted = found.rowsWritten().isEmpty() ? null : found;
        log.dropUnusable(runId, counted != null);
        return Optional.of(new Earlier(runId, false, counted));
    }
}
