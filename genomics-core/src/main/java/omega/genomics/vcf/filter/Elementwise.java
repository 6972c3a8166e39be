package omega.genomics.vcf.filter;

import omega.genomics.vcf.filter.FilterExpression.Function;

/** ABS and PHRED: one number of each. */
final class Elementwise extends NumberNode {
    private static final double TEN_BY_LN_10 = 4.34294481903;

    private final Function function;
    private final NumberNode operand;

    Elementwise(Function function, NumberNode operand) {
        super(operand.samples, operand.used);
        this.function = function;
        this.operand = operand;
    }

    @Override
    void evaluate(Row row) {
        operand.evaluate(row);
        count = operand.count;
        width = operand.width;
        reserve(count);
        for (int i = 0; i < count; i++) {
            double x = operand.values[i];
            values[i] = Row.isMissing(x) || Row.isEnd(x)
                    ? x
                    : function == Function.ABS ? Math.abs(x) : -TEN_BY_LN_10 * Math.log(x);
        }
    }
}
