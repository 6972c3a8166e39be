package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import omega.genomics.postgres.internal.ExclusiveChange;
import omega.genomics.postgres.internal.PartitionSwap;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.stage.CopyConnection;
import omega.genomics.postgres.load.stage.PartState;
import org.jspecify.annotations.Nullable;

/** A run whose rows are staged completely: they are compared with what will be reported, and become visible. */
final class RunSwitch {
    private final Connection control;
    private final String schema;
    private final RunLog log;
    private final long runId;
    private final int datasetId;

    RunSwitch(Connection control, String schema, RunLog log, long runId, int datasetId) {
        this.control = control;
        this.schema = schema;
        this.log = log;
        this.runId = runId;
        this.datasetId = datasetId;
    }

    /** Returns up to three staged rows, the values of these columns joined by a colon, that the dataset has already. */
    List<String> alreadyThere(String parent, String... columns) throws SQLException {
        List<String> found = new ArrayList<>();
        for (RunLog.Part part : log.parts(runId)) {
            if (part.parent().equals(parent)) {
                found.addAll(Sql.query(
                        control,
                        row -> row.getString(1),
                        "SELECT DISTINCT concat_ws(':', " + String.join(", ", columns) + ") FROM "
                                + Sql.name(schema, part.table()) + " JOIN " + Sql.name(schema, parent)
                                + " there USING (" + String.join(", ", columns) + ") WHERE there.dataset_id = ?"
                                + " ORDER BY 1 LIMIT 3",
                        datasetId));
            }
        }
        return found;
    }

    /** Rows that are not there. */
    record Mismatch(String expected, long found) {}

    /**
     * Compares the rows of the staged tables with those that will be reported. Tables of an earlier run are counted by the
     * database: what was committed then is not taken on trust.
     *
     * @param reported rows by table
     * @param takenOver whether an earlier run has written some
     * @return the first table that differs
     */
    Optional<Mismatch> mismatch(Map<String, Long> reported, boolean takenOver) throws SQLException {
        Set<String> missing = new HashSet<>(takenOver ? reported.keySet() : Set.of());
        for (RunLog.Part part : log.parts(runId)) {
            long expected = reported.getOrDefault(part.parent(), 0L);
            long found = takenOver ? log.countRows(part) : part.rows();
            if (part.state() != PartState.COMPLETE || found != expected) {
                return Optional.of(new Mismatch(expected + " rows of " + part.parent(), found));
            }
            missing.remove(part.parent());
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Mismatch("staged rows of " + missing, 0));
    }

    /**
     * Puts the staged tables in their places.
     *
     * @param sourceBytes the stored bytes of the files, null if they are not known
     * @param changing runs a change in a transaction
     * @param also done in the same transaction
     */
    void swap(LoadMode mode, @Nullable Long sourceBytes, PartitionSwap.Changing changing, CopyConnection.Work also)
            throws SQLException {
        PartitionSwap swap = new PartitionSwap(control, schema, datasetId, changing);
        Map<String, String> tables = log.staged(runId);
        ExclusiveChange.Change done = () -> {
            log.done(runId, mode, sourceBytes);
            also.run(control);
        };
        Optional<Set<String>> only = log.replaced(runId);
        if (mode == LoadMode.APPEND) {
            swap.append(tables, only.orElse(Set.of()), done);
        } else if (only.isPresent()) {
            swap.replace(tables, only.get(), done);
        } else {
            swap.replace(tables, done);
        }
    }

    /** Writes that the staged tables were put to use, and drops them; in the transaction that changes the rows. */
    void renewed(LoadMode mode, @Nullable Long sourceBytes) throws SQLException {
        for (String table : log.staged(runId).values()) {
            Sql.execute(control, "DROP TABLE " + Sql.name(schema, table));
        }
        log.done(runId, mode, sourceBytes);
    }
}
