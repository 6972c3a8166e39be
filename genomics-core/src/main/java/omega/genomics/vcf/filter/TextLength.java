package omega.genomics.vcf.filter;

import omega.genomics.internal.scan.ByteSearch;

/** STRLEN: the length of a text of the site, or of each text of a list. */
final class TextLength extends NumberNode {
    private final TextNode operand;
    private final boolean isList;

    TextLength(TextNode operand, boolean isList) {
        super(0, null);
        this.operand = operand;
        this.isList = isList;
    }

    @Override
    void evaluate(Row row) {
        operand.evaluate(row);
        count = 0;
        if (!operand.isPresent) {
            return;
        }
        int start = operand.from[0];
        int to = operand.to[0];
        if (!isList) {
            setOne(to - start == 1 && operand.bytes[start] == '.' ? 0 : to - start);
            return;
        }
        while (start < to) {
            int end = ByteSearch.find(operand.bytes, start, to, (byte) ',');
            reserve(count + 1);
            values[count++] = end - start;
            start = end + 1;
        }
    }
}
