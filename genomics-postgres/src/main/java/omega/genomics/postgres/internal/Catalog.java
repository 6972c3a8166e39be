package omega.genomics.postgres.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server's own catalog says of the tables of one schema: what is a partition of what, for which values, with which keys
 * and columns. The only class that reads {@code pg_class} and its neighbours for loading, and the only one that knows how PostgreSQL
 * writes the bounds of a partition.
 *
 * <p>Names that it returns carry their schema and are quoted where they must be, unless said otherwise. Not thread-safe, as the
 * connection is not.
 */
public final class Catalog {
    /**
     * An item of FROM with the values of a partition's bound, {@code listed.value}, where the partition's row of {@code pg_class}
     * is called {@code c} and its table is partitioned by a list of texts. The default partition has none.
     */
    public static final String LISTED = "LATERAL (SELECT replace(found[1], $$''$$, $$'$$) AS value FROM"
            + " regexp_matches(pg_get_expr(c.relpartbound, c.oid), $$'(([^']|'')*)'$$, 'g') AS found) AS listed";

    private static final String FULL_NAME = "format('%I.%I', n.nspname, c.relname)";

    /** The first blocks of a partition. */
    private static final String COMPRESSION =
            "SELECT by FROM (SELECT unnest(ARRAY[pg_column_compression(ref), pg_column_compression(alt),"
                    + " pg_column_compression(\"position\"), pg_column_compression(allele_number), pg_column_compression(genotypes),"
                    + " pg_column_compression(info_values)]) AS by FROM (SELECT * FROM %s LIMIT 20) b) c WHERE by IS NOT NULL LIMIT 1";

    private final Connection connection;
    private final String schema;

    /**
     * Makes a catalog; asks nothing yet.
     *
     * @param connection to the database
     * @param schema the schema that bare names are in
     */
    public Catalog(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** The bound of the partition of one dataset. */
    private static String boundOf(int datasetId) {
        return "FOR VALUES IN (" + datasetId + ")";
    }

    /**
     * Returns how a table is made the partition of a dataset.
     *
     * @param parent with its schema, quoted
     * @param table likewise
     * @param datasetId the dataset
     * @return a statement
     */
    public static String attach(String parent, String table, int datasetId) {
        return "ALTER TABLE " + parent + " ATTACH PARTITION " + table + " " + boundOf(datasetId);
    }

    private String table(String name) {
        return Sql.name(schema, name);
    }

    private <T> Optional<T> first(Sql.Row<T> row, String sql, @Nullable Object... values) throws SQLException {
        return Sql.query(connection, row, sql, values).stream().findFirst();
    }

    /**
     * Tells whether there is a table, a view, an index or a sequence of that name.
     *
     * @param name without its schema
     * @return whether there is
     * @throws SQLException when the server refuses
     */
    public boolean has(String name) throws SQLException {
        return first(row -> row.getBoolean(1), "SELECT to_regclass(?) IS NOT NULL", table(name))
                .orElseThrow();
    }

    /**
     * Returns the tables of the schema whose rows another server has.
     *
     * @return bare names
     * @throws SQLException when the server refuses
     */
    public Set<String> foreign() throws SQLException {
        return Set.copyOf(Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT relname FROM pg_class WHERE relkind = 'f' AND relnamespace = ?::regnamespace",
                Catalog.quoted(schema)));
    }

    /**
     * Tells whether a table is on another server.
     *
     * @param name without its schema; must exist
     * @return whether it is
     * @throws SQLException when the server refuses
     */
    public boolean isForeign(String name) throws SQLException {
        return first(row -> row.getString(1), "SELECT relkind FROM pg_class WHERE oid = ?::regclass", table(name))
                .orElseThrow()
                .equals("f");
    }

    // ---- partitions ----------------------------------------------------------------------------------------------

    /**
     * Finds the partitions of a dataset by their bound, whatever their names.
     *
     * @param datasetId the dataset
     * @return of every table that is partitioned by dataset, however deep; in the order in which a load takes its tables:
     *     variants before their consequences
     * @throws SQLException when the server refuses
     */
    public List<DatasetPartition> partitions(int datasetId) throws SQLException {
        return Sql.query(
                connection,
                row -> new DatasetPartition(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                "SELECT " + FULL_NAME + ", format('%I.%I', pn.nspname, p.relname),"
                        + " format('%I.%I', rn.nspname, r.relname), p.relname"
                        + " FROM pg_class p JOIN pg_namespace pn ON pn.oid = p.relnamespace"
                        + " JOIN pg_partitioned_table k ON k.partrelid = p.oid"
                        + " JOIN pg_attribute a ON a.attrelid = p.oid AND a.attnum = k.partattrs[0]"
                        + " JOIN pg_inherits i ON i.inhparent = p.oid"
                        + " JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " JOIN pg_class r ON r.oid = coalesce(pg_partition_root(p.oid), p.oid)"
                        + " JOIN pg_namespace rn ON rn.oid = r.relnamespace"
                        + " WHERE pn.nspname = ? AND a.attname = 'dataset_id' AND pg_get_expr(c.relpartbound, c.oid) = ?"
                        + " ORDER BY p.relname LIKE 'consequence%', p.relname",
                schema,
                boundOf(datasetId));
    }

    /**
     * Finds the partition of a dataset below one table.
     *
     * @param parent the table, partitioned by dataset; without its schema
     * @param datasetId the dataset
     * @return empty if it has none there
     * @throws SQLException when the server refuses
     */
    public Optional<String> partition(String parent, int datasetId) throws SQLException {
        return first(
                row -> row.getString(1),
                "SELECT " + FULL_NAME + " FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE i.inhparent = ?::regclass AND pg_get_expr(c.relpartbound, c.oid) = ?",
                table(parent),
                boundOf(datasetId));
    }

    /**
     * How much room tables take.
     *
     * @param heap bytes of the tables themselves
     * @param toast bytes of long values, with their indexes
     * @param indexes bytes of all other indexes
     * @param compression of packed blocks; empty where nothing is compressed
     */
    public record Room(long heap, long toast, long indexes, Optional<String> compression) {}

    /**
     * Returns how much room the partitions of a dataset take.
     *
     * @param datasetId the dataset
     * @return nothing if it has none
     * @throws SQLException when the server refuses
     */
    public Room room(int datasetId) throws SQLException {
        List<DatasetPartition> partitions = partitions(datasetId);
        List<String> tables = partitions.stream().map(DatasetPartition::name).toList();
        Optional<String> compression = Optional.empty();
        for (DatasetPartition partition : partitions) {
            if (compression.isEmpty() && partition.parentName().startsWith("variant_blocks")) {
                compression = first(row -> row.getString(1), COMPRESSION.formatted(partition.name()));
            }
        }
        Optional<String> found = compression;
        return first(
                        row -> new Room(row.getLong(1), row.getLong(2), row.getLong(3), found),
                        "SELECT sum(pg_table_size(c.oid) - toast)::bigint, sum(toast)::bigint,"
                                + " sum(pg_indexes_size(c.oid))::bigint FROM unnest(?::text[]) t (name) JOIN pg_class c"
                                + " ON c.oid = t.name::regclass CROSS JOIN LATERAL (SELECT"
                                + " coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0) AS toast) s",
                        (Object) tables.toArray(new String[0]))
                .orElse(new Room(0, 0, 0, Optional.empty()));
    }

    /**
     * Returns the partitions of a table that is partitioned by a list of texts, such as contigs.
     *
     * @param parent the table, without its schema
     * @return the partition's name, without its schema, by each value; the default partition is not among them
     * @throws SQLException when the server refuses
     */
    public Map<String, String> listed(String parent) throws SQLException {
        Map<String, String> partitions = new LinkedHashMap<>();
        Sql.query(
                connection,
                row -> partitions.put(row.getString(1), row.getString(2)),
                "SELECT listed.value, c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid, " + LISTED
                        + " WHERE i.inhparent = ?::regclass",
                table(parent));
        return partitions;
    }

    /**
     * Returns the table above all others for each of several tables.
     *
     * @param tables without their schema
     * @return by the table's full name; a table that is no partition is its own
     * @throws SQLException when the server refuses
     */
    public Map<String, String> roots(List<String> tables) throws SQLException {
        Map<String, String> roots = new LinkedHashMap<>();
        for (String name : tables) {
            Sql.query(
                    connection,
                    row -> roots.put(table(name), row.getString(1)),
                    "SELECT " + FULL_NAME + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE c.oid = coalesce(pg_partition_root(?::regclass), ?::regclass)",
                    table(name),
                    table(name));
        }
        return roots;
    }

    /**
     * Returns a table and all that is below it.
     *
     * @param root the table, without its schema
     * @return tables that rows are read from or locked through, the root first; none if there is no such table
     * @throws SQLException when the server refuses
     */
    public List<String> tree(String root) throws SQLException {
        return Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT " + FULL_NAME + " FROM pg_partition_tree(to_regclass(?)) t"
                        + " JOIN pg_class c ON c.oid = t.relid JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind IN ('r', 'p') ORDER BY t.level, c.relname",
                table(root));
    }

    // ---- what a new partition takes from its parent --------------------------------------------------------------

    /**
     * A table that gets partitions.
     *
     * @param name without its schema
     * @param root the partitioned table above all, itself if it is that
     * @param indexes how many it has
     * @param bound what rows must be like to be part of a parent that is a partition itself; empty if it is none
     */
    public record Parent(String name, String root, int indexes, String bound) {}

    /**
     * Describes a table that gets partitions and, if it is a partition itself, its siblings.
     *
     * @param name without its schema
     * @return the table among others
     * @throws SQLException when the server refuses
     */
    public List<Parent> parents(String name) throws SQLException {
        return Sql.query(
                connection,
                row -> new Parent(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)),
                "SELECT c.relname, coalesce(pg_partition_root(c.oid), c.oid)::regclass::text,"
                        + " (SELECT count(*) FROM pg_index WHERE indrelid = c.oid),"
                        + " coalesce(pg_get_partition_constraintdef(c.oid), '')"
                        + " FROM (SELECT ?::regclass::oid UNION SELECT beside.inhrelid FROM pg_inherits own"
                        + " JOIN pg_inherits beside USING (inhparent) WHERE own.inhrelid = ?::regclass) AS these (oid)"
                        + " JOIN pg_class c USING (oid)",
                table(name),
                table(name));
    }

    /**
     * An index or a key, as words after {@code ALTER TABLE … ADD} or {@code CREATE INDEX ON …}.
     *
     * @param key null for an index that is none
     * @param definition from {@code USING} on
     * @param isUnique whether no two rows may have the same
     */
    public record Index(@Nullable String key, String definition, boolean isUnique) {
        /**
         * Returns what makes the same on another table.
         *
         * @param table with its schema, quoted
         * @return a statement
         */
        public String statement(String table) {
            return key != null
                    ? "ALTER TABLE " + table + " ADD " + key
                    : "CREATE " + (isUnique ? "UNIQUE " : "") + "INDEX ON " + table + definition;
        }
    }

    /**
     * Returns keys and indexes of a table.
     *
     * @param fullName with its schema, quoted
     * @return in the order in which they were made
     * @throws SQLException when the server refuses
     */
    public List<Index> indexes(String fullName) throws SQLException {
        return Sql.query(
                connection,
                row -> new Index(
                        row.getString(1),
                        row.getString(2).substring(row.getString(2).indexOf(" USING ")),
                        row.getBoolean(3)),
                "SELECT pg_get_constraintdef(c.oid), pg_get_indexdef(i.indexrelid), i.indisunique"
                        + " FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')"
                        + " WHERE i.indrelid = ?::regclass ORDER BY i.indexrelid",
                fullName);
    }

    /**
     * Returns the names of the indexes of a table.
     *
     * @param name without its schema
     * @return each as it is written in a statement
     * @throws SQLException when the server refuses
     */
    public List<String> indexNames(String name) throws SQLException {
        return Sql.query(
                connection,
                row -> row.getString(1),
                "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = ?::regclass",
                table(name));
    }

    // ---- columns -------------------------------------------------------------------------------------------------

    /**
     * A column that rows may be written to.
     *
     * @param name as it is, without quotes
     * @param type as SQL writes it
     * @param isRequired whether a row must bring it: it may not be null, and has no default
     */
    public record Column(String name, String type, boolean isRequired) {
        /**
         * Returns the name for a statement.
         *
         * @return quoted
         */
        public String quoted() {
            return Catalog.quoted(name);
        }
    }

    /**
     * Quotes a name for a statement.
     *
     * @param name of a column or table, without its schema
     * @return quoted
     */
    public static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /**
     * Returns the columns of a table that are not computed.
     *
     * @param fullName with its schema, quoted
     * @return in the table's order
     * @throws SQLException when the server refuses
     */
    public List<Column> columns(String fullName) throws SQLException {
        return Sql.query(
                connection,
                row -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)),
                "SELECT attname, format_type(atttypid, atttypmod), attnotnull AND NOT atthasdef AND attidentity = ''"
                        + " FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped"
                        + " AND attgenerated = '' ORDER BY attnum",
                fullName);
    }

    /**
     * Returns the statistics targets of the columns, which {@code LIKE} does not copy.
     *
     * @param fullName with its schema, quoted
     * @return as words of an {@code ALTER TABLE}, one for each column that has a target of its own
     * @throws SQLException when the server refuses
     */
    public List<String> statistics(String fullName) throws SQLException {
        return Sql.query(
                connection,
                row -> "ALTER COLUMN " + row.getString(1) + " SET STATISTICS " + row.getInt(2),
                "SELECT quote_ident(attname), attstattarget FROM pg_attribute WHERE attnum > 0 AND attstattarget >= 0"
                        + " AND NOT attisdropped AND attrelid = ?::regclass",
                fullName);
    }
}
