package omega.genomics.postgres.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import omega.genomics.postgres.internal.Sql;

/** The one transaction that makes a run's staged tables visible in place of the dataset's old ones. */
final class Switch {
    /** Waiting longer for a reader of the old partition would keep new readers waiting behind us. */
    private static final String LOCK_TIMEOUT = "2s";

    private static final int ATTEMPTS = 30;

    private final Connection connection;
    private final RunLog log;

    Switch(Connection connection, RunLog log) {
        this.connection = connection;
        this.log = log;
    }

    void run(long runId, int datasetId, LoadPlan plan, ProgressMeter meter, Lane.Work also) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                connection.setAutoCommit(false);
                meter.tick();
                once(runId, datasetId, plan);
                also.run(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return;
            } catch (SQLException e) {
                Sql.rollBack(connection, e);
                if (!Sql.isBusy(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void once(long runId, int datasetId, LoadPlan plan) throws SQLException {
        Sql.execute(connection, "SET LOCAL lock_timeout = '" + LOCK_TIMEOUT + "'");
        Map<String, List<String>> replaced = log.replaced(runId, datasetId);
        for (RunLog.Part part : log.parts(runId)) {
            List<String> old = replaced.getOrDefault(part.parent(), List.of());
            if (plan.mode() == LoadMode.APPEND && !old.isEmpty()) {
                append(part);
            } else {
                replace(old, part, datasetId);
            }
        }
        OptionalLong bytes = size(plan);
        log.putDataset(runId, plan, bytes.isPresent() ? bytes.getAsLong() : null);
        Sql.update(connection, "DELETE FROM " + log.table("load_parts") + " WHERE run_id = ?", runId);
        log.end(runId, "done", null);
    }

    private static OptionalLong size(LoadPlan plan) {
        try {
            return plan.source().storedSize();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void replace(List<String> old, RunLog.Part part, int datasetId) throws SQLException {
        for (String table : old) {
            Sql.execute(connection, "DROP TABLE " + table);
        }
        Sql.execute(
                connection,
                "ALTER TABLE " + log.table(part.parent()) + " ATTACH PARTITION " + log.table(part.table())
                        + " FOR VALUES IN (" + datasetId + ")");
    }

    private void append(RunLog.Part part) throws SQLException {
        String columns = Sql.query(
                        connection,
                        row -> row.getString(1),
                        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                                + " WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
                        log.table(part.parent()))
                .get(0);
        Sql.execute(
                connection,
                "INSERT INTO " + log.table(part.parent()) + " (" + columns + ") SELECT " + columns + " FROM "
                        + log.table(part.table()) + " ON CONFLICT DO NOTHING");
        Sql.execute(connection, "DROP TABLE " + log.table(part.table()));
    }
}
