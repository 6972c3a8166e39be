package omega.genomics.spark;

import omega.genomics.vcf.VcfRecord;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeWriter;

/** Writes one value of a record into a row. */
interface Cell {
    /**
     * Writes the value.
     *
     * @param record the reader's view
     * @param row of which it is a part
     * @param ordinal where
     * @throws omega.genomics.ParseException if the record breaks the format here
     */
    void write(VcfRecord record, UnsafeWriter row, int ordinal);
}
