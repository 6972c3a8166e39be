package omega.genomics.vcf.filter;

import omega.genomics.ParseException;
import omega.genomics.Severity;

/** How many values two lists have together. */
final class Lengths {
    private Lengths() {}

    /** Returns the greater length; throws if they differ and neither is 1. */
    static int joint(Row row, int a, int b) {
        if (a != b && a != 1 && b != 1) {
            throw mismatch(row, "expected lists of one length on both sides of an operator", a, b);
        }
        return Math.max(a, b);
    }

    static ParseException expectedOne(Row row, int a, int b) {
        return mismatch(row, "expected one value of each sample in each argument of BINOM", a, b);
    }

    private static ParseException mismatch(Row row, String expected, int a, int b) {
        String message = expected + ", found " + a + " and " + b + " values";
        return new ParseException(
                row.record().finding(Severity.ERROR, "samples", ExpressionRule.EXPRESSION_TYPE.id(), message));
    }
}
