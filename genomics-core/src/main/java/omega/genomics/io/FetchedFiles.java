package omega.genomics.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@link ByteStore} with read-ahead: a range is fetched with what follows it, more each time while reading goes on, and
 * the last ranges are kept for all who open the files. Counts the bytes fetched.
 */
final class FetchedFiles {
    /** A region of a file takes a few of these: its header, its end, and what is wanted. */
    private static final int FIRST_FETCH = 32 * 1024;

    private static final int LARGEST_FETCH = 4 << 20;
    private static final int KEPT = 8 << 20;

    private final ByteStore store;
    private final LongAdder fetched = new LongAdder();
    /** The newest first; guarded by itself. */
    private final Deque<Part> kept = new ArrayDeque<>();

    private int keptBytes;

    @SuppressWarnings("ArrayRecordComponent") // internal, never compared
    private record Part(String suffix, long offset, byte[] bytes) {
        boolean has(String file, long place) {
            return suffix.equals(file) && place >= offset && place < offset + bytes.length;
        }
    }

    FetchedFiles(ByteStore store) {
        this.store = store;
    }

    long fetchedBytes() {
        return fetched.sum();
    }

    ByteRanges open(String suffix) {
        return new Ranges(suffix);
    }

    private @Nullable Part find(String suffix, long offset) {
        synchronized (kept) {
            for (Part part : kept) {
                if (part.has(suffix, offset)) {
                    return part;
                }
            }
            return null;
        }
    }

    private void keep(Part part) {
        synchronized (kept) {
            kept.addFirst(part);
            keptBytes += part.bytes().length;
            while (keptBytes > KEPT && kept.size() > 1) {
                keptBytes -= kept.removeLast().bytes().length;
            }
        }
    }

    /** A file that is read in ranges. */
    final class Ranges implements ByteRanges {
        private final String suffix;
        private @Nullable ByteRanges file;
        /** Where the last fetch ended; reading from there goes on. */
        private long next = -1;

        private int window = FIRST_FETCH;
        /** Where read-ahead ends. */
        private long end = Long.MAX_VALUE;

        private boolean closed;

        Ranges(String suffix) {
            this.suffix = suffix;
        }

        private ByteRanges file() throws IOException {
            if (closed) {
                throw new IOException("the file is closed");
            }
            if (file == null) {
                file = store.open(suffix);
            }
            return file;
        }

        /** Limits read-ahead to an offset; bytes after it can still be read. */
        synchronized void readAheadTo(long offset) {
            end = offset;
        }

        @Override
        public synchronized long size() throws IOException {
            if (file == null && find(suffix, 0) == null) {
                fetch(0); // tells the size, and is needed next
            }
            return file().size();
        }

        @Override
        public synchronized int read(long offset, ByteBuffer target) throws IOException {
            if (!target.hasRemaining()) {
                return 0;
            }
            Part part = find(suffix, offset);
            if (part == null) {
                part = fetch(offset);
            }
            int from = (int) (offset - part.offset());
            int count = Math.min(target.remaining(), part.bytes().length - from);
            target.put(part.bytes(), from, count);
            return count == 0 ? -1 : count;
        }

        private Part fetch(long offset) throws IOException {
            window = offset == next ? Math.min(2 * window, LARGEST_FETCH) : FIRST_FETCH;
            ByteBuffer bytes = ByteBuffer.allocate(offset < end ? (int) Math.min(window, end - offset) : window);
            while (bytes.hasRemaining() && file().read(offset + bytes.position(), bytes) >= 0) {
                // until the window is full or the file ends
            }
            fetched.add(bytes.position());
            next = offset + bytes.position();
            Part part = new Part(suffix, offset, Arrays.copyOf(bytes.array(), bytes.position()));
            if (bytes.position() > 0) {
                keep(part);
            }
            return part;
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            if (file != null) {
                file.close();
            }
        }
    }
}
