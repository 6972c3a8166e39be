package omega.genomics.postgres.query;

import static org.jooq.impl.DSL.inline;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import omega.genomics.postgres.internal.Catalog;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The order of contigs in answers: numbers, then X, Y, MT, then all others by name. In Java and in SQL alike. */
public final class ContigOrder {
    public static final Comparator<String> BY_RANK =
            Comparator.comparingInt((String contig) -> rank(contig)).thenComparing(Comparator.naturalOrder());

    private static final List<String> NAMED = List.of("X", "Y", "MT");
    private static final int FIRST_NAMED = 1_000_000;
    private static final int OTHERS = 2_000_000;

    private ContigOrder() {}

    public static int rank(String contig) {
        Objects.requireNonNull(contig, "contig");
        if (contig.matches("[0-9]{1,6}")) {
            return Integer.parseInt(contig);
        }
        int named = NAMED.indexOf(contig);
        return named < 0 ? OTHERS : FIRST_NAMED + named;
    }

    public static Field<Integer> rank(Field<String> contig) {
        return DSL.field(
                "CASE WHEN {0} ~ '^[0-9]{1,6}$' THEN {0}::int WHEN {0} = 'X' THEN {1} WHEN {0} = 'Y' THEN {2}"
                        + " WHEN {0} = 'MT' THEN {3} ELSE {4} END",
                SQLDataType.INTEGER,
                contig,
                inline(FIRST_NAMED),
                inline(FIRST_NAMED + 1),
                inline(FIRST_NAMED + 2),
                inline(OTHERS));
    }

    /**
     * Returns the contigs that have variants, or a partition for them, in order. Those without a partition of their own are found
     * by skipping from name to name in the index. A partition may be a plain or a foreign table, whose rows nobody here counts;
     * left out are only those of the library's own that no dataset has a part of.
     */
    public static List<String> contigs(DSLContext context, String schema) {
        return contigs(context, schema, "variants");
    }

    /** Returns the same of another table that is partitioned like {@code variants}. */
    public static List<String> contigs(DSLContext context, String schema, String table) {
        String variants = "\"" + schema + "\"." + table;
        return context
                .fetch("SELECT listed.value FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid, " + Catalog.LISTED
                        + " WHERE i.inhparent = '" + variants + "'::regclass AND (c.relkind <> 'p'"
                        + " OR EXISTS (SELECT FROM pg_inherits leaf WHERE leaf.inhparent = c.oid))"
                        + " UNION ALL (WITH RECURSIVE other AS ((SELECT chromosome FROM " + variants
                        + "_other ORDER BY chromosome LIMIT 1) UNION ALL SELECT (SELECT v.chromosome FROM "
                        + variants
                        + "_other v WHERE v.chromosome > o.chromosome ORDER BY v.chromosome LIMIT 1)"
                        + " FROM other o WHERE o.chromosome IS NOT NULL) SELECT chromosome FROM other)")
                .stream()
                .map(row -> row.get(0, String.class))
                .filter(contig -> contig != null)
                .sorted(BY_RANK)
                .toList();
    }
}
