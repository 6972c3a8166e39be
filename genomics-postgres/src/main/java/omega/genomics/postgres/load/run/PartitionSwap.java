package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.DatasetPartition;
import omega.genomics.postgres.internal.ObstructedException;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.internal.TableLocks;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.stage.CopyConnection;
import org.jspecify.annotations.Nullable;

/** The one transaction that makes a run's staged tables visible in place of the dataset's old ones. */
final class PartitionSwap {
    /** How long a dataset that is new waits for a moment in which nobody reads. */
    private static final Duration PATIENCE_OF_NEW = Duration.ofSeconds(5);

    private final Connection connection;
    private final Catalog catalog;
    private final RunLog log;
    private final Changing changing;

    PartitionSwap(Connection connection, Catalog catalog, RunLog log, Changing changing) {
        this.changing = changing;
        this.connection = connection;
        this.catalog = catalog;
        this.log = log;
    }

    /** Changes tables that others read, in one transaction. */
    interface Changing {
        void change(TableLocks locks, Duration patience, CopyConnection.Work work) throws SQLException;
    }

    /**
     * Makes the tables visible.
     *
     * @param mode whether the old ones go
     * @param sourceBytes of the file, if there is one
     * @param also done in the same transaction
     */
    void run(long runId, int datasetId, LoadMode mode, @Nullable Long sourceBytes, CopyConnection.Work also)
            throws SQLException {
        List<RunLog.Part> parts = log.parts(runId);
        List<DatasetPartition> present = catalog.partitions(datasetId);
        boolean appends = mode == LoadMode.APPEND;
        Set<String> grown =
                appends ? present.stream().map(DatasetPartition::parentName).collect(Collectors.toSet()) : Set.of();
        List<DatasetPartition> dropped = appends ? List.of() : present;
        Map<String, String> attachedTo = catalog.roots(parts.stream()
                .map(RunLog.Part::parent)
                .filter(parent -> !grown.contains(parent))
                .toList());
        CopyConnection.Work work = transaction -> {
            for (DatasetPartition old : dropped) {
                Sql.execute(transaction, "DROP TABLE " + old.name());
            }
            for (RunLog.Part part : parts) {
                if (grown.contains(part.parent())) {
                    append(part);
                } else {
                    attach(part, datasetId);
                }
            }
            log.putDataset(runId, mode, sourceBytes);
            Sql.update(transaction, "DELETE FROM " + log.table("load_parts") + " WHERE run_id = ?", runId);
            log.end(runId, "done", null);
            also.run(transaction);
        };
        if (!dropped.isEmpty() || attachedTo.isEmpty() || !isAttachedAtOnce(attachedTo, work)) {
            changing.change(TableLocks.of(dropped, attachedTo), ChronoUnit.FOREVER.getDuration(), work);
        }
    }

    /**
     * Attaches while nobody plans, so that nobody sees a part of the new dataset. Where others read for long, that is not to be had:
     * then whoever plans in the moment of attaching may see a part of it, once. Making them wait would be worse.
     */
    private boolean isAttachedAtOnce(Map<String, String> attachedTo, CopyConnection.Work work) throws SQLException {
        try {
            changing.change(TableLocks.attaching(attachedTo), PATIENCE_OF_NEW, work);
            return true;
        } catch (ObstructedException othersRead) {
            return false;
        }
    }

    private void attach(RunLog.Part part, int datasetId) throws SQLException {
        Sql.execute(connection, Catalog.attach(log.table(part.parent()), log.table(part.table()), datasetId));
    }

    private void append(RunLog.Part part) throws SQLException {
        String columns = catalog.columns(log.table(part.parent())).stream()
                .map(Catalog.Column::quoted)
                .collect(Collectors.joining(", "));
        Sql.execute(
                connection,
                "INSERT INTO " + log.table(part.parent()) + " (" + columns + ") SELECT " + columns + " FROM "
                        + log.table(part.table()) + " ON CONFLICT DO NOTHING");
        Sql.execute(connection, "DROP TABLE " + log.table(part.table()));
    }
}
