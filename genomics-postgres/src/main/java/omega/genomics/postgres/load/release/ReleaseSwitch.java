package omega.genomics.postgres.load.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import omega.genomics.postgres.copy.CopyTarget;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.TableKeys;
import omega.genomics.postgres.table.VariantColumn;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the rows that differ between two releases, in the partitions of the dataset: those that end move to its history, and those
 * that are new come from staged tables. Statements of readers see the rows before or after it.
 */
final class ReleaseSwitch {
    static final String VARIANTS = "variants";
    static final String DIGESTS = "variant_digests";
    private static final String HISTORY = "variant_history";
    private static final String IDENTITY = "chromosome, position, ref, alt, ordinal";
    /** What is kept of a row that was added: by these it is found. */
    private static final List<VariantColumn> FOUND_BY = List.of(
            VariantColumn.DATASET_ID,
            VariantColumn.CHROMOSOME,
            VariantColumn.POSITION,
            VariantColumn.END_POS,
            VariantColumn.RECORD_NUMBER,
            VariantColumn.ALLELE_INDEX,
            VariantColumn.ORDINAL,
            VariantColumn.VARIANT_TYPE,
            VariantColumn.REF,
            VariantColumn.ALT,
            VariantColumn.GENE);

    private final LoadRun run;
    private final int number;
    private final List<String> indexes;
    private final List<Part> parts = new ArrayList<>();
    private final String columns = columns("", column -> true);
    private String countsBefore = "{}";
    private long same;
    private long added;
    private long removed;
    private long changed;

    /** Tables of one partition by contig, with their schemas: those of the dataset, and the staged one. */
    private static final class Part {
        private final String parent;
        private final String rows;
        private final String history;
        private final @Nullable String staged;
        private long growth;

        private Part(String parent, String rows, String history, @Nullable String staged) {
            this.parent = parent;
            this.rows = rows;
            this.history = history;
            this.staged = staged;
        }
    }

    ReleaseSwitch(LoadRun run, int number, List<String> indexes) {
        this.run = run;
        this.number = number;
        this.indexes = indexes;
    }

    private interface Choice {
        boolean has(VariantColumn column);
    }

    private static String columns(String of, Choice choice) {
        return Arrays.stream(VariantColumn.values())
                .map(column -> choice.has(column) ? of + column.sqlName() : "NULL")
                .collect(Collectors.joining(", "));
    }

    private static String isSame(String one, String other) {
        return one + ".position = " + other + ".position AND " + one + ".ref = " + other + ".ref AND " + one
                + ".alt IS NOT DISTINCT FROM " + other + ".alt AND " + one + ".ordinal = " + other + ".ordinal AND "
                + one
                + ".chromosome = " + other + ".chromosome";
    }

    // ---- before --------------------------------------------------------------------------------------------------

    /** Makes what is missing, and finds out which rows end; nothing that readers see changes. */
    void prepare(RemovedRows gone) throws SQLException {
        countsBefore = run.ask(
                        row -> row.getString(1),
                        "SELECT row_counts::text FROM " + run.qualified("datasets") + " WHERE dataset_id = ?",
                        run.datasetId())
                .get(0);
        run.work(connection -> Sql.execute(
                connection,
                "DROP TABLE IF EXISTS " + RemovedRows.TABLE + "; CREATE TEMP TABLE ended_rows AS SELECT " + IDENTITY
                        + " FROM " + run.qualified(VARIANTS) + " WITH NO DATA"));
        Map<String, String> staged = run.staged();
        Map<String, String> byContig = run.catalog().listed(VARIANTS);
        Map<String, List<String>> removedFrom = new LinkedHashMap<>();
        for (String contig : gone.contigs()) {
            removedFrom
                    .computeIfAbsent(byContig.getOrDefault(contig, TableKeys.other(VARIANTS)), of -> new ArrayList<>())
                    .add(contig);
        }
        TreeSet<String> parents = new TreeSet<>(staged.keySet());
        parents.addAll(removedFrom.keySet());
        for (String parent : parents) {
            String table = staged.get(parent);
            String suffix = parent.substring(VARIANTS.length());
            Part part = new Part(
                    parent,
                    partition(parent),
                    partition(HISTORY + suffix),
                    table == null ? null : run.qualified(table));
            partition(DIGESTS + suffix);
            parts.add(part);
            leaveOutSame(part);
            for (String contig : removedFrom.getOrDefault(parent, List.of())) {
                gone.write(contig, part.rows);
            }
        }
        run.work(connection -> Sql.execute(connection, "ANALYZE " + RemovedRows.TABLE));
    }

    /** Digests are of rows as they were sent: another way to write the same value looks like a change. */
    private void leaveOutSame(Part part) throws SQLException {
        if (part.staged == null) {
            return;
        }
        Choice content = column -> column != VariantColumn.RECORD_NUMBER;
        UnaryOperator<String> values = of -> Arrays.stream(VariantColumn.values())
                .filter(content::has)
                .map(column -> of + column.sqlName())
                .collect(Collectors.joining(", ", "(", ")"));
        run.work(connection -> same += Sql.update(
                connection,
                "DELETE FROM " + part.staged + " s USING " + part.rows + " v WHERE " + isSame("v", "s") + " AND "
                        + values.apply("s.") + " IS NOT DISTINCT FROM " + values.apply("v.")));
    }

    /** Returns the dataset's partition of a table; makes it, empty, if there is none. */
    private String partition(String parent) throws SQLException {
        Optional<String> there = run.catalog().partition(parent, run.datasetId());
        if (there.isPresent()) {
            return there.get();
        }
        String name = run.qualified(run.name(parent + "_added"));
        run.work(connection -> Sql.inTransaction(connection, transaction -> {
            Sql.execute(
                    transaction,
                    "CREATE TABLE " + name + " (LIKE " + run.qualified(parent)
                            + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS INCLUDING STORAGE)");
            for (String statistics : new Catalog(transaction, run.schema()).statistics(run.qualified(parent))) {
                Sql.execute(transaction, "ALTER TABLE " + name + " " + statistics);
            }
            List<String> all = new ArrayList<>(TableKeys.of(run.schema(), parent));
            all.addAll(parent.startsWith(VARIANTS) ? indexes : List.of());
            for (String index : all) {
                boolean isUnique = index.startsWith("UNIQUE ");
                Sql.execute(
                        transaction,
                        "CREATE " + (isUnique ? "UNIQUE " : "") + "INDEX ON " + name + " "
                                + (isUnique ? index.substring("UNIQUE ".length()) : index));
            }
            Sql.execute(transaction, Catalog.attach(run.qualified(parent), name, run.datasetId()));
            return true;
        }));
        return name;
    }

    // ---- the change ----------------------------------------------------------------------------------------------

    /**
     * Exchanges the rows.
     *
     * @param connection in the transaction of the switch
     * @param digests rows of {@code variant_digests}, as COPY sends them
     */
    void run(Connection connection, byte[] digests) throws SQLException {
        for (Part part : parts) {
            long added = 0;
            if (part.staged != null) {
                added = addAbsences(connection, part, part.staged);
                changed += end(connection, part, part.staged);
            }
            long removed = end(connection, part, RemovedRows.TABLE);
            if (part.staged != null) {
                Sql.execute(
                        connection,
                        "INSERT INTO " + part.rows + " (" + columns + ") SELECT " + columns + " FROM " + part.staged);
            }
            analyze(connection, part.history);
            part.growth = added - removed;
            this.added += added;
            this.removed += removed;
        }
        Sql.execute(connection, "DROP TABLE " + RemovedRows.TABLE);
        if (digests.length > 0) {
            try (CopyTarget target = CopyTarget.open(
                    connection,
                    "COPY " + run.qualified(DIGESTS) + " (" + DigestWriter.COLUMNS + ") FROM STDIN (FORMAT binary)")) {
                target.write(digests, 0, digests.length);
                target.finish();
            }
        }
    }

    /**
     * Analyses a history that has grown by a tenth or more since it was done last. Each release adds about as many rows: that happens in
     * the first releases, and seldom later.
     */
    private static void analyze(Connection connection, String history) throws SQLException {
        if (Sql.query(
                        connection,
                        row -> row.getBoolean(1),
                        "SELECT pg_relation_size(oid) >= 1.1 * 8192 * relpages FROM pg_class WHERE oid = ?::regclass",
                        history)
                .contains(true)) {
            Sql.execute(connection, "ANALYZE " + history);
        }
    }

    /** Keeps when rows were added that were not there. */
    private long addAbsences(Connection connection, Part part, String staged) throws SQLException {
        return Sql.update(
                connection,
                "INSERT INTO " + part.history + " (" + columns + ", valid_from, valid_to, is_absent) SELECT "
                        + columns("s.", FOUND_BY::contains) + ", " + since(part, "s") + ", ?, true FROM " + staged
                        + " s WHERE NOT EXISTS (SELECT FROM " + part.rows + " v WHERE " + isSame("v", "s") + ")",
                number);
    }

    /** Moves rows to the history. */
    private long end(Connection connection, Part part, String ended) throws SQLException {
        return Sql.update(
                connection,
                "WITH gone AS (DELETE FROM " + part.rows + " v USING " + ended + " s WHERE " + isSame("v", "s")
                        + " RETURNING v.*) INSERT INTO " + part.history + " (" + columns
                        + ", valid_from, valid_to, is_absent) SELECT " + columns("gone.", column -> true) + ", "
                        + since(part, "gone") + ", ?, false FROM gone",
                number);
    }

    /** What a row was before, ended with the release that it is valid from. */
    private static String since(Part part, String row) {
        return "coalesce((SELECT max(h.valid_to) FROM " + part.history + " h WHERE " + isSame("h", row) + "), 0)";
    }

    ReleaseCounts counts(String name, String previous, long unsent) {
        return new ReleaseCounts(name, Optional.of(previous), added, removed, changed, unsent + same);
    }

    /** Writes how many rows the dataset has. */
    void count(Connection connection) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + run.qualified("datasets") + " SET row_counts = ?::jsonb || (SELECT"
                        + " coalesce(jsonb_object_agg(part, coalesce((?::jsonb ->> part)::bigint, 0) + growth), '{}') FROM"
                        + " unnest(?::text[], ?::bigint[]) AS g (part, growth)) WHERE dataset_id = ?",
                countsBefore,
                countsBefore,
                parts.stream().map(part -> part.parent).toArray(String[]::new),
                parts.stream().map(part -> part.growth).toArray(Long[]::new),
                run.datasetId());
    }
}
