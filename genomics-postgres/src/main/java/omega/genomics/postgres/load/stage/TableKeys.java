package omega.genomics.postgres.load.stage;

import java.util.List;
import omega.genomics.postgres.internal.Sql;

/**
 * Unique indexes that partitions of datasets have and their parents have not: declared there, they would have to repeat contig and
 * dataset in each entry.
 */
public final class TableKeys {
    private static final String OTHER = "_other";

    private TableKeys() {}

    /** Returns the default partition of a table by contig. */
    public static String other(String table) {
        return table + OTHER;
    }

    /**
     * Returns the keys of a table's partition.
     *
     * @param parent what it becomes a partition of
     * @return definitions for {@link StagedTable#withKeys}; none for a table whose keys its parent declares
     */
    public static List<String> of(String schema, String parent) {
        if (parent.startsWith("variants_")) {
            String function = Sql.name(schema, "allele_key");
            return List.of("UNIQUE (" + (parent.endsWith(OTHER) ? "chromosome, " : "") + "position, " + function
                    + "(ref, 0::smallint), " + function + "(coalesce(alt, '.'), ordinal))");
        }
        return parent.startsWith("consequence_sets_") ? List.of("UNIQUE (set_number, rank)") : List.of();
    }
}
