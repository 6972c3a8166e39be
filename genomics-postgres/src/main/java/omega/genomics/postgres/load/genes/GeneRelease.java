package omega.genomics.postgres.load.genes;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Catalog;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.release.DatasetParts;
import omega.genomics.postgres.load.release.NextRelease;
import omega.genomics.postgres.load.run.GeneReleaseCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.stage.StagedTable;
import omega.genomics.postgres.table.GeneTable;

/**
 * The release that a load of genes makes. A gene that differs is replaced as a whole: it and everything below it moves to the history, and its
 * new rows get new keys. Genes that are equal keep their rows.
 */
final class GeneRelease {
    private static final String ENDED = "pg_temp.ended_keys";

    private final LoadRun run;
    private final NextRelease next;
    private KnownGenes known = new KnownGenes();

    GeneRelease(LoadRun run, NextRelease next) {
        this.run = run;
        this.next = next;
    }

    /** Returns the genes of the previous release; none for the first release. */
    KnownGenes known() throws SQLException {
        known = new KnownGenes();
        if (next.isRenewal()) {
            run.ask(
                    row -> {
                        known.add(row.getLong(1), row.getInt(2));
                        return true;
                    },
                    "SELECT digest, gene_key FROM " + run.qualified("genes") + " WHERE dataset_id = ?",
                    run.datasetId());
        }
        return known;
    }

    /** Returns the last keys in use: those of new rows follow them. */
    GeneRows.Keys lastKeys() throws SQLException {
        return next.isRenewal()
                ? run.ask(
                                row -> new GeneRows.Keys(row.getInt(1), row.getInt(2)),
                                "SELECT last_gene_key, last_transcript_key FROM " + run.qualified("dataset_releases")
                                        + " WHERE dataset_id = ? AND release = ?",
                                run.datasetId(),
                                next.numberBefore())
                        .get(0)
                : new GeneRows.Keys(0, 0);
    }

    /** Keeps a staged table apart from the dataset if its rows are exchanged. */
    StagedTable staged(StagedTable table) {
        return next.isRenewal() ? table.passedOn() : table;
    }

    /** Makes the release visible. */
    LoadReport makeVisible(Set<String> unknownContigs) throws SQLException {
        return next.isRenewal() ? renew(unknownContigs) : run.switchIn(unknownContigs, this::write);
    }

    private LoadReport renew(Set<String> unknownContigs) throws SQLException {
        DatasetParts dataset = new DatasetParts(run);
        List<Exchange> exchanges = exchanges(dataset);
        return run.renew(
                unknownContigs,
                connection -> {
                    for (Exchange exchange : exchanges) {
                        exchange.run(connection);
                    }
                    Sql.execute(connection, "DROP TABLE " + ENDED);
                },
                connection -> {
                    exchanges.forEach(exchange -> dataset.grow(exchange.table.sqlName(), exchange.growth));
                    dataset.writeCounts(connection);
                    write(connection);
                });
    }

    /** Makes what is missing; nothing that readers see changes. */
    private List<Exchange> exchanges(DatasetParts dataset) throws SQLException {
        Map<String, String> staged = run.staged();
        Map<GeneTable, Exchange> exchanges = new LinkedHashMap<>();
        for (GeneTable table : GeneTable.values()) {
            exchanges.put(
                    table,
                    new Exchange(
                            table,
                            dataset.part(table.sqlName(), List.of()),
                            dataset.part(table.history(), List.of()),
                            run.qualified(Objects.requireNonNull(staged.get(table.sqlName())))));
        }
        run.work(connection -> {
            Sql.execute(
                    connection,
                    "DROP TABLE IF EXISTS " + ENDED
                            + "; CREATE TEMP TABLE ended_keys (gene_key int, transcript_key int)");
            Sql.update(
                    connection,
                    "INSERT INTO " + ENDED + " SELECT g, t.transcript_key FROM unnest(?::int[]) g LEFT JOIN "
                            + Objects.requireNonNull(exchanges.get(GeneTable.TRANSCRIPTS)).part
                            + " t ON t.gene_key = g",
                    (Object) known.left());
            Sql.execute(connection, "ANALYZE " + ENDED);
        });
        return List.copyOf(exchanges.values());
    }

    /** The rows of a table, which are exchanged. */
    private final class Exchange {
        private final GeneTable table;
        private final String part;
        private final String history;
        private final String staged;
        private long growth;

        Exchange(GeneTable table, String part, String history, String staged) {
            this.table = table;
            this.part = part;
            this.history = history;
            this.staged = staged;
        }

        void run(Connection connection) throws SQLException {
            List<Catalog.Column> all = new Catalog(connection, run.schema()).columns(part);
            String columns = all.stream().map(Catalog.Column::quoted).collect(Collectors.joining(", "));
            boolean isKeyed = table != GeneTable.GENE_ALIASES;
            growth = -Sql.update(
                    connection,
                    "WITH gone AS (DELETE FROM " + part + " p WHERE "
                            + (isKeyed
                                    ? "p." + table.key() + " IN (SELECT " + table.key() + " FROM " + ENDED + ")"
                                    : "NOT " + isIn(staged))
                            + " RETURNING p.*) INSERT INTO " + history + " (" + columns + ", valid_to) SELECT "
                            + columns + ", ? FROM gone",
                    next.number());
            String values = all.stream()
                    .map(column -> column.name().equals("valid_from") ? String.valueOf(next.number()) : column.quoted())
                    .collect(Collectors.joining(", "));
            growth += Sql.update(
                    connection,
                    "INSERT INTO " + part + " (" + columns + ") SELECT " + values + " FROM " + staged + " p"
                            + (isKeyed ? "" : " WHERE NOT " + isIn(part)));
            DatasetParts.analyze(connection, history);
        }

        /** Aliases have no key: all those of the file are staged and compared. */
        private String isIn(String other) {
            return "EXISTS (SELECT FROM " + other
                    + " o WHERE o.alias = p.alias AND o.symbol = p.symbol AND o.source = p.source)";
        }
    }

    /** Writes that the dataset has the release, and how it differs. */
    private void write(Connection connection) throws SQLException {
        String releases = run.qualified("dataset_releases");
        next.write(connection, new ReleaseCounts(next.name(), next.previous(), 0, 0, 0, 0));
        Sql.update(
                connection,
                "UPDATE " + releases + " r SET last_gene_key = greatest((SELECT max(o.last_gene_key) FROM " + releases
                        + " o WHERE o.dataset_id = r.dataset_id), (SELECT max(gene_key) FROM "
                        + run.qualified("genes") + " g WHERE g.dataset_id = r.dataset_id), 0), last_transcript_key ="
                        + " greatest((SELECT max(o.last_transcript_key) FROM " + releases
                        + " o WHERE o.dataset_id = r.dataset_id), (SELECT max(transcript_key) FROM "
                        + run.qualified("transcripts")
                        + " t WHERE t.dataset_id = r.dataset_id), 0) WHERE r.dataset_id = ? AND r.release = ?",
                run.datasetId(),
                next.number());
        Sql.update(
                connection,
                "UPDATE " + run.qualified("datasets") + " SET longest_feature = greatest(longest_feature, (SELECT"
                        + " max(end_pos - start_pos + 1) FROM " + run.qualified("gene_history")
                        + " WHERE dataset_id = ?)) WHERE dataset_id = ?",
                run.datasetId(),
                run.datasetId());
        run.released(GeneReleaseCounts.write(
                connection,
                run.schema(),
                run.datasetId(),
                next.number(),
                GeneReleaseCounts.totals(connection, run.schema(), run.datasetId())));
    }
}
