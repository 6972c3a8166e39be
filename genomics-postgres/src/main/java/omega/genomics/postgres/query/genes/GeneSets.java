package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.GENE_SETS;
import static omega.genomics.postgres.jooq.Tables.GENE_SET_MEMBERS;

import java.util.List;
import omega.genomics.postgres.query.UnknownNameException;
import org.jooq.DSLContext;

/** Gene sets by their names. */
public final class GeneSets {
    private GeneSets() {}

    /** Returns the names of all sets, in order. */
    static List<String> names(DSLContext context) {
        return context.select(GENE_SETS.SET_NAME)
                .from(GENE_SETS)
                .orderBy(GENE_SETS.SET_NAME)
                .fetch(GENE_SETS.SET_NAME);
    }

    /**
     * Returns the symbols of a set, in its order.
     *
     * @throws UnknownNameException if there is no such set
     */
    public static List<String> symbols(DSLContext context, String set) {
        List<String> symbols = context.select(GENE_SET_MEMBERS.SYMBOL)
                .from(GENE_SET_MEMBERS)
                .where(GENE_SET_MEMBERS.SET_NAME.eq(set))
                .orderBy(GENE_SET_MEMBERS.ORDINAL)
                .fetch(GENE_SET_MEMBERS.SYMBOL);
        if (symbols.isEmpty()) {
            check(context, set);
        }
        return symbols;
    }

    /**
     * Checks that there is such a set.
     *
     * @throws UnknownNameException if there is not
     */
    public static void check(DSLContext context, String set) {
        List<String> names = names(context);
        if (!names.contains(set)) {
            throw UnknownNameException.among("gene set", set, names);
        }
    }
}
