package omega.genomics.spark.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.sink.PartReceipt;
import omega.genomics.postgres.load.sink.SinkPlan;
import omega.genomics.postgres.load.sink.StagedSink;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The driver's side of a write: begins the sink, and commits the receipts that the tasks send. */
final class SinkBatch implements BatchWrite {
    private static final String TABLE = "variants";

    private final PostgresTarget target;
    private final StructType schema;
    private @Nullable StagedSink sink;

    SinkBatch(PostgresTarget target, StructType schema) {
        this.target = target;
        this.schema = schema;
    }

    /** Whatever an earlier driver left of the dataset is swept away here. */
    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        try {
            Map<String, String> types = types();
            List<ColumnPut> puts = new ArrayList<>();
            List<String> columns = new ArrayList<>();
            int contig = -1;
            StructField[] fields = schema.fields();
            for (int i = 0; i < fields.length; i++) {
                String name = fields[i].name();
                if (name.equals(ColumnPut.CONTIG)) {
                    contig = i;
                    continue;
                }
                String type = types.get(name);
                if (type == null) {
                    throw new IllegalArgumentException("expected columns of " + TABLE + ", found \"" + name + "\"");
                }
                columns.add(name);
                puts.add(ColumnPut.of(i, name, fields[i].dataType(), type));
            }
            if (target.isDone()) {
                return new PartFactory(target, PartDataWriter.NO_SINK, contig, puts);
            }
            StagedSink begun = SinkPlan.of(target.dataSource(), target.assembly(), TABLE)
                    .dataset(target.dataset())
                    .source(target.source())
                    .columns(columns.toArray(String[]::new))
                    .begin();
            sink = begun;
            if (target.isDone()) { // by a driver that held the lock until now
                close();
                return new PartFactory(target, PartDataWriter.NO_SINK, contig, puts);
            }
            return new PartFactory(target, begun.id(), contig, puts);
        } catch (SQLException e) {
            throw new LoadException("could not look at the columns of " + TABLE, e);
        }
    }

    private Map<String, String> types() throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (Connection connection = target.dataSource().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT column_name, udt_name FROM"
                        + " information_schema.columns WHERE table_schema = ? AND table_name = ?")) {
            query.setString(1, target.assembly());
            query.setString(2, TABLE);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        if (types.isEmpty()) {
            throw new LoadException("expected a migrated schema " + target.assembly() + ", found no table " + TABLE);
        }
        return types;
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        StagedSink begun = sink;
        if (begun == null) {
            return; // it was done before
        }
        List<PartReceipt> receipts = Arrays.stream(messages)
                .map(message -> PartReceipt.parse(((Receipt) message).text()))
                .toList();
        begun.commit(receipts);
        close();
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        close();
    }

    private void close() {
        StagedSink begun = sink;
        sink = null;
        if (begun != null) {
            begun.close();
        }
    }
}
