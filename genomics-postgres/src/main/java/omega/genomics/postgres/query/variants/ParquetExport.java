package omega.genomics.postgres.query.variants;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Sql;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Variants as Parquet, by DuckDB: rows go through its appender into a database file in a folder beside the result, which DuckDB
 * then writes there as Parquet. Memory is bounded by DuckDB's limit, not by the number of rows. DuckDB knows paths only, so
 * everything it writes is in that folder, which nobody else can enter, and the result is put in its place at the end.
 */
final class ParquetExport implements VariantSink {
    private static final String MEMORY = "512MB";

    private final Path file;
    private final List<ExportColumn> columns;
    private final Connection database;
    private final DuckDBAppender rows;

    /** @param folder where DuckDB writes; the caller removes it */
    ParquetExport(Path folder, List<ExportColumn> columns) throws SQLException {
        this.file = folder.resolve("rows.parquet");
        this.columns = columns;
        database = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("rows.duckdb"));
        execute("SET memory_limit = '" + MEMORY + "'");
        execute("SET temp_directory = " + Sql.literal(folder.toString()));
        execute("SET threads = 1");
        execute("CREATE TABLE variants ("
                + columns.stream()
                        .map(column -> "\"" + column.name() + "\" " + column.type())
                        .collect(Collectors.joining(", "))
                + ")");
        rows = database.unwrap(DuckDBConnection.class).createAppender("variants");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void write(StoredVariant variant) throws SQLException {
        rows.beginRow();
        for (ExportColumn column : columns) {
            append(column.value().apply(variant));
        }
        rows.endRow();
    }

    private void append(@Nullable Object value) throws SQLException {
        if (value == null) {
            rows.appendNull();
        } else if (value instanceof Integer number) {
            rows.append(number.intValue());
        } else if (value instanceof Long number) {
            rows.append(number.longValue());
        } else if (value instanceof Double number) {
            rows.append(number.doubleValue());
        } else {
            rows.append(value.toString());
        }
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        execute("COPY variants TO " + Sql.literal(file.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
    }

    /** Returns what {@link #close()} wrote. */
    Path file() {
        return file;
    }

    /** Lets go of the folder. */
    void cleanUp() throws SQLException {
        database.close();
    }
}
