package omega.genomics.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code gtf}: GTF and GFF3 files, plain or compressed, one row a line, one partition a file; for joins with variants.
 *
 * <pre>{@code
 * spark.read().format("gtf").option("attributes", "gene_id,gene_name").load("genes.gtf.gz").filter("feature = 'gene'")
 * }</pre>
 *
 * <p>Spark makes the objects; a program names the format.
 */
public final class GtfSource implements TableProvider, DataSourceRegister {
    static final Set<String> KNOWN = Set.of("path", "paths", "attributes");

    /** Made by Spark. */
    public GtfSource() {}

    /**
     * Returns the name of the format.
     *
     * @return {@code gtf}
     */
    @Override
    public String shortName() {
        return "gtf";
    }

    /**
     * Returns the columns, which are the same for all files.
     *
     * @param options of the reader: {@code attributes} that get columns of their own
     * @return the columns
     */
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        Objects.requireNonNull(options, "options");
        return schema(chosen(options));
    }

    /**
     * Makes the table.
     *
     * @param schema as inferred
     * @param partitioning none
     * @param properties the options
     * @return a table to be scanned
     */
    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(partitioning, "partitioning");
        Objects.requireNonNull(properties, "properties");
        CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
        Configuration configuration = SparkSession.active().sparkContext().hadoopConfiguration();
        try {
            List<String> uris = Storage.files(VcfOptions.paths(options), configuration);
            return new GtfTable(uris, schema(chosen(options)), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> chosen(CaseInsensitiveStringMap options) {
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(KNOWN);
        unknown.removeIf(name -> name.startsWith("__"));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("expected options of " + new TreeSet<>(KNOWN) + ", found " + unknown);
        }
        List<String> names = VcfOptions.list(options.get("attributes"));
        return names == null ? new ArrayList<>() : names;
    }

    private static StructType schema(List<String> attributes) {
        StructType schema = new StructType()
                .add("chromosome", DataTypes.StringType, false)
                .add("source", DataTypes.StringType, false)
                .add("feature", DataTypes.StringType, false)
                .add("start_pos", DataTypes.IntegerType, false)
                .add("end_pos", DataTypes.IntegerType, false)
                .add("score", DataTypes.DoubleType, true)
                .add("strand", DataTypes.StringType, false)
                .add("frame", DataTypes.IntegerType, true)
                .add(
                        "attributes",
                        new MapType(DataTypes.StringType, new ArrayType(DataTypes.StringType, false), false),
                        false);
        for (String attribute : attributes) {
            schema = schema.add(attribute, DataTypes.StringType, true);
        }
        return schema;
    }
}
