package omega.genomics.spark;

import omega.genomics.ByteSlice;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfVersion;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeArrayWriter;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeWriter;
import org.apache.spark.unsafe.types.UTF8String;

/** Values of INFO fields. */
final class InfoCells {
    /** Stands for a missing value; the number is reserved (VCF 4.3 §1.3), but files have it. */
    static final int NO_INT = Integer.MIN_VALUE;
    /** A NaN that is not the one that parsing returns. */
    static final double NO_DOUBLE = Double.longBitsToDouble(0x7ff80000deadL << 16);

    private static final long NO_DOUBLE_BITS = Double.doubleToRawLongBits(NO_DOUBLE);

    private InfoCells() {}

    static boolean isMissing(double value) {
        return Double.doubleToRawLongBits(value) == NO_DOUBLE_BITS;
    }

    static Cell of(VcfHeader header, String id, UnsafeWriter row) {
        InfoDefinition field = header.info(id);
        boolean one = VcfSchema.isScalar(field);
        return switch (field.type()) {
            case FLAG -> flag(field.asFlag());
            case INTEGER -> one ? integer(field.asInteger()) : new Integers(field.asIntegers(), row);
            case FLOAT -> one ? real(field.asFloats()) : new Reals(field.asFloats(), row);
            case CHARACTER, STRING -> {
                boolean decodes = header.version().compareTo(VcfVersion.V4_3) >= 0;
                yield one ? new Text(field.asString(), decodes) : new TextList(field.asString(), decodes, row);
            }
        };
    }

    private static Cell flag(InfoKey<Boolean> key) {
        return (record, row, ordinal) -> row.write(ordinal, record.info().flag(key));
    }

    private static Cell integer(InfoKey<Integer> key) {
        return (record, row, ordinal) -> {
            int value = record.info().intOr(key, NO_INT);
            if (value == NO_INT && record.info().isMissing(key, 0)) {
                row.setNull4Bytes(ordinal);
            } else {
                row.write(ordinal, value);
            }
        };
    }

    private static Cell real(InfoKey<float[]> key) {
        return (record, row, ordinal) -> {
            double value = record.info().doubleOr(key, 0, NO_DOUBLE);
            if (isMissing(value)) {
                row.setNull8Bytes(ordinal);
            } else {
                row.write(ordinal, value);
            }
        };
    }

    private static final class Integers implements Cell {
        private final InfoKey<int[]> key;
        private final UnsafeArrayWriter array;
        private int[] values = new int[8];

        Integers(InfoKey<int[]> key, UnsafeWriter row) {
            this.key = key;
            array = new UnsafeArrayWriter(row, Integer.BYTES);
        }

        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            InfoView info = record.info();
            int count = info.ints(key, values, NO_INT);
            if (count > values.length) {
                values = new int[count];
                info.ints(key, values, NO_INT);
            }
            if (count == 0) {
                row.setNull8Bytes(ordinal);
                return;
            }
            int before = row.cursor();
            array.initialize(count);
            for (int i = 0; i < count; i++) {
                if (values[i] == NO_INT && info.isMissing(key, i)) {
                    array.setNull4Bytes(i);
                } else {
                    array.write(i, values[i]);
                }
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }

    private static final class Reals implements Cell {
        private final InfoKey<float[]> key;
        private final UnsafeArrayWriter array;

        Reals(InfoKey<float[]> key, UnsafeWriter row) {
            this.key = key;
            array = new UnsafeArrayWriter(row, Double.BYTES);
        }

        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            InfoView info = record.info();
            int count = info.count(key);
            if (count == 0) {
                row.setNull8Bytes(ordinal);
                return;
            }
            int before = row.cursor();
            array.initialize(count);
            for (int i = 0; i < count; i++) {
                double value = info.doubleOr(key, i, NO_DOUBLE);
                if (isMissing(value)) {
                    array.setNull8Bytes(i);
                } else {
                    array.write(i, value);
                }
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }

    static boolean hasPercent(ByteSlice text) {
        byte[] bytes = text.array();
        for (int i = text.offset(), end = i + text.length(); i < end; i++) {
            if (bytes[i] == '%') {
                return true;
            }
        }
        return false;
    }

    private record Text(InfoKey<String> key, boolean decodes) implements Cell {
        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            ByteSlice text = record.info().bytes(key);
            if (text == null || text.length() == 0 || Cells.isMissing(text)) {
                row.setNull8Bytes(ordinal);
            } else if (decodes && hasPercent(text)) {
                row.write(ordinal, UTF8String.fromString(record.info().string(key)));
            } else {
                Cells.text(text, row, ordinal);
            }
        }
    }

    private static final class TextList implements Cell {
        private final InfoKey<String> key;
        private final boolean decodes;
        private final UnsafeArrayWriter array;

        TextList(InfoKey<String> key, boolean decodes, UnsafeWriter row) {
            this.key = key;
            this.decodes = decodes;
            array = new UnsafeArrayWriter(row, Long.BYTES);
        }

        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            InfoView info = record.info();
            ByteSlice text = info.bytes(key);
            if (text == null || text.length() == 0 || Cells.isMissing(text)) {
                row.setNull8Bytes(ordinal);
                return;
            }
            boolean coded = decodes && hasPercent(text);
            byte[] bytes = text.array();
            int from = text.offset();
            int to = from + text.length();
            int count = 1;
            for (int i = from; i < to; i++) {
                count += bytes[i] == ',' ? 1 : 0;
            }
            int before = row.cursor();
            array.initialize(count);
            int part = 0;
            int start = from;
            for (int i = from; i <= to; i++) {
                if (i == to || bytes[i] == ',') {
                    boolean none = i == start || (i == start + 1 && bytes[start] == '.');
                    if (none) {
                        array.setNull8Bytes(part++);
                    } else if (coded) {
                        array.write(part, UTF8String.fromString(info.string(key, part)));
                        part++;
                    } else {
                        array.write(part++, bytes, start, i - start);
                    }
                    start = i + 1;
                }
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }
}
