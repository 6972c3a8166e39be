package omega.genomics.postgres.load;

import java.io.IOException;
import javax.sql.DataSource;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.LockLimits;

/**
 * What every loader is told: where to load what, under which name, how, and who hears of it. Each setting returns others.
 *
 * @param connections how many write at once
 */
record LoadSettings(
        DataSource dataSource,
        String schema,
        InputSource source,
        String dataset,
        LoadMode mode,
        int connections,
        ProgressListener listener,
        CancelSignal cancel,
        LockLimits limits) {

    /** Replaces, tells nobody, and is not to be stopped. */
    static LoadSettings of(DataSource dataSource, String schema, InputSource source, String dataset, int connections) {
        return new LoadSettings(
                dataSource,
                schema,
                source,
                dataset,
                LoadMode.REPLACE,
                connections,
                progress -> {},
                new CancelSignal(),
                LockLimits.DEFAULT);
    }

    LoadSettings withDataset(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected a name for the dataset, found a blank one");
        }
        return new LoadSettings(dataSource, schema, source, name, mode, connections, listener, cancel, limits);
    }

    LoadSettings withMode(LoadMode other) {
        return new LoadSettings(dataSource, schema, source, dataset, other, connections, listener, cancel, limits);
    }

    LoadSettings withConnections(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 connection or more, found " + number);
        }
        return new LoadSettings(dataSource, schema, source, dataset, mode, number, listener, cancel, limits);
    }

    LoadSettings withListener(ProgressListener other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, other, cancel, limits);
    }

    LoadSettings withCancel(CancelSignal other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, listener, other, limits);
    }

    /** For tests that cannot wait for minutes. */
    LoadSettings withLimits(LockLimits other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, listener, cancel, other);
    }

    /**
     * @param kind what the rows are
     * @param options those that shape the rows, as text
     */
    LoadPlan plan(String kind, String options) {
        return new LoadPlan(kind, dataset, mode, source, options, connections, listener, cancel, limits);
    }

    /** Runs a loader's steps. */
    LoadReport run(String kind, String options, LoadRun.Steps steps) throws IOException {
        return LoadRun.execute(dataSource, schema, plan(kind, options), steps);
    }
}
