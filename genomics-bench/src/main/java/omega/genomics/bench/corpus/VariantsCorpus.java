package omega.genomics.bench.corpus;

import java.io.OutputStream;

/**
 * A VCF 4.2 without samples and with ten INFO keys of every type: what is loaded into a database, where the server and not
 * the size of a record should decide.
 *
 * @param seed same seed, same bytes
 * @param records number of records, about 150 bytes each
 * @param genome the reference sequence and the contigs
 */
public record VariantsCorpus(long seed, long records, Genome genome) {
    private static final int CHROMOSOMES = 152_312;

    private static final String KEYS = """
            AC A Integer Alternate allele count
            AN 1 Integer Total number of alleles
            AF A Float Alternate allele frequency
            DP 1 Integer Depth
            FS 1 Float Fisher's exact test for strand bias, Phred-scaled
            MQ 1 Float Root mean square mapping quality
            QD 1 Float Variant confidence by depth
            nhomalt A Integer Number of homozygous individuals
            variant_type 1 String Type of variant
            lcr 0 Flag Falls within a low complexity region
            """;

    /**
     * Writes the file.
     *
     * @param out flushed, not closed
     */
    public void writeTo(OutputStream out) {
        TextSink sink = new TextSink(out);
        Dice dice = new Dice(Dice.mix(seed) + 4);
        VcfCursor cursor = new VcfCursor(genome, dice, records);
        sink.put("##fileformat=VCFv4.2").endLine();
        sink.put("##FILTER=<ID=PASS,Description=\"All filters passed\">").endLine();
        sink.put("##FILTER=<ID=LowQual,Description=\"Low quality\">").endLine();
        SitesCorpus.infos(sink, KEYS);
        SitesCorpus.contigs(sink, cursor);
        sink.put("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO").endLine();
        while (cursor.advance()) {
            writeRecord(sink, dice, cursor);
        }
        sink.flush();
    }

    private static void writeRecord(TextSink sink, Dice dice, VcfCursor cursor) {
        cursor.writeAlleles(sink, dice.chance(0.6) ? 1 + dice.below(2_000_000_000) : 0);
        int total = CHROMOSOMES - 2 * dice.below(400);
        int[] counts = new int[cursor.altCount];
        for (int i = 0; i < counts.length; i++) {
            // A cubed uniform draw: most alleles are rare, a few are common.
            double unit = dice.unit();
            counts[i] = 1 + (int) (unit * unit * unit * (total / counts.length - 1));
        }
        sink.fixed(dice.between(100, 9_999_999), 2).put(dice.chance(0.1) ? "\tLowQual\t" : "\tPASS\t");
        sink.put("AC=").put(counts[0]);
        for (int i = 1; i < counts.length; i++) {
            sink.put(',').put(counts[i]);
        }
        sink.put(";AN=").put(total).put(";AF=").ratio(counts[0], total);
        for (int i = 1; i < counts.length; i++) {
            sink.put(',').ratio(counts[i], total);
        }
        sink.put(";DP=").put(dice.between(10, 300_000));
        sink.put(";FS=").ratio(dice.below(60_000), 1_000_000);
        sink.put(";MQ=").fixed(dice.between(2_000, 6_000), 2);
        sink.put(";QD=").fixed(dice.between(10, 3_500), 2);
        sink.put(";nhomalt=").put(homozygous(counts[0]));
        for (int i = 1; i < counts.length; i++) {
            sink.put(',').put(homozygous(counts[i]));
        }
        boolean sameLength = cursor.refLength == 1 && cursor.altLength <= 3;
        sink.put(";variant_type=").put(counts.length > 1 ? "multi-snv" : sameLength ? "snv" : "indel");
        if (dice.chance(0.1)) {
            sink.put(";lcr");
        }
        sink.endLine();
    }

    private static long homozygous(long count) {
        return count * count / CHROMOSOMES / 2;
    }
}
