package omega.genomics.postgres.vector;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import omega.genomics.postgres.load.LoadReport;

/**
 * What became of vectors that were loaded or made.
 *
 * @param model the model's name
 * @param dimension length of its vectors
 * @param storage how the server keeps them: {@code real[]}, {@code pgvector 0.8.0}
 * @param unchanged true if the file, or every text, was there already
 * @param read vectors of the file, or genes that have a text
 * @param stored vectors written now
 * @param kept vectors left as they were, because their text has not changed
 * @param duplicates vectors left out because an earlier one is of the same gene
 * @param removed vectors taken away, because their gene is gone
 * @param unknown names in the file that no gene has, the first 1,000 of them; their vectors are stored under the name as written
 * @param elapsed of the whole call
 * @param load the report of the load: digest, rows, time by phase; empty for vectors made here
 */
public record EmbeddingReport(
        String model,
        int dimension,
        String storage,
        boolean unchanged,
        long read,
        long stored,
        long kept,
        long duplicates,
        long removed,
        Set<String> unknown,
        Duration elapsed,
        Optional<LoadReport> load) {
    /** Creates a record; nothing in it may be null. */
    public EmbeddingReport {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(unknown, "unknown");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(load, "load");
    }
}
