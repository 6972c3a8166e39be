package omega.genomics.vcf.filter;

import java.util.Arrays;
import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.vcf.filter.FilterExpression.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Texts compared with texts, or searched for a regular expression. Both sides are lists with commas between, and one pair that meets
 * the comparison is enough.
 */
final class TextComparison extends Condition {
    private final boolean isNegated;
    private final TextNode left;
    private final TextNode right;
    private final @Nullable BasicRegex regex;

    /** @param regex made of the right side; null to compare texts */
    TextComparison(Operator operator, TextNode left, TextNode right, @Nullable BasicRegex regex) {
        super(Math.max(left.samples, right.samples), union(left.samples, left.used, right.samples, right.used));
        this.isNegated = operator == Operator.NOT_EQUAL || operator == Operator.NOT_MATCHES;
        this.left = left;
        this.right = right;
        this.regex = regex;
    }

    @Override
    boolean test(Row row) {
        left.evaluate(row);
        right.evaluate(row);
        if (samples == 0) {
            if (!left.isPresent || !right.isPresent) {
                return left.isPresent == right.isPresent
                        ? !isNegated
                        : againstNothing(left.isPresent ? left : right, 0);
            }
            return holds(left, 0, right);
        }
        TextNode bySample = left.samples > 0 ? left : right;
        TextNode ofSite = left.samples > 0 ? right : left;
        if (!bySample.isPresent) {
            boolean pass = ofSite.isPresent ? againstNothing(ofSite, 0) : !isNegated;
            return pass ? allPass() : allFail();
        }
        boolean any = false;
        for (int sample = 0; sample < samples; sample++) {
            boolean pass = uses(sample)
                    && (ofSite.isPresent ? holds(bySample, sample, ofSite) : againstNothing(bySample, sample));
            passes[sample] = pass;
            any |= pass;
            if (pass && !fillsPasses) {
                return true;
            }
        }
        return any;
    }

    /** The other side has no text: a list counts as missing if one of its values is. */
    private boolean againstNothing(TextNode node, int text) {
        int start = node.from[text];
        int to = node.to[text];
        boolean missing = start == to;
        while (start < to) {
            int end = ByteSearch.find(node.bytes, start, to, (byte) ',');
            missing |= isDot(node.bytes, start, end);
            start = end + 1;
        }
        return missing != isNegated;
    }

    private boolean holds(TextNode a, int text, TextNode b) {
        int start = a.from[text];
        int to = a.to[text];
        if (start == to) { // only of a sample, and as good as a point
            return regex != null ? isNegated || regex.isIn(DOT, 0, 1) : pair(DOT, 0, 1, b);
        }
        if (regex != null && !isNegated && regex.isLiteral()) {
            return regex.isIn(a.bytes, start, to); // has no comma or it is found in no part
        }
        while (start < to) {
            int end = ByteSearch.find(a.bytes, start, to, (byte) ',');
            if (regex != null ? matches(a.bytes, start, end) : pair(a.bytes, start, end, b)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static final byte[] DOT = {'.'};

    private boolean matches(byte[] bytes, int start, int end) {
        BasicRegex pattern = regex;
        return pattern != null
                && ((isNegated && isDot(bytes, start, end)) || pattern.isIn(bytes, start, end) != isNegated);
    }

    /** Compares one value with those of a list of the site. */
    private boolean pair(byte[] bytes, int start, int end, TextNode list) {
        boolean missing = isDot(bytes, start, end);
        int from = list.from[0];
        int to = list.to[0];
        while (from < to) {
            int stop = ByteSearch.find(list.bytes, from, to, (byte) ',');
            boolean otherMissing = isDot(list.bytes, from, stop);
            boolean equal = (missing && otherMissing)
                    || (!missing && !otherMissing && Arrays.equals(bytes, start, end, list.bytes, from, stop));
            if (equal != isNegated) {
                return true;
            }
            from = stop + 1;
        }
        return false;
    }

    private static boolean isDot(byte[] bytes, int start, int end) {
        return end - start == 1 && bytes[start] == '.';
    }
}
