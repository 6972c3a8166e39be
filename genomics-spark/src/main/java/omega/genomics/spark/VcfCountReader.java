package omega.genomics.spark;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;

/** The number of records of a partition, as its one row. */
final class VcfCountReader implements PartitionReader<InternalRow> {
    private final PartReader parts;
    private long count;
    private boolean isDone;

    VcfCountReader(PartReader parts) {
        this.parts = parts;
    }

    @Override
    public boolean next() throws IOException {
        if (isDone) {
            return false;
        }
        count = parts.count();
        isDone = true;
        return true;
    }

    @Override
    public InternalRow get() {
        return new GenericInternalRow(new Object[] {count});
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return new CustomTaskMetric[] {BadRecordsMetric.of(parts.badRecords())};
    }

    @Override
    public void close() {
        parts.close();
    }
}
