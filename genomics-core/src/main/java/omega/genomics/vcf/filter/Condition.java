package omega.genomics.vcf.filter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Part of an expression that is true or false for the site, and for each sample if it is about samples. */
abstract class Condition {
    /** Number of samples; 0 for a condition of the site. */
    final int samples;

    /** The samples it is about; null for all. */
    final boolean @Nullable [] used;

    /** Which samples meet it; set only if {@link #needSamples} was called, and then all false if the site fails. */
    final boolean[] passes;

    boolean fillsPasses;

    Condition(int samples, boolean @Nullable [] used) {
        this.samples = samples;
        this.used = used;
        this.passes = new boolean[samples];
    }

    /** Tells whether the row's record meets the condition in at least one sample. */
    abstract boolean test(Row row);

    /** Makes {@link #test} find all samples that meet the condition, not only whether there is one. */
    void needSamples() {
        fillsPasses = true;
    }

    final boolean uses(int sample) {
        return used == null || used[sample];
    }

    final boolean allFail() {
        Arrays.fill(passes, false);
        return false;
    }

    /** All samples the condition is about pass. */
    final boolean allPass() {
        boolean any = samples == 0;
        for (int sample = 0; sample < samples; sample++) {
            passes[sample] = uses(sample);
            any |= passes[sample];
        }
        return any;
    }

    static boolean @Nullable [] union(
            int leftSamples, boolean @Nullable [] left, int rightSamples, boolean @Nullable [] right) {
        if (leftSamples == 0 || rightSamples == 0) {
            return leftSamples == 0 ? right : left;
        }
        if (left == null || right == null) {
            return null;
        }
        boolean[] union = left.clone();
        for (int i = 0; i < union.length; i++) {
            union[i] |= right[i];
        }
        return union;
    }
}
