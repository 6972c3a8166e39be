package omega.genomics.vcf.filter;

import omega.genomics.vcf.filter.FilterExpression.Operator;

/**
 * Two numbers compared. One pair of values that meets the comparison is enough. A missing value equals a missing value and nothing else, and
 * is neither less nor greater than anything. Numbers are compared as floats, as BCF stores them, unless they are large.
 */
final class NumberComparison extends Condition {
    /** From here on floats lose whole numbers. */
    private static final double LARGE = 16777216;

    private final Operator operator;
    private final NumberNode left;
    private final NumberNode right;
    /** The result where one side is missing, and where both are. */
    private final boolean ifOneMissing;

    private final boolean ifBothMissing;

    NumberComparison(Operator operator, NumberNode left, NumberNode right) {
        super(Math.max(left.samples, right.samples), union(left.samples, left.used, right.samples, right.used));
        this.operator = operator;
        this.left = left;
        this.right = right;
        this.ifOneMissing = operator == Operator.NOT_EQUAL;
        this.ifBothMissing = operator == Operator.EQUAL;
    }

    @Override
    boolean test(Row row) {
        left.evaluate(row);
        right.evaluate(row);
        return samples == 0 ? testSite() : testSamples(row);
    }

    // ---- one pair ------------------------------------------------------------------------------------------------

    private boolean holds(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) { // perhaps missing, perhaps 0/0
            boolean first = Row.isMissing(a);
            boolean second = Row.isMissing(b);
            if (first || second) {
                return (first && second) ? ifBothMissing : ifOneMissing && !Row.isEnd(a) && !Row.isEnd(b);
            }
            if (Row.isEnd(a) || Row.isEnd(b)) {
                return false;
            }
        }
        if (a > LARGE || b > LARGE) {
            return compare(a, b);
        }
        return compare((float) a, (float) b);
    }

    private boolean compare(double a, double b) {
        return switch (operator) {
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER -> a > b;
            default -> a >= b;
        };
    }

    // ---- the site ------------------------------------------------------------------------------------------------

    private boolean testSite() {
        int a = left.count;
        int b = right.count;
        if (a == 0 || b == 0) {
            return a == b ? ifBothMissing : anyAgainstNothing(a == 0 ? right : left);
        }
        for (int i = 0; i < a; i++) {
            for (int j = 0; j < b; j++) {
                if (holds(left.values[i], right.values[j])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyAgainstNothing(NumberNode node) {
        for (int i = 0; i < node.count; i++) {
            if (Row.isMissing(node.values[i]) ? ifBothMissing : ifOneMissing) {
                return true;
            }
        }
        return false;
    }

    // ---- samples -------------------------------------------------------------------------------------------------

    private boolean testSamples(Row row) {
        int a = left.count;
        int b = right.count;
        if (a == 0 && b == 0) {
            return ifBothMissing ? allPass() : allFail();
        }
        if (a == 0 || b == 0) {
            return testAgainstNothing(a == 0 ? right : left);
        }
        int leftWidth = left.samples == 0 ? a : left.width;
        int rightWidth = right.samples == 0 ? b : right.width;
        boolean inPairs = left.samples > 0 && right.samples > 0;
        if (inPairs) {
            Lengths.joint(row, leftWidth, rightWidth);
        }
        boolean any = false;
        for (int sample = 0; sample < samples; sample++) {
            int x = left.samples == 0 ? 0 : sample * leftWidth;
            int y = right.samples == 0 ? 0 : sample * rightWidth;
            boolean isUsed = inPairs ? left.uses(sample) && right.uses(sample) : uses(sample);
            boolean pass = isUsed
                    && ((inPairs && leftWidth == rightWidth)
                            ? pairs(x, y, leftWidth)
                            : products(x, leftWidth, y, rightWidth));
            passes[sample] = pass;
            any |= pass;
            if (pass && !fillsPasses) {
                return true;
            }
        }
        return any;
    }

    private boolean pairs(int x, int y, int width) {
        for (int i = 0; i < width; i++) {
            if (holds(left.values[x + i], right.values[y + i])) {
                return true;
            }
        }
        return false;
    }

    private boolean products(int x, int leftWidth, int y, int rightWidth) {
        for (int i = 0; i < leftWidth; i++) {
            for (int j = 0; j < rightWidth; j++) {
                if (holds(left.values[x + i], right.values[y + j])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One side has no values at all: a sample, or the site, counts as missing if one of its values is. */
    private boolean testAgainstNothing(NumberNode node) {
        if (node.samples == 0) {
            boolean missing = hasMissing(node, 0, node.count);
            return (missing ? ifBothMissing : ifOneMissing) ? allPass() : allFail();
        }
        boolean any = false;
        for (int sample = 0; sample < samples; sample++) {
            boolean missing = uses(sample) && hasMissing(node, sample * node.width, node.width);
            passes[sample] = uses(sample) && (missing ? ifBothMissing : ifOneMissing);
            any |= passes[sample];
        }
        return any;
    }

    private static boolean hasMissing(NumberNode node, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (Row.isMissing(node.values[i])) {
                return true;
            }
        }
        return false;
    }
}
