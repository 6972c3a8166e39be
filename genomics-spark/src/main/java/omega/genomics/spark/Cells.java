package omega.genomics.spark;

import omega.genomics.ByteSlice;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.genotype.GenotypeCounts;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeArrayWriter;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeWriter;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Values of the fixed columns and of all samples at once. */
final class Cells {
    private Cells() {}

    static void text(ByteSlice text, UnsafeWriter row, int ordinal) {
        row.write(ordinal, text.array(), text.offset(), text.length());
    }

    static boolean isMissing(ByteSlice text) {
        return text.length() == 1 && text.byteAt(0) == '.';
    }

    static void qual(VcfRecord record, UnsafeWriter row, int ordinal) {
        if (record.hasQual()) {
            row.write(ordinal, record.qualAsDouble());
        } else {
            row.setNull8Bytes(ordinal);
        }
    }

    /** The parts of a column; null if it is missing. */
    static final class Texts implements Cell {
        private final byte separator;
        private final Column column;
        private final UnsafeArrayWriter array;

        /** A column of a record. */
        interface Column {
            ByteSlice of(VcfRecord record);
        }

        Texts(UnsafeWriter row, char separator, Column column) {
            this.separator = (byte) separator;
            this.column = column;
            array = new UnsafeArrayWriter(row, Long.BYTES);
        }

        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            ByteSlice text = column.of(record);
            if (isMissing(text)) {
                row.setNull8Bytes(ordinal);
            } else {
                parts(text, separator, array, row, ordinal);
            }
        }
    }

    static void parts(ByteSlice text, byte separator, UnsafeArrayWriter array, UnsafeWriter row, int ordinal) {
        byte[] bytes = text.array();
        int from = text.offset();
        int to = from + text.length();
        int count = 1;
        for (int i = from; i < to; i++) {
            count += bytes[i] == separator ? 1 : 0;
        }
        int before = row.cursor();
        array.initialize(count);
        int part = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == separator) {
                array.write(part++, bytes, start, i - start);
                start = i + 1;
            }
        }
        row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
    }

    /** The same text in each row. */
    static Cell constant(UTF8String text) {
        return (record, row, ordinal) -> row.write(ordinal, text);
    }

    /** A struct of other values. */
    static final class Struct implements Cell {
        private final UnsafeRowWriter struct;
        private final Cell[] cells;

        Struct(UnsafeRowWriter struct, Cell[] cells) {
            this.struct = struct;
            this.cells = cells;
        }

        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            int before = row.cursor();
            struct.resetRowWriter();
            for (int i = 0; i < cells.length; i++) {
                cells[i].write(record, struct, i);
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }

    /** A byte for each sample: the alleles that are not REF, −1 if one is missing. */
    static final class Dosages implements Cell {
        private final UnsafeArrayWriter array;
        private final byte[] dosages;

        Dosages(UnsafeWriter row, int samples) {
            array = new UnsafeArrayWriter(row, 1);
            dosages = new byte[samples];
        }

        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            record.samples().dosages(dosages, (byte) -1);
            int before = row.cursor();
            array.initialize(dosages.length);
            int header = Long.BYTES + (dosages.length + 63) / 64 * Long.BYTES;
            Platform.copyMemory(
                    dosages, Platform.BYTE_ARRAY_OFFSET, array.getBuffer(), (long) before + header, dosages.length);
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }

    /** Samples by genotype, those of the four numbers that are asked for. */
    static final class Counts implements Cell {
        private final UnsafeRowWriter struct;
        private final String[] names;
        private final GenotypeCounts counts = new GenotypeCounts();

        Counts(UnsafeRowWriter struct, String[] names) {
            this.struct = struct;
            this.names = names;
        }

        @Override
        public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
            record.samples().count(counts);
            int before = row.cursor();
            struct.resetRowWriter();
            for (int i = 0; i < names.length; i++) {
                struct.write(
                        i,
                        switch (names[i]) {
                            case "hom_ref" -> counts.homRef();
                            case "het" -> counts.het();
                            case "hom_alt" -> counts.homAlt();
                            default -> counts.missing();
                        });
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }
}
