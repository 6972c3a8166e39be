package omega.genomics.bench.database;

import de.bytefish.pgbulkinsert.row.SimpleRow;
import de.bytefish.pgbulkinsert.row.SimpleRowWriter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows sent as a program would that has its values and no loader. */
final class DriverRows {
    private static final int BATCH = 1_000;

    private DriverRows() {}

    /** PgBulkInsert's writer of rows: binary COPY, a value at a time. */
    static void pgBulkInsert(Connection connection, Part part) throws SQLException, IOException {
        int dot = part.table().indexOf('.');
        SimpleRowWriter.Table table = new SimpleRowWriter.Table(
                part.table().substring(0, dot),
                part.table().substring(dot + 1),
                part.columns().stream().map(Part.Column::name).toArray(String[]::new));
        List<Part.Column> columns = part.columns();
        try (TextRows rows = new TextRows(part);
                SimpleRowWriter writer = new SimpleRowWriter(table, connection.unwrap(PGConnection.class))) {
            for (var values = rows.next(); values != null; values = rows.next()) {
                @Nullable String[] row = values;
                writer.startRow(target -> {
                    for (int i = 0; i < row.length; i++) {
                        set(target, i, columns.get(i).type(), row[i]);
                    }
                });
            }
        }
    }

    private static void set(SimpleRow row, int column, String type, @Nullable String value) {
        if (value == null) {
            row.setText(column, null);
            return;
        }
        switch (type) {
            case "smallint" -> row.setShort(column, Short.valueOf(value));
            case "integer" -> row.setInteger(column, Integer.valueOf(value));
            case "bigint" -> row.setLong(column, Long.valueOf(value));
            case "real" -> row.setFloat(column, Float.valueOf(value));
            case "double precision" -> row.setDouble(column, Double.valueOf(value));
            case "text" -> row.setText(column, value);
            case "jsonb" -> row.setJsonb(column, value);
            default -> throw new IllegalArgumentException("no way to write a value of type " + type);
        }
    }

    /** INSERT, a thousand rows a batch. */
    static void insert(Connection connection, Part part) throws SQLException, IOException {
        List<Part.Column> columns = part.columns();
        String places = columns.stream()
                .map(column -> isPlain(column.type()) ? "?" : "?::" + column.type())
                .collect(Collectors.joining(", "));
        try (TextRows rows = new TextRows(part);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + part.table() + " (" + part.columnNames() + ") VALUES (" + places + ")")) {
            int waiting = 0;
            for (var values = rows.next(); values != null; values = rows.next()) {
                for (int i = 0; i < values.length; i++) {
                    set(insert, i + 1, columns.get(i).type(), values[i]);
                }
                insert.addBatch();
                if (++waiting == BATCH) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    private static boolean isPlain(String type) {
        return switch (type) {
            case "smallint", "integer", "bigint", "real", "double precision", "text", "boolean" -> true;
            default -> false;
        };
    }

    private static void set(PreparedStatement insert, int column, String type, @Nullable String value)
            throws SQLException {
        switch (type) {
            case "smallint" -> insert.setObject(column, value == null ? null : Short.valueOf(value), Types.SMALLINT);
            case "integer" -> insert.setObject(column, value == null ? null : Integer.valueOf(value), Types.INTEGER);
            case "bigint" -> insert.setObject(column, value == null ? null : Long.valueOf(value), Types.BIGINT);
            case "real" -> insert.setObject(column, value == null ? null : Float.valueOf(value), Types.REAL);
            case "double precision" ->
                insert.setObject(column, value == null ? null : Double.valueOf(value), Types.DOUBLE);
            case "boolean" -> insert.setObject(column, value == null ? null : value.equals("t"), Types.BOOLEAN);
            default -> insert.setString(column, value);
        }
    }
}
