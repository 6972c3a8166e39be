package omega.genomics.postgres.load.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import omega.genomics.postgres.copy.CopyTarget;
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
    /**
     * Rows are looked up one by one as long as they are few: with the usual price of a page the planner reads all rows of a contig when one in a
     * hundred differs, which takes three times as long.
     */
    private static final String FEW_ROWS = "SET LOCAL random_page_cost = 1.1";

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
    private final NextRelease release;
    private final int number;
    private final List<String> indexes;
    private final List<Part> parts = new ArrayList<>();
    private final DatasetParts dataset;
    private final String columns = columns("", column -> true);
    private long same;
    private long added;
    private long removed;
    private long changed;

    /** Tables of one partition by contig, with their schemas: those of the dataset, and the staged one. */
    private record Part(
            String parent,
            String rows,
            String history,
            @Nullable String staged) {}

    ReleaseSwitch(LoadRun run, NextRelease release, List<String> indexes) throws SQLException {
        this.run = run;
        this.release = release;
        number = release.number();
        this.indexes = indexes;
        dataset = new DatasetParts(run);
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

    /**
     * Makes what is missing, and finds out which rows end; nothing that readers see changes.
     *
     * @param compared the tables whose staged rows were compared already
     */
    void prepare(RemovedRows gone, Set<String> compared) throws SQLException {
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
                    dataset.part(parent, indexes),
                    dataset.part(HISTORY + suffix, List.of()),
                    table == null ? null : run.qualified(table));
            dataset.part(DIGESTS + suffix, List.of());
            parts.add(part);
            if (table != null && !compared.contains(parent)) {
                run.work(connection -> same += Sql.inTransaction(
                        connection, transaction -> leaveOutSame(transaction, run.qualified(table), part.rows)));
            }
            for (String contig : removedFrom.getOrDefault(parent, List.of())) {
                gone.write(contig, part.rows);
            }
        }
        run.work(connection -> Sql.execute(connection, "ANALYZE " + RemovedRows.TABLE));
    }

    /**
     * Deletes staged rows that the dataset has: digests are of rows as they were sent, so another way to write the same value looks like a change.
     *
     * @param connection in a transaction
     * @return how many
     */
    static long leaveOutSame(Connection connection, String staged, String rows) throws SQLException {
        UnaryOperator<String> values = of -> Arrays.stream(VariantColumn.values())
                .filter(column -> column != VariantColumn.RECORD_NUMBER)
                .map(column -> of + column.sqlName())
                .collect(Collectors.joining(", ", "(", ")"));
        Sql.execute(connection, FEW_ROWS);
        return Sql.update(
                connection,
                "DELETE FROM " + staged + " s USING " + rows + " v WHERE " + isSame("v", "s") + " AND "
                        + values.apply("s.") + " IS NOT DISTINCT FROM " + values.apply("v."));
    }

    // ---- the change ----------------------------------------------------------------------------------------------

    /**
     * Exchanges the rows.
     *
     * @param connection in the transaction of the switch
     * @param digests rows of {@code variant_digests}, as COPY sends them
     */
    void run(Connection connection, byte[] digests) throws SQLException {
        Sql.execute(connection, FEW_ROWS);
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
            DatasetParts.analyze(connection, part.history);
            dataset.grow(part.parent, added - removed);
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

    ReleaseCounts counts(long unsent) {
        return new ReleaseCounts(release.name(), release.previous(), added, removed, changed, unsent + same);
    }

    /** Writes how many rows the dataset has. */
    void count(Connection connection) throws SQLException {
        dataset.writeCounts(connection);
    }
}
