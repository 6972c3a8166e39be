package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.CDS;
import static omega.genomics.postgres.jooq.Tables.CODING_SEQUENCES;
import static omega.genomics.postgres.jooq.Tables.EXONS;
import static omega.genomics.postgres.jooq.Tables.GENES;
import static omega.genomics.postgres.jooq.Tables.GENE_ALIASES;
import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.table.GeneTable;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The gene tables as they were in a release: each is its current rows of that release together with those in its history. Statements
 * use the usual names of the tables.
 */
final class PastGenes {
    private static final Map<GeneTable, Table<?>> TABLES = new EnumMap<>(Map.of(
            GeneTable.GENES, GENES,
            GeneTable.TRANSCRIPTS, TRANSCRIPTS,
            GeneTable.EXONS, EXONS,
            GeneTable.CODING_SEQUENCES, CODING_SEQUENCES,
            GeneTable.CDS, CDS,
            GeneTable.GENE_ALIASES, GENE_ALIASES));

    private final String schema;
    private final List<FoundRelease> releases;

    private PastGenes(String schema, List<FoundRelease> releases) {
        this.schema = schema;
        this.releases = releases;
    }

    /**
     * Returns what statements read instead of each table.
     *
     * @param context in a transaction that sees one state
     */
    static Map<Table<?>, Table<?>> sources(
            DSLContext context, String schema, ReleaseChoice wanted, DatasetChoice datasets) {
        PastGenes past = new PastGenes(schema, wanted.find(context, datasets).found());
        Map<Table<?>, Table<?>> sources = new LinkedHashMap<>();
        TABLES.forEach((table, of) -> sources.put(of, DSL.table(past.rows(table, of))));
        return sources;
    }

    private String rows(GeneTable table, Table<?> of) {
        String columns = Arrays.stream(of.fields())
                .map(column -> '"' + column.getName() + '"')
                .collect(Collectors.joining(", ", "SELECT ", " FROM "));
        String there = releases.stream()
                .map(release -> "(dataset_id = " + release.datasetId() + " AND " + table.key() + " <= "
                        + lastKeyOf(table, release) + ")")
                .collect(Collectors.joining(" OR "));
        if (table == GeneTable.GENE_ALIASES) {
            there += " OR dataset_id NOT IN ("
                    + releases.stream()
                            .map(release -> String.valueOf(release.datasetId()))
                            .collect(Collectors.joining(", "))
                    + ")";
        }
        String rows = columns + Sql.name(schema, table.sqlName()) + " WHERE " + there;
        String ended = releases.stream()
                .filter(release -> !release.isNewest())
                .map(release -> "(dataset_id = " + release.datasetId() + " AND valid_to > " + release.number() + " AND "
                        + table.key() + " <= "
                        + lastKeyOf(table, release) + ")")
                .collect(Collectors.joining(" OR "));
        return ended.isEmpty()
                ? "(" + rows + ")"
                : "(" + rows + " UNION ALL " + columns + Sql.name(schema, table.history()) + " WHERE " + ended + ")";
    }

    private String lastKeyOf(GeneTable table, FoundRelease release) {
        return table.lastKeyOf(Sql.name(schema, "dataset_releases"), release.datasetId(), release.number());
    }
}
