package omega.genomics.postgres.load.variants;

import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.table.VariantColumn;
import omega.genomics.vcf.GenotypePacker;
import omega.genomics.vcf.VcfRecord;

/** Writes the counts and packed genotypes of a cohort behind a variant's other columns, where they are asked for. */
final class CohortColumns {
    private final GenotypePacker packer = new GenotypePacker();
    private final boolean wanted;
    private boolean present;

    /** @param wanted whether the rows have these columns at all */
    CohortColumns(boolean wanted) {
        this.wanted = wanted;
    }

    /** Reads the genotypes of a record, once for all its alleles. */
    void begin(VcfRecord record) {
        present = wanted && record.altCount() > 0 && record.samples().count() > 0 && packer.read(record.samples());
    }

    /** Writes what a row has of them; nulls if the record has no GT, or no ALT to carry. */
    void put(BinaryCopyWriter row, int altIndex) {
        if (!wanted) {
            return;
        }
        if (!present || altIndex < 0) {
            for (int i = 0; i < VariantColumn.COHORT.size(); i++) {
                row.putNull();
            }
            return;
        }
        packer.pack(altIndex + 1);
        row.putInt(packer.homRef());
        row.putInt(packer.het());
        row.putInt(packer.homAlt());
        row.putInt(packer.missing());
        row.beginField();
        row.append(packer.array(), 0, packer.length());
        row.endField();
    }
}
