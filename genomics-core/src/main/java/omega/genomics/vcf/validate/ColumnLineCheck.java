package omega.genomics.vcf.validate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import omega.genomics.internal.vcf.VcfRule;

/** Judges the {@code #CHROM} line (section 1.5). */
final class ColumnLineCheck {
    private static final List<String> COLUMNS =
            List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT");

    private final HeaderFacts facts;
    private final ViolationLog log;

    ColumnLineCheck(HeaderFacts facts, ViolationLog log) {
        this.facts = facts;
        this.log = log;
    }

    void check(byte[] buffer, int start, int end) {
        Set<String> names = new HashSet<>();
        int column = 0;
        int from = start;
        boolean wrong = false;
        while (from <= end) {
            int tab = MetaLine.indexOf(buffer, from, end, '\t');
            int to = tab < 0 ? end : tab;
            if (column < 9) {
                wrong |= !fixedColumn(buffer, from, to, column, wrong);
            } else {
                sample(buffer, from, to, names);
            }
            column++;
            from = to + 1;
        }
        facts.columns = Math.max(column, 8);
        facts.samples = Math.max(0, column - 9);
        if (column < 8 && !wrong) {
            log.expect(VcfRule.HEADER_COLUMNS, start, end, "8 tab-delimited columns or more");
        } else if (column == 9 && !wrong) {
            log.say(
                    VcfRule.HEADER_NO_SAMPLES,
                    from - 1,
                    end,
                    "expected samples after the FORMAT column, there are none");
        }
    }

    private boolean fixedColumn(byte[] buffer, int from, int to, int column, boolean alreadyWrong) {
        if (MetaLine.string(buffer, from, to).equals(COLUMNS.get(column))) {
            return true;
        }
        if (!alreadyWrong) {
            log.expect(
                    VcfRule.HEADER_COLUMNS,
                    from,
                    to,
                    "the column name %s in the header line, tab-delimited",
                    COLUMNS.get(column));
        }
        return false;
    }

    private void sample(byte[] buffer, int from, int to, Set<String> names) {
        String name = MetaLine.string(buffer, from, to);
        if (name.isEmpty()) {
            log.expect(
                    VcfRule.HEADER_SAMPLE_EMPTY,
                    from,
                    to,
                    "a sample name between tabs, and no tab at the end of the line");
        } else if (!names.add(name)) {
            log.say(
                    VcfRule.HEADER_SAMPLE_REPEATED,
                    from,
                    to,
                    "sample %s comes twice: duplicate sample names are not allowed",
                    name);
        }
    }
}
