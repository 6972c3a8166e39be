package omega.genomics.vcf.validate;

import omega.genomics.internal.scan.ByteSearch;
import omega.genomics.internal.vcf.VcfRule;

/** Judges one data line, column by column. */
final class DataLineCheck {
    private static final int FIXED = 8;

    private final HeaderFacts facts;
    private final ViolationLog log;
    private final int maxValues;
    private final RecordFacts record = new RecordFacts();
    private final FixedCheck fixed;
    private final AlleleCheck alleles;
    private final InfoCheck info;
    private final SampleCheck samples;
    private final StructuralCheck structural;
    private final OrderCheck order;
    private final MateCheck mates;

    DataLineCheck(HeaderFacts facts, ViolationLog log, int maxValues) {
        this.facts = facts;
        this.log = log;
        this.maxValues = maxValues;
        this.fixed = new FixedCheck(facts, log);
        this.alleles = new AlleleCheck(facts, log);
        this.info = new InfoCheck(facts, log);
        this.samples = new SampleCheck(facts, log);
        this.structural = new StructuralCheck(facts, log);
        this.order = new OrderCheck(facts, log);
        this.mates = new MateCheck(log);
    }

    void check(byte[] buffer, int start, int end, long lineNumber) {
        if (end - start > maxValues) {
            bound(buffer, start, end);
        }
        record.reset(buffer, start, end, lineNumber);
        int column = 0;
        int from = start;
        while (from <= end) {
            int to = column > FIXED ? shortColumnEnd(buffer, from, end) : columnEnd(buffer, from, end);
            if (column < FIXED) {
                fixedColumn(column, from, to);
            } else if (facts.columns == 0 || column < facts.columns) {
                genotypeColumn(column, from, to);
            } else if (column == facts.columns) {
                log.say(
                        VcfRule.RECORD_COLUMNS,
                        from,
                        to,
                        "expected %d tab-delimited columns as in the header line, found more%s",
                        facts.columns,
                        from == end ? " (a tab at the end of the line)" : "");
            }
            column++;
            from = to + 1;
        }
        if (column < Math.max(FIXED, facts.columns)) {
            log.say(
                    VcfRule.RECORD_COLUMNS,
                    end,
                    end,
                    "expected %d tab-delimited columns as in the header line, found %d",
                    Math.max(FIXED, facts.columns),
                    column);
        }
        if (column >= FIXED) {
            if (column > FIXED) {
                samples.endRecord(record);
            }
            structural.check(record, column > FIXED && samples.hasKey(SpecialKey.CN));
            order.check(record);
            mates.check(record);
        }
    }

    /** The parts of a column are kept apart while it is judged; a line shorter than the limit cannot have more. */
    private void bound(byte[] buffer, int start, int end) {
        int parts = 0;
        for (int i = start; i < end; i++) {
            byte b = buffer[i];
            if (b == '\t') {
                parts = 0;
            } else if ((b == ',' || b == ';' || b == ':' || b == '/' || b == '|') && ++parts >= maxValues) {
                throw log.tooManyValues(i, maxValues);
            }
        }
    }

    /** Reports what only the end of the file tells. */
    void finish() {
        mates.finish();
    }

    private static int columnEnd(byte[] buffer, int from, int end) {
        int tab = ByteSearch.indexOf(buffer, from, end, (byte) '\t');
        return tab < 0 ? end : tab;
    }

    /** Sample columns are a few bytes: too short for eight at a time. */
    private static int shortColumnEnd(byte[] buffer, int from, int end) {
        int i = from;
        while (i < end && buffer[i] != '\t') {
            i++;
        }
        return i;
    }

    private void fixedColumn(int column, int from, int to) {
        switch (column) {
            case 0 -> fixed.chrom(record, from, to);
            case 1 -> fixed.pos(record, from, to);
            case 2 -> fixed.id(record, from, to);
            case 3 -> alleles.ref(record, from, to);
            case 4 -> alleles.alt(record, from, to);
            case 5 -> fixed.qual(record, from, to);
            case 6 -> fixed.filter(record, from, to);
            default -> info.check(record, from, to);
        }
    }

    private void genotypeColumn(int column, int from, int to) {
        if (column == FIXED) {
            samples.format(record, from, to);
        } else {
            samples.sample(record, from, to);
        }
    }
}
