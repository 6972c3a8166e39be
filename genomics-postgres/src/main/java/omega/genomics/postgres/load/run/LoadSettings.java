package omega.genomics.postgres.load.run;

import java.io.IOException;
import java.util.List;
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
        List<InputSource> sources,
        String dataset,
        LoadMode mode,
        int connections,
        ProgressListener listener,
        CancelSignal cancel,
        LockLimits limits) {

    /** Replaces, tells nobody, and is not to be stopped. */
    public static LoadSettings of(
            DataSource dataSource, String schema, InputSource source, String dataset, int connections) {
        return of(dataSource, schema, List.of(source), dataset, connections);
    }

    /**
     * The same for several files that are loaded at once.
     *
     * @throws IllegalArgumentException if there are none, or if one of several cannot be opened again
     */
    public static LoadSettings of(
            DataSource dataSource, String schema, List<InputSource> sources, String dataset, int connections) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("expected 1 file or more, found none");
        }
        for (InputSource source : sources) {
            if (sources.size() > 1 && source.path().isEmpty()) {
                throw new IllegalArgumentException(
                        "expected files, which are opened twice when several are loaded, found " + source.name());
            }
        }
        return new LoadSettings(
                dataSource,
                schema,
                List.copyOf(sources),
                dataset,
                LoadMode.REPLACE,
                connections,
                progress -> {},
                new CancelSignal(),
                LockLimits.DEFAULT);
    }

    /** Returns the file of a loader that reads one, the first of several. */
    public InputSource source() {
        return sources.get(0);
    }

    public LoadSettings withDataset(String name) {
        StorableText.checkedName("dataset", name);
        return new LoadSettings(dataSource, schema, sources, name, mode, connections, listener, cancel, limits);
    }

    public LoadSettings withMode(LoadMode other) {
        return new LoadSettings(dataSource, schema, sources, dataset, other, connections, listener, cancel, limits);
    }

    public LoadSettings withConnections(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected 1 connection or more, found " + number);
        }
        return new LoadSettings(dataSource, schema, sources, dataset, mode, number, listener, cancel, limits);
    }

    public LoadSettings withListener(ProgressListener other) {
        return new LoadSettings(dataSource, schema, sources, dataset, mode, connections, other, cancel, limits);
    }

    public LoadSettings withCancel(CancelSignal other) {
        return new LoadSettings(dataSource, schema, sources, dataset, mode, connections, listener, other, limits);
    }

    /** For tests that cannot wait for minutes. */
    public LoadSettings withLimits(LockLimits other) {
        return new LoadSettings(dataSource, schema, sources, dataset, mode, connections, listener, cancel, other);
    }

    /**
     * Plans a load with these settings.
     *
     * @param kind what the rows are
     * @param options those that shape the rows, as text
     */
    public LoadPlan plan(String kind, String options) {
        return new LoadPlan(kind, dataset, mode, sources, options, connections, listener, cancel, limits);
    }

    /** Runs a loader's steps. */
    public LoadReport run(String kind, String options, LoadRun.Steps steps) throws IOException {
        return LoadRun.execute(dataSource, schema, plan(kind, options), steps);
    }
}
