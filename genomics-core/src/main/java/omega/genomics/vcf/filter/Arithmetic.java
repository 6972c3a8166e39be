package omega.genomics.vcf.filter;

import omega.genomics.vcf.filter.FilterExpression.Operator;

/** Two numbers with an arithmetic operator between, value by value; one value stands for as many as the other side has. */
final class Arithmetic extends NumberNode {
    private final Operator operator;
    private final NumberNode left;
    private final NumberNode right;

    Arithmetic(Operator operator, NumberNode left, NumberNode right) {
        super(
                Math.max(left.samples, right.samples),
                Condition.union(left.samples, left.used, right.samples, right.used));
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    void evaluate(Row row) {
        left.evaluate(row);
        right.evaluate(row);
        count = 0;
        if (left.count == 0 || right.count == 0) {
            return;
        }
        boolean hasValues = false;
        if (samples == 0) {
            count = Lengths.joint(row, left.count, right.count);
            reserve(count);
            hasValues = part(0, count, 0, left.count, 0, right.count);
        } else {
            int leftWidth = left.samples == 0 ? left.count : left.width;
            int rightWidth = right.samples == 0 ? right.count : right.width;
            shape(Lengths.joint(row, leftWidth, rightWidth));
            for (int sample = 0; sample < samples; sample++) {
                if (left.uses(sample) && right.uses(sample)) {
                    hasValues |= part(
                            sample * width,
                            width,
                            left.samples == 0 ? 0 : sample * leftWidth,
                            leftWidth,
                            right.samples == 0 ? 0 : sample * rightWidth,
                            rightWidth);
                } else if (uses(sample)) {
                    java.util.Arrays.fill(values, sample * width, (sample + 1) * width, Row.MISSING);
                }
            }
        }
        if (!hasValues) {
            count = 0;
        }
    }

    private boolean part(int at, int length, int a, int aLength, int b, int bLength) {
        boolean hasValues = false;
        for (int i = 0; i < length; i++) {
            double x = left.values[aLength == 1 ? a : a + i];
            double y = right.values[bLength == 1 ? b : b + i];
            double value = Double.isNaN(x) || Double.isNaN(y) ? ofNoNumbers(x, y) : apply(x, y);
            hasValues |= !Row.isMissing(value);
            values[at + i] = value;
        }
        return hasValues;
    }

    private double ofNoNumbers(double x, double y) {
        if (Row.isEnd(x) || Row.isEnd(y)) {
            return Row.END;
        }
        return Row.isMissing(x) || Row.isMissing(y) ? Row.MISSING : apply(x, y);
    }

    private double apply(double x, double y) {
        return switch (operator) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            default -> (int) y == 0 ? Row.MISSING : (int) x % (int) y;
        };
    }
}
