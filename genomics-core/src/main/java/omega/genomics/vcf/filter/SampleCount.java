package omega.genomics.vcf.filter;

/** N_PASS, F_PASS and COUNT: how many samples meet a condition, or their share. */
final class SampleCount extends NumberNode {
    private final Condition condition;
    private final boolean asShare;

    SampleCount(Condition condition, boolean asShare) {
        super(0, null);
        this.condition = condition;
        this.asShare = asShare;
    }

    @Override
    void evaluate(Row row) {
        boolean any = condition.test(row);
        int n = 0;
        for (int sample = 0; any && sample < condition.samples; sample++) {
            n += condition.passes[sample] ? 1 : 0;
        }
        setOne(!asShare ? n : row.samples() == 0 ? 0 : (double) n / row.samples());
    }
}
