package omega.genomics.vcf.tools;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.PriorityQueue;
import omega.genomics.vcf.tools.RecordOrder.Placed;
import org.jspecify.annotations.Nullable;

/** Sorted records in a temporary file, read one after the other. */
final class SortedRun implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final int number;
    private final DataInputStream in;
    private @Nullable Placed next;

    private SortedRun(Path path, int number) throws IOException {
        this.path = path;
        this.number = number;
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
        advance();
    }

    /** Writes records to a file of this kind. */
    static final class Writer {
        private final DataOutputStream out;

        Writer(OutputStream file) {
            out = new DataOutputStream(new BufferedOutputStream(file, BUFFER));
        }

        void write(Placed record) throws IOException {
            out.writeInt(record.rank());
            out.writeInt(record.position());
            out.writeInt(record.line().length);
            out.write(record.line());
        }

        void flush() throws IOException {
            out.flush();
        }
    }

    private void advance() throws IOException {
        int rank;
        try {
            rank = in.readInt();
        } catch (EOFException e) {
            next = null;
            return;
        }
        int position = in.readInt();
        byte[] line = new byte[in.readInt()];
        in.readFully(line);
        next = new Placed(rank, position, line);
    }

    private Placed head() {
        if (next == null) {
            throw new IllegalStateException("expected a record, found the end of " + path);
        }
        return next;
    }

    /** Hears of records in order. */
    interface Sink {
        void accept(Placed record) throws IOException;
    }

    /** Merges files; records that are equal come in the order of the files. */
    static void merge(List<Path> paths, Sink sink) throws IOException {
        PriorityQueue<SortedRun> heap = new PriorityQueue<>((one, other) -> {
            int order = Placed.ORDER.compare(one.head(), other.head());
            return order != 0 ? order : Integer.compare(one.number, other.number);
        });
        try {
            for (Path path : paths) {
                SortedRun run = new SortedRun(path, heap.size());
                if (run.next == null) {
                    run.close();
                } else {
                    heap.add(run);
                }
            }
            for (SortedRun run = heap.poll(); run != null; run = heap.poll()) {
                sink.accept(run.head());
                run.advance();
                if (run.next == null) {
                    run.close();
                } else {
                    heap.add(run);
                }
            }
        } finally {
            for (SortedRun run : heap) {
                run.close();
            }
        }
    }

    /** The same for lambdas. */
    static void writeLineUnchecked(Placed record, OutputStream out) {
        try {
            writeLine(record, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeLine(Placed record, OutputStream out) throws IOException {
        out.write(record.line());
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
