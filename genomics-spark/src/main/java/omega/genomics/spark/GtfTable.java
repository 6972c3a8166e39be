package omega.genomics.spark;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/** Files of features. */
final class GtfTable implements SupportsRead {
    private final List<String> uris;
    private final StructType schema;
    private final Configuration configuration;

    GtfTable(List<String> uris, StructType schema, Configuration configuration) {
        this.uris = uris;
        this.schema = schema;
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "gtf " + (uris.size() == 1 ? uris.get(0) : uris.size() + " files, " + uris.get(0) + " the first");
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
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ignored) {
        return new Builder(name(), uris, configuration, schema);
    }

    private static final class Builder implements SupportsPushDownRequiredColumns {
        private final String name;
        private final List<String> uris;
        private final Configuration configuration;
        private StructType schema;

        Builder(String name, List<String> uris, Configuration configuration, StructType schema) {
            this.name = name;
            this.uris = uris;
            this.configuration = configuration;
            this.schema = schema;
        }

        @Override
        public void pruneColumns(StructType required) {
            schema = required;
        }

        @Override
        public Scan build() {
            return new GtfScan(name, uris, configuration, schema);
        }
    }

    private record GtfScan(String name, List<String> uris, Configuration configuration, StructType schema)
            implements Scan, Batch {
        @Override
        public StructType readSchema() {
            return schema;
        }

        @Override
        public String description() {
            return name + " " + schema.catalogString();
        }

        @Override
        public Batch toBatch() {
            return this;
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return uris.stream().map(GtfReaderFactory.File::new).toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new GtfReaderFactory(new SerializableConfiguration(configuration), schema);
        }
    }
}
