package omega.genomics.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** A read of some files for one query. */
final class VcfScan implements SupportsReportStatistics, Batch {
    /** VCF text is about five times as large as its BGZF file; so are rows with all columns. */
    private static final int INFLATED = 5;

    private final VcfFiles files;
    private final Configuration configuration;
    private final VcfQuery query;
    private final String pushed;
    private final Partitioner partitioner;
    private InputPartition @Nullable [] partitions;

    VcfScan(VcfFiles files, Configuration configuration, VcfQuery query, String pushed) {
        this.files = files;
        this.configuration = configuration;
        this.query = query;
        this.pushed = pushed;
        partitioner = new Partitioner(files, configuration, query);
    }

    @Override
    public StructType readSchema() {
        return query.schema();
    }

    @Override
    public String description() {
        return "vcf " + files + " " + query.schema().catalogString() + ", conditions " + pushed + ", "
                + query.options();
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public synchronized InputPartition[] planInputPartitions() {
        InputPartition[] planned = partitions;
        if (planned == null) {
            try {
                planned = partitioner.partitions();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partitions = planned;
        }
        return planned;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new VcfReaderFactory(files, new SerializableConfiguration(configuration), query);
    }

    @Override
    public Statistics estimateStatistics() {
        long stored = partitioner.storedBytes();
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return stored < 0 ? OptionalLong.empty() : OptionalLong.of(Math.multiplyExact(stored, INFLATED));
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.empty();
            }
        };
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return new CustomMetric[] {new BadRecordsMetric()};
    }
}
