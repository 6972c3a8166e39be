package omega.genomics.postgres.query;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Functions that return variants of packed datasets, with the columns of {@code variants}. They are planned once a session and read
 * few blocks. A statement that calls one has the condition {@link #stay}.
 */
public final class PackedLookups {
    /** The table of blocks. */
    public static final String BLOCKS = "variant_blocks";

    private static final String KEYS = "variant_block_keys";

    private PackedLookups() {}

    /**
     * Returns a condition that is true, and names the tables of blocks and keys: a statement locks what it names before it sees its
     * state, so that no load can take a packed partition away before a function reads it.
     *
     * @param schema of the assembly
     * @param contig whose; null for all
     * @return the condition
     */
    public static Condition stay(String schema, @Nullable String contig) {
        Objects.requireNonNull(schema, "schema");
        return contig == null
                ? hasNone(schema, BLOCKS, noCondition()).and(hasNone(schema, KEYS, noCondition()))
                : hasNone(
                        schema, BLOCKS, field(name("chromosome"), String.class).eq(contig));
    }

    private static Condition hasNone(String schema, String table, Condition which) {
        return notExists(selectOne()
                .from(table(name(schema, table)))
                .where(field(name("dataset_id"), Integer.class).eq(inline(-1)))
                .and(which));
    }

    /**
     * Returns the variants at the places of an rs number, or of the key of an id; others that begin there, too.
     *
     * @param schema of the assembly
     * @param key an rs number, or what {@link #keyOf} returns
     * @return a call of a function
     */
    public static Table<Record> of(String schema, Field<Long> key) {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(key, "key");
        return table("{0}({1})", name(schema, "packed_variants_of"), key);
    }

    /**
     * Returns the key of an id that is not an rs number.
     *
     * @param schema of the assembly
     * @param id as the file has it
     * @return a call of a function
     */
    public static Field<Long> keyOf(String schema, String id) {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(id, "id");
        return field("{0}({1})", Long.class, name(schema, "variant_id_key"), val(id));
    }

    /**
     * Returns the variants that begin at a position.
     *
     * @param schema of the assembly
     * @param contig as it is stored
     * @param position POS, 1-based
     * @return a call of a function
     */
    public static Table<Record> at(String schema, String contig, int position) {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(contig, "contig");
        return table("{0}({1}, {2})", name(schema, "packed_variants_at"), val(contig), val(position));
    }

    /**
     * Returns the variants of a region and those that reach into it: few enough to be kept in memory.
     *
     * @param schema of the assembly
     * @param contig as it is stored
     * @param first base, 1-based
     * @param last base, inclusive
     * @return a call of a function
     */
    public static Table<Record> within(String schema, String contig, int first, int last) {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(contig, "contig");
        return table("{0}({1}, {2}, {3})", name(schema, "packed_variants_within"), val(contig), val(first), val(last));
    }
}
