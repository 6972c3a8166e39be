package omega.genomics.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import omega.genomics.Diagnostic;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.InputRule;
import org.jspecify.annotations.Nullable;

/**
 * The stored (compressed) bytes of an input: supports lookahead, knows its offset, and counts the bytes read.
 *
 * <p>Never calls {@link InputStream#available()}, which may be 0 in the middle of a pipe. Not thread-safe, but may be
 * handed over from one thread to another.
 */
final class StoredBytes extends InputStream {
    private static final int SIZE = 128 * 1024;
    private static final byte[] NOTHING = {};

    private final String name;
    private final InputStream in;
    private final boolean owned;
    private LongConsumer listener = total -> {};

    private byte[] buffer = NOTHING;
    private int position;
    private int limit;
    /** Offset of {@code buffer[limit]} in the input: the number of bytes read so far. */
    private long total;

    private boolean ended;
    private @Nullable IOException failure;

    StoredBytes(String name, InputStream in, boolean owned) {
        this.name = name;
        this.in = in;
        this.owned = owned;
    }

    StoredBytes reportTo(LongConsumer onStoredBytes) {
        listener = onStoredBytes;
        return this;
    }

    String name() {
        return name;
    }

    /** Returns whether {@link #close()} closes the underlying stream. */
    boolean isOwned() {
        return owned;
    }

    /**
     * Buffers {@code n} bytes, at most 64 KiB, without consuming them; returns how many are available, fewer only at
     * the end.
     */
    int peek(int n) throws IOException {
        while (limit - position < n && !ended) {
            if (buffer.length - position < n || limit == buffer.length) {
                compact();
            }
            int count = readStored(buffer, limit, buffer.length - limit);
            limit += Math.max(count, 0);
        }
        return limit - position;
    }

    private void compact() {
        if (buffer.length == 0) {
            buffer = new byte[SIZE];
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
    }

    /** Returns a byte buffered by {@link #peek}, from 0 to 255. */
    int at(int index) {
        return buffer[position + index] & 0xff;
    }

    boolean startsWith(int from, byte[] magic, int length) {
        return Arrays.equals(buffer, position + from, position + from + length, magic, 0, length);
    }

    /**
     * Returns the array with the peeked bytes, which begin at {@link #position()}; the next peek may replace it or
     * move them.
     */
    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    /** Consumes peeked bytes; a negative count puts back bytes that the last {@code skip} consumed. */
    void skip(int n) {
        position += n;
    }

    /** Returns the offset of the next byte in the stored input, from 0. */
    long offset() {
        return total - (limit - position);
    }

    @Override
    public int read() throws IOException {
        return peek(1) == 0 ? -1 : buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        if (position == limit && length >= SIZE) {
            return readStored(target, from, length);
        }
        if (length == 0) {
            return 0;
        }
        int n = Math.min(peek(1), length);
        System.arraycopy(buffer, position, target, from, n);
        position += n;
        return n == 0 ? -1 : n;
    }

    private int readStored(byte[] target, int from, int length) throws IOException {
        if (ended) {
            return -1;
        }
        try {
            int n = in.read(target, from, length);
            if (n == 0) { // violates InputStream's contract, but occurs; a single-byte read blocks
                int single = in.read();
                target[from] = (byte) single;
                n = single < 0 ? -1 : 1;
            }
            ended = n < 0;
            total += Math.max(n, 0);
            listener.accept(total);
            return n;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Returns whether an exception comes from reading the input, rather than from decoding it. */
    boolean isOwnFailure(IOException e) {
        return failure != null && (e == failure || e.getCause() == failure);
    }

    /** Creates the error for a container that ends too early, located after its last byte. */
    ParseException truncated(String codec, String expected) {
        return damaged(codec, total, expected, "the end of the file");
    }

    ParseException damaged(String codec, long offset, String expected, String found) {
        return damaged(codec, offset, expected, found, null);
    }

    ParseException damaged(String codec, long offset, String expected, String found, @Nullable Throwable cause) {
        Diagnostic diagnostic = Findings.at(
                Severity.ERROR,
                Location.ofByte(name, offset),
                codec,
                InputRule.CONTAINER_DAMAGED,
                "expected " + expected + ", found " + found);
        return cause == null ? new ParseException(diagnostic) : new ParseException(diagnostic, cause);
    }

    @Override
    public void close() throws IOException {
        ended = true;
        position = limit;
        if (owned) {
            in.close();
        }
    }
}
