package omega.genomics.postgres.load;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A dataset as it stands in the database.
 *
 * @param id the number that its rows bear as {@code dataset_id}
 * @param kind what its rows are: {@code genes}, {@code variants}, …
 * @param name its name within the kind
 * @param source the file it was loaded from, the last one if several were appended to each other
 * @param sha256 of the file, of several with blanks between
 * @param loadedAt when it became visible
 * @param rowsByTable rows by table, of variants by partition
 */
public record StoredDataset(
        int id,
        String kind,
        String name,
        String source,
        String sha256,
        Instant loadedAt,
        Map<String, Long> rowsByTable) {
    /** Creates a record; nothing in it may be null. */
    public StoredDataset {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(loadedAt, "loadedAt");
        Objects.requireNonNull(rowsByTable, "rowsByTable");
    }

    /**
     * Returns how its variants are stored.
     *
     * @return rows for datasets of other kinds
     */
    public VariantLayout layout() {
        return rowsByTable.keySet().stream().anyMatch(table -> table.startsWith("variant_blocks"))
                ? VariantLayout.PACKED
                : VariantLayout.ROWS;
    }

    /**
     * Returns the rows of all tables together.
     *
     * @return 0 or more
     */
    public long rows() {
        return rowsByTable.values().stream().mapToLong(Long::longValue).sum();
    }
}
