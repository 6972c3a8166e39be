package omega.genomics.postgres.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import omega.genomics.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows in PostgreSQL's binary COPY format into a large reused block.
 *
 * <p>For each row: {@link #startRow(int)}, then one put a column in the order of the COPY's column list. A value must have
 * the type of its column, since the server does not convert: {@code putInt} for {@code int}, never for {@code bigint}.
 * A full block goes to the {@link BlockSink} at the start of the next row, the last one by {@link #flush()}.
 *
 * <p>Not thread-safe. Format: PostgreSQL manual, COPY, "Binary Format".
 */
public final class BinaryCopyWriter {
    /** A block large enough that a message's overhead is noise; with the header of its array it fills one region of G1. */
    public static final int DEFAULT_BLOCK_SIZE = (1 << 20) - 16;

    private static final byte[] NOTHING = {};

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int INT4_OID = 23;
    private static final int TEXT_OID = 25;
    private static final int FLOAT4_OID = 700;
    private static final byte JSONB_VERSION = 1;

    private final BlockSink sink;
    private final int blockSize;
    private byte[] buf;
    private int length;
    private int columnsLeft;
    private int fieldStart = -1;
    private long rows;
    private int markedLength = -1;
    private long markedRows;
    /** Bytes that were handed on so far. */
    private long handedOver;

    private long keptFrom = Long.MAX_VALUE;
    /** Holds rows that are kept while the block before them is handed on. */
    private byte[] tail = NOTHING;

    /**
     * Makes a writer with blocks of {@link #DEFAULT_BLOCK_SIZE}.
     *
     * @param sink takes full blocks
     */
    public BinaryCopyWriter(BlockSink sink) {
        this(sink, DEFAULT_BLOCK_SIZE);
    }

    /**
     * Makes a writer.
     *
     * @param sink takes full blocks
     * @param blockSize how many bytes make a block full; a longer row makes a longer block
     */
    public BinaryCopyWriter(BlockSink sink, int blockSize) {
        this.sink = Objects.requireNonNull(sink, "sink");
        this.blockSize = blockSize;
        this.buf = new byte[blockSize];
    }

    /**
     * Starts a row; hands the block on if it is full.
     *
     * @param columns how many puts follow
     * @throws IllegalStateException if the row before lacks columns
     */
    public void startRow(int columns) {
        checkRowComplete();
        if (markedLength < 0) {
            handOverIfFull();
        }
        columnsLeft = columns;
        rows++;
        ensure(2);
        writeShort(columns);
    }

    /**
     * Writes a row that is encoded already.
     *
     * @param bytes hold the row, as another writer made it
     * @param offset where it begins
     * @param count its bytes
     * @throws IllegalStateException if the row before lacks columns
     */
    public void putRow(byte[] bytes, int offset, int count) {
        Objects.requireNonNull(bytes, "bytes");
        startRow(0);
        length -= 2;
        ensure(count);
        System.arraycopy(bytes, offset, buf, length, count);
        length += count;
    }

    private void handOverIfFull() {
        if (length >= blockSize - (blockSize >> 4)) {
            handOver();
        }
    }

    /**
     * Marks the place before rows that belong together: they can be taken back by {@link #reset()}, and so none of them is
     * handed on before the next mark or {@link #flush()}.
     *
     * @throws IllegalStateException if the row before lacks columns
     */
    public void mark() {
        checkRowComplete();
        handOverIfFull();
        markedLength = length;
        markedRows = rows;
    }

    /**
     * Takes back everything since the mark, be it half a row.
     *
     * @throws IllegalStateException if there is no mark
     */
    public void reset() {
        if (markedLength < 0) {
            throw new IllegalStateException("there is no mark");
        }
        length = markedLength;
        rows = markedRows;
        columnsLeft = 0;
        fieldStart = -1;
    }

    /**
     * Returns how many bytes were written since the mark.
     *
     * @return 0 if there is no mark
     */
    public int markedBytes() {
        return markedLength < 0 ? 0 : length - markedLength;
    }

    private void checkRowComplete() {
        if (columnsLeft != 0 || fieldStart >= 0) {
            throw new IllegalStateException("row " + rows + " lacks " + columnsLeft + " columns");
        }
    }

    /**
     * Hands the rows so far to the sink.
     *
     * @throws IllegalStateException if the last row lacks columns
     */
    public void flush() {
        checkRowComplete();
        keptFrom = Long.MAX_VALUE;
        if (length > 0) {
            handOver();
        }
    }

    /**
     * Hands the rows so far to the sink and gives the memory of the block back, for a writer that gets no more rows, or only much later.
     *
     * @throws IllegalStateException if the last row lacks columns
     */
    public void release() {
        flush();
        buf = NOTHING;
        tail = NOTHING;
    }

    private void handOver() {
        int ready = (int) Math.max(0, Math.min(length, keptFrom - handedOver));
        int kept = length - ready;
        if (ready == 0) {
            return;
        }
        if (kept > tail.length) {
            tail = new byte[2 * kept];
        }
        System.arraycopy(buf, ready, tail, 0, kept);
        buf = sink.accept(buf, ready);
        length = 0;
        ensure(kept);
        System.arraycopy(tail, 0, buf, 0, kept);
        length = kept;
        handedOver += ready;
        markedLength = -1;
    }

    // ---- rows that may change ------------------------------------------------------------------------------------

    /**
     * Returns where the next row will begin.
     *
     * @return bytes of rows since the writer was made
     * @throws IllegalStateException if the row before lacks columns
     */
    public long position() {
        checkRowComplete();
        return handedOver + length;
    }

    /**
     * Keeps rows in the block, so that they can be read and changed until they are handed on.
     *
     * @param position of the first row that is kept, as {@link #position()} gave it; {@link Long#MAX_VALUE} to keep none. Until
     *     {@link #flush()} or the next call. All rows from there on must fit into a part of the block
     */
    public void keepFrom(long position) {
        keptFrom = position;
    }

    /**
     * Tells whether a row is still in the block.
     *
     * @param position where it begins
     * @return false once it is handed on
     */
    public boolean holds(long position) {
        return position >= handedOver;
    }

    /**
     * Returns the block that rows are written to.
     *
     * @return the writer's own, another one once a row was written; a row begins at {@link #offset}
     */
    public byte[] block() {
        return buf;
    }

    /**
     * Returns where in the block a row is.
     *
     * @param position of a row that is still held
     * @return an index of {@link #block()}
     * @throws IllegalArgumentException if the row is not held
     */
    public int offset(long position) {
        if (!holds(position) || position > handedOver + length) {
            throw new IllegalArgumentException("expected a row of this block, found position " + position);
        }
        return (int) (position - handedOver);
    }

    /**
     * Returns where in the block the next byte will be, be it within a row.
     *
     * @return an index of {@link #block()}
     */
    public int end() {
        return length;
    }

    /**
     * Removes a row; later rows move up. {@link #reset()} can no longer undo them.
     *
     * @param from where the row begins
     * @param to where the next one begins
     */
    public void remove(long from, long to) {
        replace(from, to, tail, 0);
        rows--;
    }

    /**
     * Replaces the bytes of a row; later rows move. {@link #reset()} can no longer undo them.
     *
     * @param from where the row begins
     * @param to where the next one begins
     * @param row the other row
     * @param count its bytes
     */
    public void replace(long from, long to, byte[] row, int count) {
        Objects.requireNonNull(row, "row");
        checkRowComplete();
        int at = offset(from);
        int end = offset(to);
        ensure(Math.max(0, count - (end - at)));
        System.arraycopy(buf, end, buf, at + count, length - end);
        System.arraycopy(row, 0, buf, at, count);
        length += count - (end - at);
        markedLength = -1;
    }

    /**
     * Returns the number of rows started.
     *
     * @return since the writer was made
     */
    public long rows() {
        return rows;
    }

    /** Puts SQL's null, of any type. */
    public void putNull() {
        field(0);
        writeInt(-1);
    }

    /**
     * Puts a {@code smallint}.
     *
     * @param value the value, from -32768 to 32767
     */
    public void putShort(int value) {
        field(2);
        writeInt(2);
        writeShort(value);
    }

    /**
     * Puts an {@code int}.
     *
     * @param value the value
     */
    public void putInt(int value) {
        field(4);
        writeLong(4L << 32 | (value & 0xFFFF_FFFFL));
    }

    /**
     * Puts an {@code int}.
     *
     * @param value the value; empty puts SQL's null
     */
    public void put(OptionalInt value) {
        if (value.isPresent()) {
            putInt(value.getAsInt());
        } else {
            putNull();
        }
    }

    /**
     * Puts a {@code bigint}.
     *
     * @param value the value
     */
    public void putLong(long value) {
        field(8);
        writeInt(8);
        writeLong(value);
    }

    /**
     * Puts a {@code bigint}.
     *
     * @param value the value; empty puts SQL's null
     */
    public void put(OptionalLong value) {
        if (value.isPresent()) {
            putLong(value.getAsLong());
        } else {
            putNull();
        }
    }

    /**
     * Puts a {@code real}.
     *
     * @param value the value; NaN and infinities are kept
     */
    public void putFloat(float value) {
        putInt(Float.floatToRawIntBits(value));
    }

    /**
     * Puts a {@code double precision}.
     *
     * @param value the value; NaN and infinities are kept
     */
    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    /**
     * Puts a {@code double precision}.
     *
     * @param value the value; empty puts SQL's null
     */
    public void put(OptionalDouble value) {
        if (value.isPresent()) {
            putDouble(value.getAsDouble());
        } else {
            putNull();
        }
    }

    /**
     * Puts a {@code boolean}.
     *
     * @param value the value
     */
    public void putBoolean(boolean value) {
        field(1);
        writeInt(1);
        buf[length++] = (byte) (value ? 1 : 0);
    }

    /**
     * Puts a {@code boolean}.
     *
     * @param value the value; empty puts SQL's null
     */
    public void putBoolean(Optional<Boolean> value) {
        if (value.isPresent()) {
            putBoolean(value.get());
        } else {
            putNull();
        }
    }

    /**
     * Puts a {@code text}.
     *
     * @param value the text; null puts SQL's null
     */
    public void putText(@Nullable String value) {
        if (value == null) {
            putNull();
            return;
        }
        beginField();
        append(value);
        endField();
    }

    /**
     * Puts a {@code text}.
     *
     * @param value the text; empty puts SQL's null
     */
    public void put(Optional<String> value) {
        putText(value.orElse(null));
    }

    /**
     * Puts a {@code text} from UTF-8 bytes, without decoding them.
     *
     * @param value the bytes; copied
     */
    public void putText(ByteSlice value) {
        putText(value.array(), value.offset(), value.length());
    }

    /**
     * Puts a {@code text} from UTF-8 bytes, without decoding them.
     *
     * @param utf8 holds the bytes; copied
     * @param offset the first byte
     * @param count how many
     */
    public void putText(byte[] utf8, int offset, int count) {
        Objects.requireNonNull(utf8, "utf8");
        field(count);
        writeInt(count);
        append(utf8, offset, count);
    }

    /**
     * Puts a {@code text} from ASCII without NUL, which PostgreSQL takes as it is. Looking at short texts while copying them
     * is faster than looking first.
     *
     * @param bytes holds the text; copied
     * @param offset the first byte
     * @param count how many
     * @return whether the column was put; if not, there is another byte in it, and the column is still to be put
     */
    public boolean putIfAscii(byte[] bytes, int offset, int count) {
        Objects.requireNonNull(bytes, "bytes");
        field(count);
        byte[] to = buf;
        int shift = length + 4 - offset;
        for (int i = offset; i < offset + count; i++) {
            byte b = bytes[i];
            if (b <= 0) {
                columnsLeft++;
                return false;
            }
            to[i + shift] = b;
        }
        writeInt(count);
        length += count;
        return true;
    }

    /**
     * Puts an {@code int[]}.
     *
     * @param values the elements; null or none puts SQL's null
     */
    public void putInts(int @Nullable [] values) {
        if (values == null || values.length == 0) {
            putNull();
            return;
        }
        beginArray(INT4_OID, values.length);
        ensure(8L * values.length);
        for (int value : values) {
            writeInt(4);
            writeInt(value);
        }
        endField();
    }

    /**
     * Puts a {@code text[]}.
     *
     * @param values the elements; none puts an empty array
     */
    public void putTexts(List<String> values) {
        beginArray(TEXT_OID, values.size());
        for (String value : values) {
            ensure(4);
            int at = length;
            length += 4;
            append(value);
            setInt(at, length - at - 4);
        }
        endField();
    }

    /**
     * Puts a {@code real[]}.
     *
     * @param values the elements; none puts an empty array
     */
    public void putFloats(float[] values) {
        beginArray(FLOAT4_OID, values.length);
        ensure(8L * values.length);
        for (float value : values) {
            writeInt(4);
            writeInt(Float.floatToRawIntBits(value));
        }
        endField();
    }

    /**
     * Puts a {@code vector} of the extension pgvector.
     *
     * @param values the elements, 1 to 16,000
     */
    public void putVector(float[] values) {
        Objects.requireNonNull(values, "values");
        beginField();
        ensure(4 + 4L * values.length);
        writeShort(values.length);
        writeShort(0);
        for (float value : values) {
            writeInt(Float.floatToRawIntBits(value));
        }
        endField();
    }

    private void beginArray(int elementOid, int size) {
        beginArray(elementOid, size, false);
    }

    /**
     * Begins an array whose elements follow one by one; ends with {@link #endField()}.
     *
     * @param elementOid the type of the elements, by its number in {@code pg_type}
     * @param size how many there are
     * @param hasNulls whether any of them is null
     */
    public void beginArray(int elementOid, int size, boolean hasNulls) {
        beginField();
        ensure(20);
        writeInt(size == 0 ? 0 : 1);
        writeInt(hasNulls ? 1 : 0);
        writeInt(elementOid);
        if (size > 0) {
            writeInt(size);
            writeInt(1);
        }
    }

    /** Puts a null into an array. */
    public void elementNull() {
        ensure(4);
        writeInt(-1);
    }

    /**
     * Puts a number into an array.
     *
     * @param value the number
     * @param bytes how many the type has: 2, 4 or 8
     */
    public void element(long value, int bytes) {
        ensure(12);
        writeInt(bytes);
        if (bytes == 2) {
            writeShort((int) value);
        } else if (bytes == 4) {
            writeInt((int) value);
        } else {
            writeLong(value);
        }
    }

    /**
     * Puts a text, or a string of bytes, into an array.
     *
     * @param bytes has the value
     * @param offset of the first byte
     * @param count how many
     */
    public void element(byte[] bytes, int offset, int count) {
        ensure(4);
        writeInt(count);
        append(bytes, offset, count);
    }

    /** Begins a {@code jsonb}; its text follows by {@code append}, its end is {@link #endField()}. */
    public void beginJsonb() {
        beginField();
        ensure(1);
        buf[length++] = JSONB_VERSION;
    }

    /** Begins a field whose bytes follow by {@code append}, such as a {@code text} in pieces; ends with {@link #endField()}. */
    public void beginField() {
        field(0);
        fieldStart = length;
        length += 4;
    }

    /**
     * Ends a field begun by {@link #beginField()} or {@link #beginJsonb()}.
     *
     * @throws IllegalStateException if none is begun
     */
    public void endField() {
        if (fieldStart < 0) {
            throw new IllegalStateException("no field is begun");
        }
        setInt(fieldStart, length - fieldStart - 4);
        fieldStart = -1;
    }

    /**
     * Appends a byte to the field begun.
     *
     * @param b the byte
     */
    public void append(byte b) {
        ensure(1);
        buf[length++] = b;
    }

    /**
     * Appends bytes to the field begun.
     *
     * @param bytes holds them; copied
     * @param offset the first
     * @param count how many
     */
    public void append(byte[] bytes, int offset, int count) {
        Objects.requireNonNull(bytes, "bytes");
        ensure(count);
        System.arraycopy(bytes, offset, buf, length, count);
        length += count;
    }

    /**
     * Appends the UTF-8 form of a text to the field begun; half a surrogate pair becomes {@code ?}.
     *
     * @param text the text
     */
    public void append(String text) {
        int n = text.length();
        ensure(n);
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] rest = text.substring(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                append(rest, 0, rest.length);
                return;
            }
            buf[length++] = (byte) c;
        }
    }

    /** Counts a column and makes room for its length word and {@code bytes} more. */
    private void field(int bytes) {
        if (columnsLeft <= 0 || fieldStart >= 0) {
            throw new IllegalStateException("row " + rows + " has no column left, or one is still open");
        }
        columnsLeft--;
        ensure(4L + bytes);
    }

    private void ensure(long more) {
        if (length + more > buf.length) {
            long wanted = Math.max(length + more, buf.length == 0 ? blockSize : 2L * buf.length);
            if (length + more > Integer.MAX_VALUE - 16) {
                throw new IllegalArgumentException("row " + rows + " is longer than 2 GiB");
            }
            buf = Arrays.copyOf(buf, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }

    private void writeShort(int value) {
        SHORTS.set(buf, length, (short) value);
        length += 2;
    }

    private void writeInt(int value) {
        setInt(length, value);
        length += 4;
    }

    private void writeLong(long value) {
        LONGS.set(buf, length, value);
        length += 8;
    }

    private void setInt(int at, int value) {
        INTS.set(buf, at, value);
    }
}
