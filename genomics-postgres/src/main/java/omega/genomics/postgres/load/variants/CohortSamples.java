package omega.genomics.postgres.load.variants;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/** Stages the names of a cohort's samples beside its variants. */
final class CohortSamples {
    static final String TABLE = "samples";

    private final LoadRun run;
    private @Nullable StagedTable table;

    CohortSamples(LoadRun run) {
        this.run = run;
    }

    /** Writes the samples of a file; those of an earlier file that this one is appended to must be the same. */
    void write(List<String> names, LoadMode mode) {
        try {
            if (mode == LoadMode.APPEND) {
                check(names);
            }
            table = run.staging()
                    .stage(
                            TABLE,
                            "dataset_id, sample_index, name",
                            run.staging().idleConnection());
        } catch (SQLException e) {
            throw new LoadException("could not make a table for the samples", e);
        }
        BinaryCopyWriter rows = table.rows();
        for (int i = 0; i < names.size(); i++) {
            rows.startRow(3);
            rows.putInt(run.datasetId());
            rows.putInt(i);
            rows.putText(names.get(i));
        }
        run.sealEarly(table);
    }

    /** The packed genotypes of a dataset know its samples by one numbering. */
    private void check(List<String> names) throws SQLException {
        List<String> there = run.ask(
                row -> row.getString(1),
                "SELECT name FROM " + run.qualified(TABLE) + " WHERE dataset_id = ? ORDER BY sample_index",
                run.datasetId());
        if (!there.isEmpty() && !there.equals(names)) {
            throw new LoadException("expected the " + there.size() + " samples of the dataset in their order, found "
                    + names.size() + " samples, other or in another order: load the file as a dataset of its own");
        }
    }

    /** Adds the rows to those of the run's other tables. */
    void count(Map<String, Long> rowsWritten) {
        if (table != null) {
            rowsWritten.put(TABLE, table.rowCount());
        }
    }
}
