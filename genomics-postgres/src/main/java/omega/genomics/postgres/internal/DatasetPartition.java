package omega.genomics.postgres.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A partition that holds the rows of one dataset.
 *
 * @param name with its schema, quoted
 * @param parent the table it is a partition of, as {@code name}
 * @param root the partitioned table above all, as {@code name}; the parent itself if that is no partition
 * @param parentName the parent without schema and quotes
 */
public record DatasetPartition(String name, String parent, String root, String parentName) {

    /**
     * Finds the partitions of a dataset by their bound, whatever their names.
     *
     * @param connection to the database
     * @param schema the assembly's schema
     * @param datasetId the dataset
     * @return of every table that is partitioned by dataset, however deep; in the order in which a load takes its tables:
     *     variants before their consequences
     * @throws SQLException when the server refuses
     */
    public static List<DatasetPartition> of(Connection connection, String schema, int datasetId) throws SQLException {
        return Sql.query(
                connection,
                row -> new DatasetPartition(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                "SELECT format('%I.%I', n.nspname, c.relname), format('%I.%I', pn.nspname, p.relname),"
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
                "FOR VALUES IN (" + datasetId + ")");
    }
}
