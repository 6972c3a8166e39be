package omega.genomics.vcf.annotate;

import java.util.Arrays;

/** Alleles of the source that are alleles of the record which is annotated, in the order of its alleles. */
final class Matches {
    private SourceRecord[] records = new SourceRecord[16];
    private int[] alts = new int[16];
    private int size;
    /** Where the matches of each allele begin, and those of the last one end. */
    private int[] starts = new int[16];

    private int alleles;

    void clear() {
        size = 0;
        alleles = 0;
    }

    /** Ends the matches of an allele. */
    void endAllele() {
        alleles++;
        if (alleles == starts.length) {
            starts = Arrays.copyOf(starts, 2 * alleles);
        }
        starts[alleles] = size;
    }

    void add(SourceRecord record, int alt) {
        if (size == alts.length) {
            records = Arrays.copyOf(records, 2 * size);
            alts = Arrays.copyOf(alts, 2 * size);
        }
        records[size] = record;
        alts[size++] = alt;
    }

    void reverse(int from) {
        for (int i = from, j = size - 1; i < j; i++, j--) {
            SourceRecord record = records[i];
            records[i] = records[j];
            records[j] = record;
            int alt = alts[i];
            alts[i] = alts[j];
            alts[j] = alt;
        }
    }

    int size() {
        return size;
    }

    int start(int allele) {
        return starts[allele];
    }

    int end(int allele) {
        return starts[allele + 1];
    }

    SourceRecord record(int match) {
        return records[match];
    }

    /** The number of the allele in its record, from 0; −1 in a record without ALT. */
    int alt(int match) {
        return alts[match];
    }
}
