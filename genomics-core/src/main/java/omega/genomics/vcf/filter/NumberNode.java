package omega.genomics.vcf.filter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Part of an expression that has numbers in every record: of the site, or {@link #width} of each sample. Values are written into one
 * array that grows to what the longest record needs.
 */
abstract class NumberNode {
    /** Number of samples; 0 for numbers of the site. */
    final int samples;

    /** The samples it is about; null for all. */
    final boolean @Nullable [] used;

    double[] values = new double[4];

    /** Number of values; 0 if there are none, as where a record lacks a key. */
    int count;

    /** Values of each sample. */
    int width;

    NumberNode(int samples, boolean @Nullable [] used) {
        this.samples = samples;
        this.used = used;
    }

    /** Sets values, count and width for the row's record. */
    abstract void evaluate(Row row);

    final boolean uses(int sample) {
        return used == null || used[sample];
    }

    final void reserve(int number) {
        if (values.length < number) {
            values = Arrays.copyOf(values, Math.max(number, 2 * values.length));
        }
    }

    final void setOne(double value) {
        values[0] = value;
        count = 1;
    }

    /** Makes room for values of each sample. */
    final void shape(int perSample) {
        width = perSample;
        count = perSample * samples;
        reserve(count);
    }
}
