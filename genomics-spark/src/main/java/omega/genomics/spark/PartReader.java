package omega.genomics.spark;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.VcfSplit;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a partition one after the other. */
final class PartReader implements Closeable {
    private final VcfFiles files;
    private final Configuration configuration;
    private final VcfQuery query;
    private final Iterator<VcfPartition.Part> parts;
    private final VcfReader.Options options;
    /** Lines that were refused and have no row yet. */
    private final Deque<ByteSlice> refused = new ArrayDeque<>();

    private @Nullable VcfReader reader;
    private @Nullable RowEncoder rows;
    private @Nullable RowEncoder lastRows;
    private long badRecords;

    PartReader(VcfFiles files, Configuration configuration, VcfQuery query, VcfPartition partition) {
        this.files = files;
        this.configuration = configuration;
        this.query = query;
        parts = partition.parts().iterator();
        options = options();
    }

    private VcfReader.Options options() {
        VcfReader.Options usual = query.reader();
        if (query.options().badRecords() == BadRecords.FAIL) {
            return usual;
        }
        return usual.mode(ParseMode.LENIENT).refusedLines((finding, line) -> {
            badRecords++;
            if (keeps()) {
                refused.add(new ByteSlice().wrap(line.toByteArray(), 0, line.length()));
            }
        });
    }

    private boolean keeps() {
        return query.options().badRecords() == BadRecords.KEEP;
    }

    long badRecords() {
        return badRecords;
    }

    int limit() {
        return query.limit();
    }

    /** Counts the records. */
    long count() throws IOException {
        long records = 0;
        while (records < query.limit() && open()) {
            VcfReader current = current();
            while (current.advance()) {
                records++;
            }
            closePart();
        }
        return records;
    }

    /** Returns the next row; null at the end. */
    @Nullable
    UnsafeRow next() throws IOException {
        while (true) {
            ByteSlice line = refused.poll();
            RowEncoder encoder = lastRows;
            if (line != null && encoder != null) {
                return encoder.encodeCorrupt(line);
            }
            if (reader == null && !open()) {
                return null;
            }
            VcfReader current = current();
            if (!current.advance()) {
                closePart();
            } else {
                UnsafeRow row = encode(current.record());
                if (row != null) {
                    return row;
                }
            }
        }
    }

    private @Nullable UnsafeRow encode(VcfRecord record) {
        RowEncoder encoder = rows;
        if (encoder == null) {
            throw new IllegalStateException("there is no part open");
        }
        try {
            return encoder.encode(record);
        } catch (ParseException e) {
            if (query.options().badRecords() == BadRecords.FAIL) {
                throw e;
            }
            badRecords++;
            return keeps() ? encoder.encodeCorrupt(record.lineBytes()) : null;
        }
    }

    private VcfReader current() {
        VcfReader current = reader;
        if (current == null) {
            throw new IllegalStateException("there is no part open");
        }
        return current;
    }

    private boolean open() throws IOException {
        if (!parts.hasNext()) {
            return false;
        }
        VcfPartition.Part part = parts.next();
        InputSource source = Storage.source(files.uri(part.file()), configuration);
        VcfHeader header = files.header(part.file());
        Compression compression = part.compression();
        reader = compression == null
                ? options.moreHeaderLines(header.lines()).open(source)
                : options.open(new VcfSplit(source, compression, part.start(), part.end(), part.linesBefore()), header);
        rows = query.counts()
                ? null
                : new RowEncoder(
                        query.schema(), query.options().shown(header), query.options(), files.uri(part.file()));
        lastRows = rows;
        return true;
    }

    private void closePart() {
        VcfReader current = reader;
        reader = null;
        rows = null;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public void close() {
        closePart();
    }
}
