package omega.genomics.vcf.filter;

import java.util.Set;
import omega.genomics.internal.scan.ByteSearch;

/** Looks texts up among the lines of a file. A list is found if any of its values is. */
final class TextInFile extends Condition {
    private final TextNode text;
    private final ByteSet lines;
    private final boolean isNegated;

    TextInFile(TextNode text, Set<String> lines, boolean isNegated) {
        super(text.samples, text.used);
        this.text = text;
        this.lines = new ByteSet(lines);
        this.isNegated = isNegated;
    }

    @Override
    boolean test(Row row) {
        text.evaluate(row);
        if (samples == 0) {
            return (text.isPresent && isThere(0)) != isNegated;
        }
        if (!text.isPresent) {
            return isNegated ? allPass() : allFail();
        }
        boolean any = false;
        for (int sample = 0; sample < samples; sample++) {
            boolean pass = uses(sample) && isThere(sample) != isNegated;
            passes[sample] = pass;
            any |= pass;
            if (pass && !fillsPasses) {
                return true;
            }
        }
        return any;
    }

    private boolean isThere(int number) {
        int start = text.from[number];
        int to = text.to[number];
        while (start < to) {
            int end = ByteSearch.find(text.bytes, start, to, (byte) ',');
            if (lines.contains(text.bytes, start, end)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
