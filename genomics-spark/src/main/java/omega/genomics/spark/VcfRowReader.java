package omega.genomics.spark;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Rows of a partition. The row is reused. */
final class VcfRowReader implements PartitionReader<InternalRow> {
    private final PartReader parts;
    private final int limit;
    private int rows;
    private @Nullable UnsafeRow row;

    VcfRowReader(PartReader parts) {
        this.parts = parts;
        limit = parts.limit();
    }

    @Override
    public boolean next() throws IOException {
        if (rows == limit) {
            return false;
        }
        row = parts.next();
        rows++;
        return row != null;
    }

    @Override
    public InternalRow get() {
        UnsafeRow current = row;
        if (current == null) {
            throw new IllegalStateException("there is no row");
        }
        return current;
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
