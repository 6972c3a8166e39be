package omega.genomics.bench.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** All that is needed to make a loaded dataset again by hand. */
final class Prepared implements AutoCloseable {
    private final Path folder;
    private final List<Part> parts;

    private Prepared(Path folder, List<Part> parts) {
        this.folder = folder;
        this.parts = parts;
    }

    /** Writes the rows of a loaded dataset to a new folder. */
    static Prepared from(Server server, int datasetId, Path beside) throws SQLException, IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(beside), "prepared-");
        List<String[]> tables = server.query(
                row -> new String[] {row.getString(1), row.getString(2), row.getString(3)},
                "SELECT i.inhparent::regclass, c.oid::regclass, coalesce(pg_get_partition_constraintdef(i.inhparent), '')"
                        + " FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE c.relkind = 'r'"
                        + " AND c.relnamespace = '" + Server.SCHEMA + "'::regnamespace"
                        + " AND pg_get_expr(c.relpartbound, c.oid) = 'FOR VALUES IN (" + datasetId + ")' ORDER BY 1");
        List<Part> parts = new ArrayList<>();
        for (String[] table : tables) {
            parts.add(part(server, datasetId, table, folder));
        }
        return new Prepared(folder, List.copyOf(parts));
    }

    private static Part part(Server server, int datasetId, String[] table, Path folder)
            throws SQLException, IOException {
        String loaded = table[1];
        String name = "hand_" + table[0].substring(table[0].indexOf('.') + 1);
        List<Part.Column> columns = usedColumns(server, loaded);
        Part part = new Part(
                table[0],
                Server.SCHEMA + "." + name,
                datasetId,
                table[2],
                columns,
                Stream.concat(indexes(server, loaded).stream(), statistics(server, loaded).stream())
                        .toList(),
                Long.parseLong(server.text("SELECT count(*) FROM " + loaded)),
                folder.resolve(name));
        for (Part.Format format : Part.Format.values()) {
            write(server, loaded, part, format);
        }
        return part;
    }

    /** Null need not be sent; a table without rows has all its columns. */
    private static List<Part.Column> usedColumns(Server server, String table) throws SQLException {
        List<Part.Column> all = columns(server, table);
        List<Part.Column> used = new ArrayList<>();
        for (Part.Column column : all) {
            if (!server.text("SELECT count(" + column.name() + ") FROM " + table)
                    .equals("0")) {
                used.add(column);
            }
        }
        return used.isEmpty() ? all : used;
    }

    /** All columns that are not computed. */
    static List<Part.Column> columns(Server server, String table) throws SQLException {
        return server.query(
                row -> new Part.Column(row.getString(1), row.getString(2)),
                "SELECT quote_ident(attname), format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '" + table
                        + "'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum");
    }

    static List<String> indexes(Server server, String table) throws SQLException {
        return server.query(
                row -> row.getString(1),
                "SELECT CASE WHEN c.oid IS NOT NULL THEN 'ALTER TABLE %s ADD ' || pg_get_constraintdef(c.oid) ELSE 'CREATE '"
                        + " || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX ON %s'"
                        + " || regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', ' USING ') END FROM pg_index i"
                        + " LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u')"
                        + " WHERE i.indrelid = '" + table + "'::regclass ORDER BY 1");
    }

    /** What makes ANALYZE gather as much as it did. */
    private static List<String> statistics(Server server, String table) throws SQLException {
        return server.query(
                row -> "ALTER TABLE %s ALTER COLUMN " + row.getString(1) + " SET STATISTICS " + row.getInt(2),
                "SELECT quote_ident(attname), attstattarget FROM pg_attribute WHERE attrelid = '" + table
                        + "'::regclass AND attnum > 0 AND NOT attisdropped AND attstattarget >= 0");
    }

    private static void write(Server server, String loaded, Part part, Part.Format format)
            throws SQLException, IOException {
        try (Connection connection = server.connect();
                OutputStream out = Files.newOutputStream(part.file(format))) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY " + loaded + " (" + part.columnNames() + ") TO STDOUT (FORMAT " + format + ")", out);
        }
    }

    List<Part> parts() {
        return parts;
    }

    long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    /** Shares the parts out, the largest first to whoever has least. */
    List<List<Part>> shares(int connections) throws IOException {
        List<List<Part>> shares = Stream.generate(() -> (List<Part>) new ArrayList<Part>())
                .limit(connections)
                .toList();
        long[] bytes = new long[connections];
        for (Part part : parts.stream()
                .sorted(Comparator.comparingLong(Part::rows).reversed())
                .toList()) {
            int least = 0;
            for (int i = 1; i < connections; i++) {
                least = bytes[i] < bytes[least] ? i : least;
            }
            shares.get(least).add(part);
            bytes[least] += Files.size(part.file(Part.Format.BINARY));
        }
        return shares;
    }

    /** Deletes the files. */
    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            for (Part.Format format : Part.Format.values()) {
                Files.deleteIfExists(part.file(format));
            }
        }
        Files.deleteIfExists(folder);
    }
}
