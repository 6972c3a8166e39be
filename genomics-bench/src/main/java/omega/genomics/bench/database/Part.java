package omega.genomics.bench.database;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One partition of a dataset, ready to be made again by hand: its rows lie on disk in both formats of COPY.
 *
 * @param parent the table it is attached to, with its schema
 * @param table its own name, with its schema
 * @param datasetId the value it is attached for
 * @param parentBound what its parent holds, as a condition; empty if the parent is no partition itself
 * @param columns those that have a value in any row
 * @param steps what makes its indexes and keys and sets its statistics, with {@code %s} for its name
 * @param rows their number
 * @param stem of the names of the two files that hold them
 */
record Part(
        String parent,
        String table,
        int datasetId,
        String parentBound,
        List<Column> columns,
        List<String> steps,
        long rows,
        Path stem) {

    /** A column and the name of its type. */
    record Column(String name, String type) {}

    /** A format of COPY. */
    enum Format {
        TEXT,
        BINARY
    }

    String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** Without the checks the server would read the whole table when it is attached. */
    String create() {
        return "CREATE TABLE " + table + " (LIKE " + parent
                + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE, CHECK (dataset_id = "
                + datasetId + ")" + (parentBound.isEmpty() ? "" : ", CHECK (" + parentBound + ")") + ")";
    }

    /** The words of a COPY into it, the first of them left to the caller. */
    String copy(Format format, String from) {
        return "copy " + table + " (" + columnNames() + ") FROM " + from + " (FORMAT " + format + ", FREEZE)";
    }

    Path file(Format format) {
        return stem.resolveSibling(stem.getFileName() + "." + format);
    }

    /** What comes after the rows: as in this library, keys that are computed come behind ANALYZE, which would gather statistics of them. */
    List<String> finish() {
        Map<Boolean, List<String>> computed = steps.stream()
                .map(step -> step.replace("%s", table))
                .collect(Collectors.partitioningBy(Part::isComputedKey));
        return Stream.of(computed.get(false), List.of("ANALYZE " + table), computed.get(true))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isComputedKey(String step) {
        return step.startsWith("CREATE UNIQUE INDEX") && step.contains("allele_key(");
    }

    String attach() {
        return "ALTER TABLE " + parent + " ATTACH PARTITION " + table + " FOR VALUES IN (" + datasetId + ")";
    }
}
