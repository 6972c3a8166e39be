package omega.genomics.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Files and what their headers say. */
final class VcfTable implements SupportsRead, SupportsMetadataColumns {
    private final VcfFiles files;
    private final VcfOptions options;
    private final Configuration configuration;
    private final StructType schema;

    private VcfTable(VcfFiles files, VcfOptions options, Configuration configuration) {
        this.files = files;
        this.options = options;
        this.configuration = configuration;
        schema = VcfSchema.of(options.shown(files.header(0)), options);
    }

    static VcfTable of(CaseInsensitiveStringMap map) {
        VcfOptions options = VcfOptions.of(map);
        Configuration configuration = SparkSession.active().sparkContext().hadoopConfiguration();
        try {
            List<String> uris = Storage.files(VcfOptions.paths(map), configuration);
            return new VcfTable(VcfFiles.read(uris, configuration), options, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "vcf " + files;
    }

    @Override
    @SuppressWarnings("deprecation") // columns() is made of it
    public StructType schema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return new MetadataColumn[] {
            column(VcfSchema.FILE, DataTypes.StringType, "address of the file"),
            column(VcfSchema.LINE, DataTypes.LongType, "line of the file, from 1")
        };
    }

    private static MetadataColumn column(String name, DataType type, String comment) {
        return new MetadataColumn() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public DataType dataType() {
                return type;
            }

            @Override
            public boolean isNullable() {
                return false;
            }

            @Override
            public String comment() {
                return comment;
            }
        };
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ignored) {
        return new VcfScanBuilder(files, options, configuration, schema);
    }
}
