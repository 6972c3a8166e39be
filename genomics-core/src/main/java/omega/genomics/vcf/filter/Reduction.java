package omega.genomics.vcf.filter;

import java.util.Arrays;
import omega.genomics.vcf.filter.FilterExpression.Function;

/** MAX, MIN, AVG, MEDIAN, STDEV, SUM and COUNT of all values, or of those of each sample. Missing values do not count. */
final class Reduction extends NumberNode {
    private final Function function;
    private final NumberNode operand;
    private double[] kept = new double[8];
    private int n;

    /**
     * @param function one without {@code SMPL_}
     * @param bySample whether each sample gets a value, if the operand has values of samples
     */
    Reduction(Function function, NumberNode operand, boolean bySample) {
        super(bySample ? operand.samples : 0, bySample ? operand.used : null);
        this.function = function;
        this.operand = operand;
    }

    @Override
    void evaluate(Row row) {
        operand.evaluate(row);
        count = 0;
        n = 0;
        if (samples > 0) {
            if (operand.count == 0 && function != Function.COUNT) {
                return;
            }
            shape(1);
            for (int sample = 0; sample < samples; sample++) {
                n = 0;
                if (operand.uses(sample) && operand.count > 0) {
                    keep(sample * operand.width, operand.width);
                }
                values[sample] = n == 0 && function != Function.COUNT ? Row.MISSING : reduced();
            }
            return;
        }
        if (operand.samples > 0 && operand.count > 0) {
            for (int sample = 0; sample < operand.samples; sample++) {
                if (operand.uses(sample)) {
                    keep(sample * operand.width, operand.width);
                }
            }
        } else if (function == Function.COUNT) {
            n = operand.count; // the values of the site, missing ones among them
        } else {
            keep(0, operand.count);
        }
        if (n > 0 || function == Function.COUNT) {
            setOne(reduced());
        }
    }

    private void keep(int from, int number) {
        if (kept.length < n + number) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, n + number));
        }
        for (int i = from; i < from + number; i++) {
            double value = operand.values[i];
            if (!Row.isMissing(value) && !Row.isEnd(value)) {
                kept[n++] = value;
            }
        }
    }

    private double reduced() {
        return switch (function) {
            case COUNT -> n;
            case SUM -> sum();
            case AVG -> sum() / n;
            case MEDIAN -> median();
            case STDEV -> deviation();
            default -> extreme();
        };
    }

    private double sum() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += kept[i];
        }
        return sum;
    }

    private double extreme() {
        boolean max = function == Function.MAX;
        double found = max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            if (max ? found < kept[i] : found > kept[i]) {
                found = kept[i];
            }
        }
        return found;
    }

    private double median() {
        Arrays.sort(kept, 0, n);
        return n % 2 == 1 ? kept[n / 2] : (kept[n / 2 - 1] + kept[n / 2]) * 0.5;
    }

    private double deviation() {
        double mean = sum() / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (kept[i] - mean) * (kept[i] - mean);
        }
        return n == 1 ? 0 : Math.sqrt(squares / n);
    }
}
