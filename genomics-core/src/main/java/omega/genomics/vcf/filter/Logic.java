package omega.genomics.vcf.filter;

import omega.genomics.vcf.filter.FilterExpression.Operator;

/** Two conditions with a logical operator between. */
final class Logic extends Condition {
    private final Operator operator;
    private final Condition left;
    private final Condition right;

    Logic(Operator operator, Condition left, Condition right) {
        super(Math.max(left.samples, right.samples), union(left.samples, left.used, right.samples, right.used));
        this.operator = operator;
        this.left = left;
        this.right = right;
        if (operator == Operator.AND_SAMPLE && left.samples > 0 && right.samples > 0) {
            left.needSamples();
            right.needSamples();
        }
    }

    @Override
    void needSamples() {
        super.needSamples();
        left.needSamples();
        right.needSamples();
    }

    @Override
    boolean test(Row row) {
        return switch (operator) {
            case OR_SITE, OR_SAMPLE -> or(row);
            default -> and(row);
        };
    }

    private boolean and(Row row) {
        if (!left.test(row) || !right.test(row)) {
            return allFail();
        }
        if (left.samples > 0 && right.samples > 0) {
            return operator == Operator.AND_SAMPLE ? both() : either();
        }
        return copy(left.samples > 0 ? left : right);
    }

    private boolean both() {
        boolean any = false;
        for (int sample = 0; sample < samples; sample++) {
            passes[sample] = left.passes[sample] && right.passes[sample];
            any |= passes[sample];
        }
        return any;
    }

    private boolean either() {
        if (fillsPasses) {
            for (int sample = 0; sample < samples; sample++) {
                passes[sample] = left.passes[sample] || right.passes[sample];
            }
        }
        return true;
    }

    private boolean copy(Condition of) {
        if (fillsPasses && samples > 0) {
            System.arraycopy(of.passes, 0, passes, 0, samples);
        }
        return true;
    }

    private boolean or(Row row) {
        boolean first = left.test(row);
        if (first && (!fillsPasses || samples == 0)) {
            return true;
        }
        boolean second = right.test(row);
        if (!first && !second) {
            return allFail();
        }
        if (!fillsPasses || samples == 0) {
            return true;
        }
        boolean siteFails = (left.samples == 0 && !first) || (right.samples == 0 && !second);
        if (operator == Operator.OR_SITE && !siteFails) {
            allPass();
            return true;
        }
        if (left.samples > 0 && right.samples > 0) {
            return either();
        }
        return copy(left.samples > 0 ? left : right);
    }
}
