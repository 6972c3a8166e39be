package omega.genomics.spark.sink;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code genomics-postgres}, to be written to: a frame becomes a dataset of variants, exactly once.
 *
 * <pre>{@code
 * frame.write().format("genomics-postgres").mode("overwrite")
 *         .option("url", "jdbc:postgresql://db/genome").option("assembly", "grch38").option("dataset", "cohort")
 *         .save();
 * }</pre>
 *
 * <p>Spark makes the objects; a program names the format.
 */
public final class PostgresSource implements TableProvider, DataSourceRegister {
    static final Set<String> KNOWN =
            Set.of("url", "user", "password", "assembly", "dataset", "writeid", "maxconnections");

    /** Made by Spark. */
    public PostgresSource() {}

    /**
     * Returns the name of the format.
     *
     * @return {@code genomics-postgres}
     */
    @Override
    public String shortName() {
        return "genomics-postgres";
    }

    /**
     * Returns no columns: those of the frame are written.
     *
     * @param options of the writer
     * @return an empty schema
     */
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        Objects.requireNonNull(options, "options");
        return new StructType();
    }

    /**
     * Says that a frame brings its schema.
     *
     * @return true
     */
    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    /**
     * Makes the table.
     *
     * @param schema of the frame
     * @param partitioning none
     * @param properties the options
     * @return a table to be written to
     */
    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(partitioning, "partitioning");
        Objects.requireNonNull(properties, "properties");
        return new PostgresTable(target(properties), schema);
    }

    private static PostgresTarget target(Map<String, String> properties) {
        CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
        if (options.containsKey("checkpointLocation")) {
            throw new IllegalArgumentException(
                    "expected a frame, which replaces its dataset, found a stream: write its batches with foreachBatch");
        }
        Set<String> unknown = new TreeSet<>();
        for (String name : options.keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!KNOWN.contains(lower) && !lower.startsWith("__")) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("expected options of " + new TreeSet<>(KNOWN) + ", found " + unknown);
        }
        PostgresTarget target = PostgresTarget.of(
                required(options, "url"), required(options, "assembly"), required(options, "dataset"));
        String user = options.get("user");
        String password = options.get("password");
        String writeId = options.get("writeId");
        target = user == null ? target : target.user(user);
        target = password == null ? target : target.password(password);
        target = writeId == null ? target : target.writeId(writeId);
        return options.containsKey("maxConnections")
                ? target.maxConnections(options.getInt("maxConnections", 0))
                : target;
    }

    private static String required(CaseInsensitiveStringMap options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("expected the option \"" + name + "\", found none");
        }
        return value;
    }
}
