package omega.genomics.postgres.load.packed;

import java.sql.Connection;
import java.sql.SQLException;
import omega.genomics.postgres.internal.Sql;

/** Makes {@code variant_block_keys} of blocks, and says how blocks are compressed. */
public final class BlockKeys {
    private BlockKeys() {}

    /**
     * Fills a table with the rs numbers and ids of blocks, sorted; returns how many rows that makes.
     *
     * @param blocks the blocks of one dataset and partition
     * @param keys an empty table
     */
    public static int fill(Connection connection, String schema, String blocks, String keys) throws SQLException {
        Sql.execute(connection, "SET LOCAL work_mem = '64MB'");
        String places =
                " FROM " + blocks + " b CROSS JOIN LATERAL ROWS FROM (unnest(b.position), unnest(b.position_wide), ";
        String select =
                "SELECT b.dataset_id, b.chromosome, b.first_position + coalesce(u.place + 32768, u.wide_place) AS"
                        + " place, ";
        String numbers = select + "coalesce(u.rs::bigint, u.wide) AS key" + places
                + "unnest(b.rs_number), unnest(b.rs_number_wide)) AS u (place, wide_place, rs, wide)"
                + " WHERE coalesce(u.rs::bigint, u.wide) IS NOT NULL";
        String ids = select + Sql.name(schema, "variant_id_key")
                + "(CASE WHEN u.code IS NULL THEN u.id ELSE b.id[u.code] END) AS key" + places
                + "unnest(CASE WHEN b.id_code IS NULL THEN b.id END), unnest(b.id_code)) AS u (place, wide_place, id, code)"
                + " WHERE b.id IS NOT NULL AND coalesce(u.id, u.code::text) IS NOT NULL";
        return Sql.update(
                connection,
                "INSERT INTO " + keys + " (first_key, last_key, dataset_id, chromosome, keys, positions)"
                        + " SELECT first_key, last_key, dataset_id, chromosome,"
                        + " ARRAY (SELECT (key - first_key)::int FROM unnest(part_keys) AS u (key)), positions FROM ("
                        + " SELECT min(key) AS first_key, max(key) AS last_key, dataset_id, chromosome,"
                        + " array_agg(key) AS part_keys, array_agg(place) AS positions"
                        + " FROM (SELECT dataset_id, chromosome, key, place,"
                        + " (row_number() OVER (PARTITION BY chromosome, key >> 31 ORDER BY key) - 1) / 1000 AS part"
                        + " FROM (" + numbers + " UNION ALL " + ids + ") AS found) AS numbered"
                        + " GROUP BY dataset_id, chromosome, key >> 31, part) AS parts ORDER BY first_key");
    }

    /**
     * Compresses what this transaction writes with lz4 if the server can; returns the name of the method.
     *
     * @param connection in a transaction
     */
    public static String compress(Connection connection) throws SQLException {
        boolean hasLz4 = !Sql.query(
                        connection,
                        row -> true,
                        "SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)")
                .isEmpty();
        if (hasLz4) {
            Sql.execute(connection, "SET LOCAL default_toast_compression = 'lz4'");
        }
        return hasLz4 ? "lz4" : "pglz";
    }
}
