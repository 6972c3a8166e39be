package omega.genomics.postgres.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Variants as Parquet, by DuckDB: rows go through its appender into a database file beside the result, which DuckDB then
 * writes as Parquet and which is deleted. Memory is bounded by DuckDB's limit, not by the number of rows.
 */
final class ParquetExport implements VariantSink {
    private static final String MEMORY = "512MB";

    private final Path file;
    private final Path folder;
    private final List<ExportColumn> columns;
    private final Connection database;
    private final DuckDBAppender rows;

    ParquetExport(Path file, List<ExportColumn> columns) throws IOException, SQLException {
        this.file = file.toAbsolutePath();
        this.columns = columns;
        Path beside = this.file.getParent();
        folder = Files.createTempDirectory(beside == null ? Path.of(".") : beside, ".genomics-export");
        database = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("rows.duckdb"));
        execute("SET memory_limit = '" + MEMORY + "'");
        execute("SET temp_directory = " + quoted(folder));
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

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
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
        execute("COPY variants TO " + quoted(file) + " (FORMAT parquet, COMPRESSION zstd)");
    }

    /** Whatever came of it, the rows beside the file go away. */
    void cleanUp() throws SQLException {
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
