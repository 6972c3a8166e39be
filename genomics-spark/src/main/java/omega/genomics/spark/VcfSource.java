package omega.genomics.spark;

import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code vcf}: VCF 4.0 to 4.5 and BCF files, plain or compressed, one row a record.
 *
 * <pre>{@code
 * spark.read().format("vcf").option("genotypes", "dosages").load("s3a://bucket/*.vcf.gz")
 * }</pre>
 *
 * <p>Where another library has the short name, too, use this class's name or {@code genomics-vcf}, see {@link GenomicsVcfSource}.
 * Spark makes the objects; a program names the format.
 */
public class VcfSource implements TableProvider, DataSourceRegister {
    /** Made by Spark. */
    public VcfSource() {}

    /**
     * Returns the name of the format.
     *
     * @return {@code vcf}
     */
    @Override
    public String shortName() {
        return "vcf";
    }

    /**
     * Reads the headers of the files and makes a schema of them.
     *
     * @param options of the reader
     * @return the columns
     */
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        Objects.requireNonNull(options, "options");
        return VcfTable.of(options).schema();
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
        return VcfTable.of(new CaseInsensitiveStringMap(properties));
    }
}
