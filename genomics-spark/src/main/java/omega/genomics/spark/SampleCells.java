package omega.genomics.spark;

import java.util.ArrayList;
import java.util.List;
import omega.genomics.vcf.SamplesView;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.FormatDefinition;
import omega.genomics.vcf.header.FormatKey;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeArrayWriter;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeWriter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** The samples of a record, as an array of structs. */
final class SampleCells implements Cell {
    /** Writes one value of one sample. */
    private interface SampleCell {
        void write(SamplesView samples, int sample, UnsafeRowWriter row, int ordinal);
    }

    private final UnsafeArrayWriter array;
    private final UnsafeRowWriter struct;
    private final List<SampleCell> cells = new ArrayList<>();
    private final UTF8String[] names;
    private final boolean glow;

    SampleCells(UnsafeWriter row, VcfHeader header, StructType fields, boolean glow) {
        this.glow = glow;
        array = new UnsafeArrayWriter(row, Long.BYTES);
        struct = new UnsafeRowWriter(array, fields.size());
        names = header.samples().stream().map(UTF8String::fromString).toArray(UTF8String[]::new);
        for (StructField field : fields.fields()) {
            cells.add(cell(header, field.name()));
        }
    }

    private SampleCell cell(VcfHeader header, String name) {
        return switch (name) {
            case "sample", "sampleId" -> (samples, sample, row, ordinal) -> row.write(ordinal, names[sample]);
            case "phased" ->
                (samples, sample, row, ordinal) -> {
                    if (samples.hasGenotype(sample)) {
                        row.write(ordinal, samples.isPhased(sample));
                    } else {
                        row.setNull1Bytes(ordinal);
                    }
                };
            case "alleles", "calls" -> new Alleles(new UnsafeArrayWriter(struct, Integer.BYTES));
            default -> value(header.format(VcfSchema.formatKey(name, glow)));
        };
    }

    private SampleCell value(FormatDefinition field) {
        boolean one = VcfSchema.isScalar(field);
        return switch (field.type()) {
            case INTEGER -> one ? integer(field.asInteger()) : new Integers(field.asIntegers(), list(Integer.BYTES));
            case FLOAT -> one ? real(field.asFloats()) : new Reals(field.asFloats(), list(Float.BYTES));
            case FLAG -> throw new IllegalArgumentException("FORMAT " + field.id() + ": expected a type with values");
            case CHARACTER, STRING -> one ? text(field.asString()) : new Texts(field.asString(), list(Long.BYTES));
        };
    }

    private UnsafeArrayWriter list(int size) {
        return new UnsafeArrayWriter(struct, size);
    }

    @Override
    public void write(VcfRecord record, UnsafeWriter row, int ordinal) {
        SamplesView samples = record.samples();
        samples.checkColumns();
        int before = row.cursor();
        array.initialize(names.length);
        for (int sample = 0; sample < names.length; sample++) {
            int ofSample = array.cursor();
            struct.resetRowWriter();
            for (int i = 0; i < cells.size(); i++) {
                cells.get(i).write(samples, sample, struct, i);
            }
            array.setOffsetAndSizeFromPreviousCursor(sample, ofSample);
        }
        row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
    }

    private final class Alleles implements SampleCell {
        private final UnsafeArrayWriter alleles;

        Alleles(UnsafeArrayWriter alleles) {
            this.alleles = alleles;
        }

        @Override
        public void write(SamplesView samples, int sample, UnsafeRowWriter row, int ordinal) {
            int ploidy = samples.ploidy(sample);
            if (ploidy == 0) {
                row.setNull8Bytes(ordinal);
                return;
            }
            int before = row.cursor();
            alleles.initialize(ploidy);
            for (int i = 0; i < ploidy; i++) {
                if (!samples.isAlleleMissing(sample, i)) {
                    alleles.write(i, samples.allele(sample, i));
                } else if (glow) {
                    alleles.write(i, -1);
                } else {
                    alleles.setNull4Bytes(i);
                }
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }

    private static SampleCell integer(FormatKey<Integer> key) {
        return (samples, sample, row, ordinal) -> {
            int value = samples.intOr(key, sample, InfoCells.NO_INT);
            if (value == InfoCells.NO_INT && samples.isMissing(key, sample, 0)) {
                row.setNull4Bytes(ordinal);
            } else {
                row.write(ordinal, value);
            }
        };
    }

    private static SampleCell real(FormatKey<float[]> key) {
        return (samples, sample, row, ordinal) -> {
            if (samples.isMissing(key, sample, 0)) {
                row.setNull4Bytes(ordinal);
            } else {
                row.write(ordinal, samples.floatValue(key, sample, 0));
            }
        };
    }

    private static SampleCell text(FormatKey<String> key) {
        return (samples, sample, row, ordinal) -> {
            String value = samples.string(key, sample);
            if (value == null) {
                row.setNull8Bytes(ordinal);
            } else {
                row.write(ordinal, UTF8String.fromString(value));
            }
        };
    }

    private record Integers(FormatKey<int[]> key, UnsafeArrayWriter array) implements SampleCell {
        @Override
        public void write(SamplesView samples, int sample, UnsafeRowWriter row, int ordinal) {
            int count = samples.count(key, sample);
            if (count == 0) {
                row.setNull8Bytes(ordinal);
                return;
            }
            int before = row.cursor();
            array.initialize(count);
            for (int i = 0; i < count; i++) {
                if (samples.isMissing(key, sample, i)) {
                    array.setNull4Bytes(i);
                } else {
                    array.write(i, samples.intValue(key, sample, i));
                }
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }

    private record Reals(FormatKey<float[]> key, UnsafeArrayWriter array) implements SampleCell {
        @Override
        public void write(SamplesView samples, int sample, UnsafeRowWriter row, int ordinal) {
            int count = samples.count(key, sample);
            if (count == 0) {
                row.setNull8Bytes(ordinal);
                return;
            }
            int before = row.cursor();
            array.initialize(count);
            for (int i = 0; i < count; i++) {
                if (samples.isMissing(key, sample, i)) {
                    array.setNull4Bytes(i);
                } else {
                    array.write(i, samples.floatValue(key, sample, i));
                }
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }

    private record Texts(FormatKey<String> key, UnsafeArrayWriter array) implements SampleCell {
        @Override
        public void write(SamplesView samples, int sample, UnsafeRowWriter row, int ordinal) {
            int count = samples.count(key, sample);
            if (count == 0) {
                row.setNull8Bytes(ordinal);
                return;
            }
            int before = row.cursor();
            array.initialize(count);
            for (int i = 0; i < count; i++) {
                String value = samples.string(key, sample, i);
                if (value == null) {
                    array.setNull8Bytes(i);
                } else {
                    array.write(i, UTF8String.fromString(value));
                }
            }
            row.setOffsetAndSizeFromPreviousCursor(ordinal, before);
        }
    }
}
