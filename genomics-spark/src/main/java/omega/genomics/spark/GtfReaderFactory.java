package omega.genomics.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** What goes to the executors: each reads whole files. */
final class GtfReaderFactory implements PartitionReaderFactory {
    private static final long serialVersionUID = 1;

    private final SerializableConfiguration configuration;
    private final StructType schema;

    GtfReaderFactory(SerializableConfiguration configuration, StructType schema) {
        this.configuration = configuration;
        this.schema = schema;
    }

    /** A file that one task reads. */
    record File(String uri) implements InputPartition {}

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        try {
            return new Rows(
                    GtfReader.open(Storage.source(((File) partition).uri(), configuration.value())),
                    schema.fieldNames());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Rows implements PartitionReader<InternalRow> {
        private final GtfReader reader;
        private final String[] columns;

        Rows(GtfReader reader, String[] columns) {
            this.reader = reader;
            this.columns = columns;
        }

        @Override
        public boolean next() {
            return reader.advance();
        }

        @Override
        public InternalRow get() {
            Object[] values = new Object[columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(reader.record(), columns[i]);
            }
            return new GenericInternalRow(values);
        }

        private static @Nullable Object value(GtfRecord record, String column) {
            return switch (column) {
                case "chromosome" -> UTF8String.fromString(record.contig());
                case "source" -> UTF8String.fromString(record.source());
                case "feature" -> UTF8String.fromString(record.type());
                case "start_pos" -> record.start();
                case "end_pos" -> record.end();
                case "score" -> record.hasScore() ? (Object) record.score() : null;
                case "strand" -> UTF8String.fromString(record.strand().toString());
                case "frame" -> record.hasFrame() ? (Object) record.frame() : null;
                case "attributes" -> map(record.attributes().toMap());
                default -> {
                    String text = record.attribute(column);
                    yield text == null ? null : UTF8String.fromString(text);
                }
            };
        }

        private static ArrayBasedMapData map(Map<String, List<String>> attributes) {
            Object[] keys = new Object[attributes.size()];
            Object[] values = new Object[keys.length];
            int i = 0;
            for (Map.Entry<String, List<String>> attribute : attributes.entrySet()) {
                keys[i] = UTF8String.fromString(attribute.getKey());
                values[i++] = new GenericArrayData(attribute.getValue().stream()
                        .map(UTF8String::fromString)
                        .toArray());
            }
            return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
