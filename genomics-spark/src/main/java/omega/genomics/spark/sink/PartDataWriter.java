package omega.genomics.spark.sink;

import java.util.List;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.sink.PartWriter;
import omega.genomics.postgres.load.sink.StagedSink;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/** One attempt of one task: a part of the sink, in one transaction. An attempt that ends in another way leaves nothing. */
final class PartDataWriter implements DataWriter<InternalRow> {
    /** The number of no sink: nothing is written. */
    static final long NO_SINK = -1;

    private final int contig;
    private final List<ColumnPut> puts;
    private final @Nullable StagedSink sink;
    private final @Nullable PartWriter part;
    private byte[] contigBytes = {};
    private String contigName = "";

    PartDataWriter(PostgresTarget target, long sinkId, int contig, List<ColumnPut> puts, int partition, long task) {
        this.contig = contig;
        this.puts = puts;
        if (sinkId == NO_SINK) {
            sink = null;
            part = null;
            return;
        }
        StagedSink opened = StagedSink.open(target.dataSource(), target.assembly(), sinkId);
        sink = opened;
        try {
            part = opened.stage("partition " + partition, (int) (task & Integer.MAX_VALUE));
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public void write(InternalRow row) {
        PartWriter to = part;
        if (to == null) {
            return;
        }
        if (row.isNullAt(contig)) {
            throw new IllegalArgumentException("column chromosome: expected a name, found null");
        }
        byte[] name = row.getUTF8String(contig).getBytes();
        if (!java.util.Arrays.equals(name, contigBytes)) {
            contigBytes = name;
            contigName = row.getUTF8String(contig).toString();
        }
        BinaryCopyWriter out = to.row(contigName);
        for (ColumnPut put : puts) {
            put.write(row, out);
        }
    }

    @Override
    public WriterCommitMessage commit() {
        PartWriter to = part;
        return new Receipt(to == null ? "" : to.finish().toText());
    }

    @Override
    public void abort() {
        close();
    }

    @Override
    public void close() {
        try {
            if (part != null) {
                part.close();
            }
        } finally {
            if (sink != null) {
                sink.close();
            }
        }
    }
}
