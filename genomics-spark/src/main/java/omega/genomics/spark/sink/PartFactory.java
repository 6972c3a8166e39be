package omega.genomics.spark.sink;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;

/** What goes to the executors: the sink's number, and how each column is put. */
final class PartFactory implements DataWriterFactory {
    private static final long serialVersionUID = 1;

    private final PostgresTarget target;
    private final long sinkId;
    private final int contig;
    private final ArrayList<ColumnPut> puts;

    PartFactory(PostgresTarget target, long sinkId, int contig, List<ColumnPut> puts) {
        this.target = target;
        this.sinkId = sinkId;
        this.contig = contig;
        this.puts = new ArrayList<>(puts);
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partition, long task) {
        return new PartDataWriter(target, sinkId, contig, puts, partition, task);
    }
}
