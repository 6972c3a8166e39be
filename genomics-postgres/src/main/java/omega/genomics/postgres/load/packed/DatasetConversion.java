package omega.genomics.postgres.load.packed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.DatasetPartition;
import omega.genomics.postgres.internal.ExclusiveChange;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.PartitionSwap;
import omega.genomics.postgres.internal.SessionSettings;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.run.RunLock;
import omega.genomics.postgres.load.stage.ParentTables;
import omega.genomics.postgres.load.stage.TableKeys;
import omega.genomics.postgres.table.VariantColumn;

/**
 * Stores a dataset of variants in the other layout: new tables are filled from the partitions that it has and take their place, all
 * in one transaction. One that fails leaves nothing behind.
 */
public final class DatasetConversion {
    private static final String KIND = "variants";
    private static final String ROWS = "variants";
    private static final String BLOCKS = "variant_blocks";
    private static final String KEYS = "variant_block_keys";
    private static final String OPTION = " layout=packed";

    private final DataSource dataSource;
    private final String schema;
    private final String dataset;
    private final VariantLayout layout;

    /**
     * Prepares.
     *
     * @param dataset of variants
     * @param layout that it gets
     */
    public DatasetConversion(DataSource dataSource, String schema, String dataset, VariantLayout layout) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.dataset = dataset;
        this.layout = layout;
    }

    /** The dataset as it is. */
    private record Stored(int id, long run, boolean isPacked, String options) {}

    /**
     * Converts the dataset.
     *
     * @return false if it has the layout already
     * @throws LoadException if there is no such dataset, a loader is at work on it, it has what the packed layout does not keep, or the
     *     database refuses
     */
    public boolean run() {
        try (Connection connection = SessionSettings.open(dataSource)) {
            RunLock.take(connection, schema, KIND, dataset, new CancelSignal());
            try {
                return convert(connection);
            } finally {
                RunLock.release(connection, schema, KIND, dataset);
            }
        } catch (SQLException e) {
            throw new LoadException("could not convert the dataset \"" + dataset + "\"", e);
        }
    }

    private boolean convert(Connection connection) throws SQLException {
        Stored stored = Sql.query(
                        connection,
                        row -> new Stored(row.getInt(1), row.getLong(2), row.getBoolean(3), row.getString(4)),
                        "SELECT dataset_id, run_id, " + name("is_packed") + "(row_counts), options FROM "
                                + name("datasets") + " WHERE kind = ? AND name = ?",
                        KIND,
                        dataset)
                .stream()
                .findFirst()
                .orElseThrow(() ->
                        new LoadException("expected a dataset of variants, found none called \"" + dataset + "\""));
        if (stored.isPacked() == (layout == VariantLayout.PACKED)) {
            return false;
        }
        refuseReleases(connection, stored.id());
        List<DatasetPartition> old = new Catalog(connection, schema)
                .partitions(stored.id()).stream()
                        .filter(partition -> isVariants(partition.parentName()))
                        .toList();
        checkKept(stored);
        ParentTables parents = new ParentTables(schema);
        for (DatasetPartition partition : old) {
            for (String parent : parents(partition.parentName())) {
                parents.meet(connection, parent);
            }
        }
        long begin = System.nanoTime();
        Sql.inTransaction(connection, transaction -> {
            Map<String, String> staged = new LinkedHashMap<>();
            Map<String, Long> counts = new LinkedHashMap<>();
            Filling filling = new Filling(transaction, stored, parents, staged, counts);
            for (DatasetPartition partition : old) {
                if (!partition.parentName().startsWith(KEYS)) {
                    filling.fill(partition);
                }
            }
            PartitionSwap swap = new PartitionSwap(
                    transaction,
                    schema,
                    stored.id(),
                    (locks, patience, change) -> ExclusiveChange.run(
                            transaction,
                            locks,
                            LockLimits.DEFAULT.withPatienceOf(patience),
                            begin,
                            DatasetConversion::endIfInterrupted,
                            change));
            swap.exchange(old, staged, () -> describe(transaction, stored, counts));
            return true;
        });
        return true;
    }

    private void refuseReleases(Connection connection, int id) throws SQLException {
        if (!Sql.query(
                        connection,
                        row -> row.getInt(1),
                        "SELECT release FROM " + name("dataset_releases") + " WHERE dataset_id = ?",
                        id)
                .isEmpty()) {
            throw new LoadException("datasets with releases are not yet converted: \"" + dataset + "\" stays as it is");
        }
    }

    private static boolean isVariants(String parent) {
        return parent.startsWith(ROWS + "_") || parent.startsWith(BLOCKS + "_") || parent.startsWith(KEYS + "_");
    }

    /** Tables that a partition is converted to. */
    private List<String> parents(String parent) {
        if (layout == VariantLayout.PACKED) {
            String suffix = parent.substring(ROWS.length());
            return List.of(BLOCKS + suffix, KEYS + suffix);
        }
        return parent.startsWith(KEYS) ? List.of() : List.of(ROWS + parent.substring(BLOCKS.length()));
    }

    private void checkKept(Stored stored) {
        if (layout == VariantLayout.ROWS) {
            return;
        }
        if (stored.options().contains(" indexed=")) {
            throw new LoadException("packed datasets do not index INFO keys: \"" + dataset + "\" stays as it is");
        }
    }

    private static void endIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new LoadException("interrupted while waiting for readers of the dataset", true);
        }
    }

    private String name(String table) {
        return Sql.name(schema, table);
    }

    /** The same file loaded in the new layout is the same load. */
    private void describe(Connection connection, Stored stored, Map<String, Long> counts) throws SQLException {
        String options = stored.options().replace(OPTION, "");
        if (layout == VariantLayout.PACKED) {
            int before = options.indexOf(" consequences=");
            options = before < 0 ? options + OPTION : options.substring(0, before) + OPTION + options.substring(before);
        }
        String json = counts.entrySet().stream()
                .map(count -> "\"" + count.getKey() + "\": " + count.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        Sql.update(
                connection,
                "UPDATE " + name("datasets")
                        + " SET row_counts = (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM"
                        + " jsonb_each(row_counts) WHERE key !~ '^variant(s|_blocks|_block_keys)_') || ?::jsonb, options = ?"
                        + " WHERE dataset_id = ?",
                json,
                options,
                stored.id());
    }

    /** Makes and fills the new tables. */
    private final class Filling {
        private final Connection connection;
        private final Stored stored;
        private final ParentTables parents;
        private final Map<String, String> staged;
        private final Map<String, Long> counts;

        Filling(
                Connection connection,
                Stored stored,
                ParentTables parents,
                Map<String, String> staged,
                Map<String, Long> counts) {
            this.connection = connection;
            this.stored = stored;
            this.parents = parents;
            this.staged = staged;
            this.counts = counts;
        }

        void fill(DatasetPartition partition) throws SQLException {
            List<String> made = parents(partition.parentName());
            if (layout == VariantLayout.PACKED) {
                BlockCompression.choose(connection);
                String blocks = create(made.get(0));
                String keys = create(made.get(1));
                RowPacking packing = new RowPacking(connection, partition.name(), blocks, keys, stored.id());
                packing.pack();
                counts.put(made.get(0), packing.blocks());
                counts.put(made.get(1), packing.keys());
                index(made.get(1), keys);
                index(made.get(0), blocks);
            } else {
                String rows = create(made.get(0));
                String columns = String.join(", ", VariantColumn.names(List.of(VariantColumn.values())));
                counts.put(made.get(0), (long) Sql.update(
                        connection,
                        "INSERT INTO " + rows + " (" + columns + ") SELECT " + columns + " FROM (SELECT u.* FROM "
                                + partition.name() + " b CROSS JOIN LATERAL " + name("unpack_block") + "(ROW(b.*)::"
                                + name(BLOCKS) + ") u ORDER BY b.chromosome, b.block_number) AS unpacked"));
                index(made.get(0), rows);
                if (stored.options().contains(" all_consequences")) {
                    Sql.execute(
                            connection,
                            "CREATE INDEX ON " + rows + " (consequence_set) WHERE consequence_set IS NOT NULL");
                }
            }
        }

        private String create(String parent) throws SQLException {
            String table = parent + "_d" + stored.id() + "_r" + stored.run();
            Sql.execute(
                    connection,
                    "CREATE TABLE " + name(table) + " (LIKE " + name(parent)
                            + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE,"
                            + " CONSTRAINT of_dataset CHECK (dataset_id = " + stored.id() + ")" + parents.check(parent)
                            + ")");
            List<String> changes = new ArrayList<>(parents.statistics(connection, parent));
            if (!changes.isEmpty()) {
                Sql.execute(connection, "ALTER TABLE " + name(table) + " " + String.join(", ", changes));
            }
            staged.put(parent, table);
            return name(table);
        }

        private void index(String parent, String table) throws SQLException {
            for (String statement : parents.keysAndIndexes(connection, parent, table)) {
                Sql.execute(connection, statement);
            }
            Sql.execute(connection, "ANALYZE " + table);
            for (String key : TableKeys.of(schema, parent)) {
                Sql.execute(connection, "CREATE UNIQUE INDEX ON " + table + key.substring("UNIQUE".length()));
            }
        }
    }
}
