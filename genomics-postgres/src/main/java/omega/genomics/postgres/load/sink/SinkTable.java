package omega.genomics.postgres.load.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.stage.ParentTables;
import omega.genomics.postgres.load.stage.TableKeys;
import org.jspecify.annotations.Nullable;

/**
 * A table that a sink writes to, as the server has it.
 *
 * @param columns what a row brings, in order; the contig and the dataset are not among them
 * @param partitions the partition of each contig that has one of its own; null if the table is not partitioned by contig
 */
record SinkTable(
        String name, List<String> columns, @Nullable Map<String, String> partitions) {
    private static final String CONTIG = "chromosome";
    private static final String DATASET = "dataset_id";
    private static final Set<String> BY_CONTIG = Set.of("variants", "consequence_sets");
    /** Other tables have keys that one part cannot know of another, or counts that only their loader takes. */
    private static final Set<String> ALLOWED = Set.of("variants", "consequence_sets", "samples");

    /** Refuses what no sink can write to, before anything is asked of the server. */
    static void check(String name, List<String> columns) {
        if (!ALLOWED.contains(name)) {
            throw new IllegalArgumentException("expected a table of " + ALLOWED + ", found \"" + name + "\"");
        }
        if (columns.isEmpty() || new LinkedHashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("expected columns of " + name + ", each once, found " + columns);
        }
        if (columns.contains(DATASET) || (BY_CONTIG.contains(name) && columns.contains(CONTIG))) {
            throw new IllegalArgumentException("expected columns of " + name + " without " + DATASET
                    + (BY_CONTIG.contains(name) ? " and " + CONTIG : "") + ", which the sink fills in, found "
                    + columns);
        }
    }

    /** Looks the table up, and at all tables that become parents of staged ones. */
    static SinkTable find(Connection connection, String schema, ParentTables parents, String name, List<String> columns)
            throws SQLException {
        check(name, columns);
        Catalog catalog = new Catalog(connection, schema);
        checkColumns(catalog.columns(Sql.name(schema, name)), name, columns);
        if (!BY_CONTIG.contains(name)) {
            parents.meet(connection, name);
            return new SinkTable(name, columns, null);
        }
        Map<String, String> partitions = new LinkedHashMap<>();
        Set<String> foreign = catalog.foreign();
        for (Map.Entry<String, String> listed : catalog.listed(name).entrySet()) {
            if (!foreign.contains(listed.getValue())) {
                partitions.put(listed.getKey(), listed.getValue());
                parents.meet(connection, listed.getValue());
            }
        }
        parents.meet(connection, TableKeys.other(name));
        return new SinkTable(name, columns, partitions);
    }

    private static void checkColumns(List<Catalog.Column> there, String name, List<String> columns) {
        Set<String> names = there.stream().map(Catalog.Column::name).collect(Collectors.toSet());
        List<String> unknown =
                columns.stream().filter(column -> !names.contains(column)).toList();
        if (!unknown.isEmpty()) {
            throw new LoadException("expected columns of " + name + ", found " + unknown);
        }
        List<String> missing = there.stream()
                .filter(Catalog.Column::isRequired)
                .map(Catalog.Column::name)
                .filter(column -> !columns.contains(column)
                        && !column.equals(DATASET)
                        && !(column.equals(CONTIG) && BY_CONTIG.contains(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new LoadException(
                    "expected all columns of " + name + " that a row must have, found none for " + missing);
        }
    }

    boolean isByContig() {
        return partitions != null;
    }

    /** Returns the table that a contig's rows become a part of. */
    String parent(@Nullable String contig) {
        return partitions == null ? name : partitions.getOrDefault(contig, TableKeys.other(name));
    }

    /** Tells whether the contig's rows are in a table of their own, which need not be told the contig with each. */
    boolean hasOwn(@Nullable String contig) {
        return partitions == null || partitions.containsKey(contig);
    }

    String copyColumns(boolean ofOneContig) {
        String own = columns.stream().map(Catalog::quoted).collect(Collectors.joining(", "));
        return ofOneContig ? own : CONTIG + ", " + own;
    }

    Map<String, String> constants(int datasetId, @Nullable String contig) {
        Map<String, String> constants = new LinkedHashMap<>();
        constants.put(DATASET, Integer.toString(datasetId));
        if (partitions != null && contig != null && hasOwn(contig)) {
            constants.put(CONTIG, Sql.literal(contig));
        }
        return constants;
    }
}
