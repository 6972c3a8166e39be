package omega.genomics.postgres.load.run;

import java.io.IOException;
import javax.sql.DataSource;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ProgressListener;

/**
 * What every loader is told: where to load what, under which name, how, and who hears of it. Each setting returns others.
 *
 * @param connections how many write at once
 */
public record LoadSettings(
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
    public static LoadSettings of(
            DataSource dataSource, String schema, InputSource source, String dataset, int connections) {
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

    public LoadSettings withDataset(String name) {
        StorableText.checkedName("dataset", name);
        return new LoadSettings(dataSource, schema, source, name, mode, connections, listener, cancel, limits);
    }

    public LoadSettings withMode(LoadMode other) {
        return new LoadSettings(dataSource, schema, source, dataset, other, connections, listener, cancel, limits);
    }

    public LoadSettings withConnections(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 connection or more, found " + number);
        }
        return new LoadSettings(dataSource, schema, source, dataset, mode, number, listener, cancel, limits);
    }

    public LoadSettings withListener(ProgressListener other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, other, cancel, limits);
    }

    public LoadSettings withCancel(CancelSignal other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, listener, other, limits);
    }

    /** For tests that cannot wait for minutes. */
    public LoadSettings withLimits(LockLimits other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, listener, cancel, other);
    }

    /**
     * Plans a load with these settings.
     *
     * @param kind what the rows are
     * @param options those that shape the rows, as text
     */
    public LoadPlan plan(String kind, String options) {
        return new LoadPlan(kind, dataset, mode, source, options, connections, listener, cancel, limits);
    }

    /** Runs a loader's steps. */
    public LoadReport run(String kind, String options, LoadRun.Steps steps) throws IOException {
        return LoadRun.execute(dataSource, schema, plan(kind, options), steps);
    }
}
