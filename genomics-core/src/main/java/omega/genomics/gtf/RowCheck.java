package omega.genomics.gtf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import omega.genomics.ParseException;
import omega.genomics.internal.gtf.GtfRule;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.Rule;

/** What {@link GtfRecord#validate()} asks beyond what makes a row readable. */
final class RowCheck {
    private static final int[] TEXTS = {0, 1, 2, 8};

    private final String sourceName;
    private final GtfDialect dialect;
    private final boolean gff3;
    private final AttributeScanner attributes = new AttributeScanner();

    RowCheck(String sourceName, GtfDialect dialect) {
        this.sourceName = sourceName;
        this.dialect = dialect;
        this.gff3 = dialect == GtfDialect.GFF3;
        attributes.dialect(dialect);
    }

    void check(byte[] line, int[] columns, long lineNumber) {
        for (int column : TEXTS) {
            int from = columns[column];
            int to = columns[column + 1] - 1;
            int bad = notUtf8(line, from, to);
            if (bad >= 0) {
                throw error(line, columns, lineNumber, bad, bad + 1, column, GtfRule.UTF_8, "text in UTF-8");
            }
            for (int p = from; gff3 && p < to; p++) {
                if (line[p] == '%' && !Escapes.isPercentEscape(line, p, to)) {
                    int end = Math.min(p + 3, to);
                    throw error(
                            line,
                            columns,
                            lineNumber,
                            p,
                            end,
                            column,
                            GtfRule.PERCENT,
                            "two hexadecimal digits behind %");
                }
            }
        }
        keys(line, columns, lineNumber);
    }

    private void keys(byte[] line, int[] columns, long lineNumber) {
        attributes.forget();
        attributes.reset(line, columns[8], columns[9] - 1);
        int n = attributes.count();
        for (int i = 0; i < n; i++) {
            if (attributes.key(i).length() == 0) {
                int at = attributes.keyStart(i);
                throw error(line, columns, lineNumber, at, at + 1, 8, GtfRule.ATTRIBUTE_KEY, "a key before each value");
            }
        }
    }

    /** Returns where the first byte stands that is not UTF-8, or −1. */
    private static int notUtf8(byte[] line, int from, int to) {
        for (int p = from; p < to; p++) {
            if (line[p] < 0) {
                ByteBuffer text = ByteBuffer.wrap(line, p, to - p);
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(text);
                    return -1;
                } catch (CharacterCodingException bad) {
                    return text.position();
                }
            }
        }
        return -1;
    }

    private ParseException error(
            byte[] line, int[] columns, long number, int from, int to, int column, Rule rule, String expected) {
        int end = columns[9] - 1;
        return new ParseException(Findings.ofRow(sourceName, number, line, columns[0], end)
                .error(from, to, GtfColumns.name(column, dialect), rule, expected));
    }
}
