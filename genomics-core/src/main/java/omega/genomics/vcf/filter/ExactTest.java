package omega.genomics.vcf.filter;

import omega.genomics.vcf.filter.FilterExpression.Function;
import org.jspecify.annotations.Nullable;

/**
 * BINOM and FISHER of counts of the site, or of each sample. Without other arguments GT says which alleles of a sample's counts are
 * compared.
 */
final class ExactTest extends NumberNode {
    private final boolean isFisher;
    private final NumberNode first;
    private final @Nullable NumberNode second;
    private final int gtKey;
    /** Whether both arguments pick values themselves, so that the genotype is not asked. */
    private final boolean picksTwo;

    private int one;
    private int other;

    ExactTest(Row row, Function function, NumberNode first, @Nullable NumberNode second, boolean picksTwo) {
        super(first.samples, first.used);
        this.isFisher = function == Function.FISHER;
        this.first = first;
        this.second = second;
        this.picksTwo = picksTwo;
        this.gtKey = row.addFormat("GT");
    }

    @Override
    void evaluate(Row row) {
        first.evaluate(row);
        NumberNode more = second;
        if (more != null) {
            more.evaluate(row);
        }
        if (samples == 0) {
            setOne(of(row, 0, first.count, 0, more == null ? 0 : more.count, false));
            return;
        }
        shape(1);
        boolean byGenotype = needsGenotype(more);
        int position = byGenotype ? row.format(gtKey) : -1;
        row.format(gtKey);
        row.findSamples();
        for (int sample = 0; sample < samples; sample++) {
            if (!uses(sample) || first.count == 0 || (more != null && more.count == 0)) {
                values[sample] = Row.MISSING;
                continue;
            }
            boolean known = true;
            if (byGenotype) {
                known = position >= 0;
                if (known) {
                    row.field(sample, position);
                    known = readAlleles(row);
                }
            }
            values[sample] = known
                    ? of(
                            row,
                            sample * first.width,
                            first.width,
                            more == null || more.samples == 0 ? 0 : sample * more.width,
                            more == null ? 0 : more.samples == 0 ? more.count : more.width,
                            byGenotype)
                    : Row.MISSING;
        }
    }

    private boolean needsGenotype(@Nullable NumberNode more) {
        if (more == null) {
            return !isFisher;
        }
        return isFisher && !(picksTwo && first.width == 2 && more.width == 2);
    }

    /** Reads the first two alleles of a genotype; false unless there are two. */
    private boolean readAlleles(Row row) {
        byte[] bytes = row.bytes;
        int at = row.from;
        int start = at;
        while (at < row.to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        one = number(bytes, start, at);
        start = at + 1;
        at = start;
        while (at < row.to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        other = number(bytes, start, at);
        return one >= 0 && other >= 0;
    }

    private static int number(byte[] bytes, int from, int to) {
        int value = to > from && to - from < 9 ? 0 : -1;
        for (int i = from; i < to && value >= 0; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return value;
    }

    private double of(Row row, int a, int aLength, int b, int bLength, boolean byGenotype) {
        NumberNode more = second;
        if (byGenotype) {
            if (one >= aLength || other >= aLength || (more != null && (one >= bLength || other >= bLength))) {
                return Row.MISSING;
            }
            double x = first.values[a + one];
            double y = first.values[a + other];
            return more == null ? binomial(x, y) : fisher(x, y, more.values[b + one], more.values[b + other]);
        }
        if (isFisher) {
            if (more == null) {
                return aLength == 4
                        ? fisher(first.values[a], first.values[a + 1], first.values[a + 2], first.values[a + 3])
                        : Row.MISSING;
            }
            return aLength >= 2 && bLength >= 2
                    ? fisher(first.values[a], first.values[a + 1], more.values[b], more.values[b + 1])
                    : Row.MISSING;
        }
        if (more == null) {
            return aLength == 2 ? binomial(first.values[a], first.values[a + 1]) : Row.MISSING;
        }
        if (samples == 0 && (aLength != 1 || bLength != 1)) {
            return Row.MISSING;
        }
        if (aLength != 1 || bLength != 1) {
            throw Lengths.expectedOne(row, aLength, bLength);
        }
        return binomial(first.values[a], more.values[b]);
    }

    private static double binomial(double x, double y) {
        return Row.isMissing(x) || Row.isMissing(y) ? Row.MISSING : Probability.binomial(x, y);
    }

    private static double fisher(double a, double b, double c, double d) {
        boolean missing = Row.isMissing(a) || Row.isMissing(b) || Row.isMissing(c) || Row.isMissing(d);
        return missing ? Row.MISSING : Probability.fisher(a, b, c, d);
    }
}
