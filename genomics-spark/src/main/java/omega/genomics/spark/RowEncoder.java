package omega.genomics.spark;

import omega.genomics.ByteSlice;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.VcfHeader;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Writes records as rows with the columns that a query asks for; the fields of a record that it does not ask for are not read. */
final class RowEncoder {
    private final UnsafeRowWriter row;
    private final Cell[] cells;
    private final int corrupt;

    /**
     * @param schema the columns, in any order
     * @param header with the samples that are shown
     * @param uri of the file
     */
    RowEncoder(StructType schema, VcfHeader header, VcfOptions options, String uri) {
        row = new UnsafeRowWriter(schema.size());
        cells = new Cell[schema.size()];
        int at = -1;
        for (int i = 0; i < cells.length; i++) {
            StructField field = schema.fields()[i];
            cells[i] = cell(field, header, options, uri);
            at = field.name().equals(VcfSchema.CORRUPT) ? i : at;
        }
        corrupt = at;
    }

    private Cell cell(StructField field, VcfHeader header, VcfOptions options, String uri) {
        String name = field.name();
        return switch (name) {
            case "chromosome", "contigName" -> (record, to, i) -> Cells.text(record.contigBytes(), to, i);
            case "position" -> (record, to, i) -> to.write(i, record.position());
            case "end_pos" -> (record, to, i) -> to.write(i, record.end());
            case "start" -> (record, to, i) -> to.write(i, record.position() - 1L);
            case "end" -> (record, to, i) -> to.write(i, (long) record.end());
            case "ids", "names" -> new Cells.Texts(row, ';', VcfRecord::idBytes);
            case "ref", "referenceAllele" -> (record, to, i) -> Cells.text(record.refBytes(), to, i);
            case "alts", "alternateAlleles" -> new Cells.Texts(row, ',', VcfRecord::altBytes);
            case "qual" -> Cells::qual;
            case "filters" -> new Cells.Texts(row, ';', VcfRecord::filterBytes);
            case "splitFromMultiAllelic" -> (record, to, i) -> to.write(i, false);
            case "info" -> info((StructType) field.dataType(), header);
            case "genotypes" -> new SampleCells(row, header, genotype(field), options.glowNames());
            case "dosages" -> new Cells.Dosages(row, header.sampleCount());
            case "genotype_counts" -> {
                StructType counts = (StructType) field.dataType();
                yield new Cells.Counts(new UnsafeRowWriter(row, counts.size()), counts.fieldNames());
            }
            case VcfSchema.FILE -> Cells.constant(UTF8String.fromString(uri));
            case VcfSchema.LINE -> (record, to, i) -> to.write(i, record.lineNumber());
            case VcfSchema.CORRUPT -> (record, to, i) -> to.setNull8Bytes(i);
            default -> InfoCells.of(header, name.substring(VcfSchema.GLOW_INFO.length()), row);
        };
    }

    private static StructType genotype(StructField field) {
        return (StructType) ((org.apache.spark.sql.types.ArrayType) field.dataType()).elementType();
    }

    private Cell info(StructType fields, VcfHeader header) {
        UnsafeRowWriter struct = new UnsafeRowWriter(row, fields.size());
        Cell[] inside = new Cell[fields.size()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = InfoCells.of(header, fields.fields()[i].name(), struct);
        }
        return new Cells.Struct(struct, inside);
    }

    /**
     * Writes a record.
     *
     * @return the one row, valid until the next call
     * @throws omega.genomics.ParseException if the record breaks the format in a column that is asked for
     */
    UnsafeRow encode(VcfRecord record) {
        row.reset();
        row.zeroOutNullBytes();
        for (int i = 0; i < cells.length; i++) {
            cells[i].write(record, row, i);
        }
        return row.getRow();
    }

    /** Writes a line that is no record. */
    UnsafeRow encodeCorrupt(ByteSlice line) {
        row.reset();
        row.zeroOutNullBytes();
        for (int i = 0; i < cells.length; i++) {
            if (i == corrupt) {
                Cells.text(line, row, i);
            } else {
                row.setNull8Bytes(i);
            }
        }
        return row.getRow();
    }
}
