package omega.genomics.postgres.load.release;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.postgres.table.VariantColumn;
import org.jspecify.annotations.Nullable;

/**
 * Digests rows of {@code variants} in the binary form of COPY: one digest of what identifies a row within its contig and position,
 * one of all its content but the record number, which depends on the order of the file. A column that is null counts as one that is not
 * sent.
 */
final class RowDigests {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final long FACTOR = Digests.FACTOR;
    private static final long OTHER_FACTOR = Digests.OTHER_FACTOR;
    private static final long NO_ALT = '.';

    private final int columns;
    /** Of each column that counts; 0 for the others. */
    private final long[] salts;

    private final int chromosome;
    private final int position;
    private final int ref;
    private final int alt;
    private final int ordinal;
    private final int recordNumber;

    private int rowPosition;
    private int rowRecord;
    private long rowKey;
    private long rowDigest;
    private int contigFrom;
    private int contigTo;

    /** @param sent the columns of the rows, in their order */
    RowDigests(List<VariantColumn> sent) {
        columns = sent.size();
        salts = new long[columns];
        for (int i = 0; i < columns; i++) {
            VariantColumn column = sent.get(i);
            boolean counts = column != VariantColumn.RECORD_NUMBER
                    && column != VariantColumn.CHROMOSOME
                    && column != VariantColumn.ORDINAL;
            salts[i] = counts ? FACTOR * (column.sqlName().hashCode() | 1) : 0;
        }
        chromosome = sent.indexOf(VariantColumn.CHROMOSOME);
        position = sent.indexOf(VariantColumn.POSITION);
        ref = sent.indexOf(VariantColumn.REF);
        alt = sent.indexOf(VariantColumn.ALT);
        ordinal = sent.indexOf(VariantColumn.ORDINAL);
        recordNumber = sent.indexOf(VariantColumn.RECORD_NUMBER);
    }

    /**
     * Reads a row.
     *
     * @return where the next one begins
     */
    int read(byte[] block, int from) {
        int count = (short) SHORTS.get(block, from);
        if (count != columns) {
            throw new IllegalStateException("expected a row of " + columns + " columns, found " + count);
        }
        int at = from + 2;
        long digest = 0;
        long refDigest = 0;
        long altDigest = NO_ALT;
        long number = 0;
        for (int i = 0; i < columns; i++) {
            int length = (int) INTS.get(block, at);
            at += 4;
            if (length < 0) {
                continue;
            }
            int end = at + length;
            if (salts[i] != 0) {
                digest = Digests.of(digest ^ salts[i], block, at, end);
            }
            if (i == position) {
                rowPosition = (int) INTS.get(block, at);
            } else if (i == ref) {
                refDigest = Digests.of(FACTOR, block, at, end);
            } else if (i == alt) {
                altDigest = Digests.of(OTHER_FACTOR, block, at, end);
            } else if (i == recordNumber) {
                rowRecord = (int) INTS.get(block, at);
            } else if (i == ordinal) {
                number = (short) SHORTS.get(block, at);
            } else if (i == chromosome) {
                contigFrom = at;
                contigTo = end;
            }
            at = end;
        }
        rowKey = key(refDigest, altDigest, number);
        long mixed = Digests.mixed(digest);
        rowDigest = mixed == 0 ? 1 : mixed;
        return at;
    }

    /** Returns what a row with these values has as its key. */
    static long key(String ref, @Nullable String alt, int ordinal) {
        byte[] ofRef = ref.getBytes(StandardCharsets.UTF_8);
        byte[] ofAlt = alt == null ? new byte[0] : alt.getBytes(StandardCharsets.UTF_8);
        return key(
                Digests.of(FACTOR, ofRef, 0, ofRef.length),
                alt == null ? NO_ALT : Digests.of(OTHER_FACTOR, ofAlt, 0, ofAlt.length),
                ordinal);
    }

    private static long key(long ref, long alt, long ordinal) {
        return Digests.mixed(Digests.step(Digests.step(ref, alt), ordinal));
    }

    int position() {
        return rowPosition;
    }

    int recordNumber() {
        return rowRecord;
    }

    long key() {
        return rowKey;
    }

    long digest() {
        return rowDigest;
    }

    String contig(byte[] block) {
        return new String(block, contigFrom, contigTo - contigFrom, StandardCharsets.UTF_8);
    }
}
