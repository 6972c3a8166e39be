package omega.genomics.postgres.load.run;

import java.util.List;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.ProgressListener;

/**
 * What a caller asks of a loader.
 *
 * @param kind what the rows are; with the dataset's name, the key of a dataset
 * @param dataset the dataset's name
 * @param mode replace or append
 * @param sources the files, one or more
 * @param options those that shape the rows, as text: with another text the same file is another load
 * @param connections how many connections write
 * @param listener is told the progress
 * @param cancel stops the load
 * @param limits how long the switch may be in the way of readers, and they in its
 */
record LoadPlan(
        String kind,
        String dataset,
        LoadMode mode,
        List<InputSource> sources,
        String options,
        int connections,
        ProgressListener listener,
        CancelSignal cancel,
        LockLimits limits) {

    LoadPlan {
        sources = List.copyOf(sources);
    }

    /** Names the files for people. */
    String sourceName() {
        String first = sources.get(0).name();
        int more = sources.size() - 1;
        return more == 0 ? first : first + " and " + more + (more == 1 ? " other file" : " other files");
    }

    /** Names the dataset for messages. */
    String describe() {
        return kind + " dataset \"" + dataset + "\"";
    }
}
