package omega.genomics.postgres.load;

import java.io.IOException;
import javax.sql.DataSource;
import omega.genomics.io.InputSource;

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
        CancelSignal cancel) {

    /** Replaces, tells nobody, and is not to be stopped. */
    static LoadSettings of(DataSource dataSource, String schema, InputSource source, String dataset, int connections) {
        return new LoadSettings(
                dataSource, schema, source, dataset, LoadMode.REPLACE, connections, progress -> {}, new CancelSignal());
    }

    LoadSettings withDataset(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("expected a name for the dataset, found a blank one");
        }
        return new LoadSettings(dataSource, schema, source, name, mode, connections, listener, cancel);
    }

    LoadSettings withMode(LoadMode other) {
        return new LoadSettings(dataSource, schema, source, dataset, other, connections, listener, cancel);
    }

    LoadSettings withConnections(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 connection or more, found " + number);
        }
        return new LoadSettings(dataSource, schema, source, dataset, mode, number, listener, cancel);
    }

    LoadSettings withListener(ProgressListener other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, other, cancel);
    }

    LoadSettings withCancel(CancelSignal other) {
        return new LoadSettings(dataSource, schema, source, dataset, mode, connections, listener, other);
    }

    /**
     * @param kind what the rows are
     * @param options those that shape the rows, as text
     */
    LoadPlan plan(String kind, String options) {
        return new LoadPlan(kind, dataset, mode, source, options, connections, listener, cancel);
    }

    /** Runs a loader's steps. */
    LoadReport run(String kind, String options, LoadRun.Steps steps) throws IOException {
        return LoadRun.execute(dataSource, schema, plan(kind, options), steps);
    }
}
