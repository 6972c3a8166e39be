package omega.genomics.vcf.filter;

import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.vcf.filter.FilterExpression.Indexes;
import org.jspecify.annotations.Nullable;

/** A FORMAT field with numbers. Samples with fewer values than others have missing ones for the rest. */
final class FormatNumbers extends NumberNode {
    private final int key;
    private final String field;
    private final boolean isInteger;
    /** The only value of each sample that counts, or −1. */
    private final int only;

    private final @Nullable Indexes picked;
    /** The number of GT if the alleles of the genotype say which values count, or −1. */
    private final int genotype;

    FormatNumbers(Row row, String id, boolean isInteger, boolean @Nullable [] used, Indexes picked) {
        super(row.samples(), used);
        this.key = row.addFormat(id);
        this.field = "FORMAT/" + id;
        this.isInteger = isInteger;
        this.only = picked.only();
        this.picked = picked.isAll() ? null : picked;
        this.genotype = picked.isGenotype() ? row.addFormat("GT") : -1;
    }

    @Override
    void evaluate(Row row) {
        count = 0;
        int position = samples == 0 ? -1 : row.format(key);
        if (position < 0) {
            return;
        }
        row.findSamples();
        if (genotype >= 0) {
            readByGenotype(row, position);
        } else if (only >= 0) {
            readOnly(row, position);
        } else {
            readLists(row, position);
        }
    }

    private void readOnly(Row row, int position) {
        shape(1);
        byte[] bytes = row.bytes;
        for (int sample = 0; sample < samples; sample++) {
            if (!uses(sample)) {
                continue;
            }
            row.field(sample, position);
            int start = row.from;
            int to = row.to;
            for (int i = 0; i < only && start <= to; i++) {
                start = ByteSearch.find(bytes, start, to, (byte) ',') + 1;
            }
            int end = start;
            while (end < to && bytes[end] != ',') {
                end++;
            }
            values[sample] = start > to ? Row.MISSING : number(row, start, end);
        }
    }

    private void readLists(Row row, int position) {
        int longest = 1;
        for (int sample = 0; sample < samples; sample++) {
            row.field(sample, position);
            longest = Math.max(longest, 1 + ByteSearch.count(row.bytes, row.from, row.to, (byte) ','));
        }
        shape(picked == null ? longest : picks(picked, longest));
        byte[] bytes = row.bytes;
        for (int sample = 0; sample < samples; sample++) {
            if (!uses(sample)) {
                continue;
            }
            row.field(sample, position);
            int start = row.from;
            int to = row.to;
            int target = sample * width;
            int last = target + width;
            for (int i = 0; start <= to && target < last; i++) {
                int end = start;
                while (end < to && bytes[end] != ',') {
                    end++;
                }
                if (picked == null || picked.contains(i)) {
                    values[target++] = number(row, start, end);
                }
                start = end + 1;
            }
            while (target < last) {
                values[target++] = Row.MISSING;
            }
        }
    }

    private void readByGenotype(Row row, int position) {
        int where = row.format(genotype);
        if (where < 0) {
            return;
        }
        int longest = 1;
        for (int sample = 0; sample < samples; sample++) {
            row.field(sample, position);
            longest = Math.max(longest, 1 + ByteSearch.count(row.bytes, row.from, row.to, (byte) ','));
        }
        shape(longest);
        for (int sample = 0; sample < samples; sample++) {
            if (!uses(sample)) {
                continue;
            }
            row.field(sample, where);
            int from = row.from;
            int to = row.to;
            row.field(sample, position);
            int target = sample * width;
            int last = target + width;
            int start = row.from;
            for (int i = 0; start <= row.to; i++) {
                int end = ByteSearch.find(row.bytes, start, row.to, (byte) ',');
                if (row.hasAllele(from, to, i)) {
                    values[target++] = number(row, start, end);
                }
                start = end + 1;
            }
            if (target == sample * width) {
                values[target++] = Row.MISSING;
            }
            while (target < last) {
                values[target++] = Row.END;
            }
        }
    }

    private static int picks(Indexes picked, int longest) {
        int n = 0;
        for (FilterExpression.Range range : picked.ranges()) {
            int last = range.last() == Integer.MAX_VALUE ? longest - 1 : range.last();
            n += Math.max(0, last - range.first() + 1);
        }
        return Math.max(1, n);
    }

    private double number(Row row, int start, int end) {
        return isInteger ? row.integer(start, end, field) : row.real(start, end, field);
    }
}
