package omega.genomics.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;

/** What goes to the executors, once for each stage. */
final class VcfReaderFactory implements PartitionReaderFactory {
    private static final long serialVersionUID = 1;

    private final VcfFiles files;
    private final SerializableConfiguration configuration;
    private final VcfQuery query;

    VcfReaderFactory(VcfFiles files, SerializableConfiguration configuration, VcfQuery query) {
        this.files = files;
        this.configuration = configuration;
        this.query = query;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        PartReader parts = new PartReader(files, configuration.value(), query, (VcfPartition) partition);
        return query.counts() ? new VcfCountReader(parts) : new VcfRowReader(parts);
    }
}
