package omega.genomics.bench.corpus;

import static omega.genomics.bench.corpus.TextSink.ascii;

import java.io.OutputStream;

/**
 * A VCF 4.2 without samples in the shape of gnomAD's sites files: forty INFO keys of every type and number, frequencies
 * in scientific notation, most alleles rare, now and then two records at one place and two alleles in one record.
 *
 * @param seed same seed, same bytes
 * @param records number of records, about 640 bytes each
 * @param genome the reference sequence and the contigs
 */
public record SitesCorpus(long seed, long records, Genome genome) {
    private static final String[] GROUPS = {"XX", "XY", "afr", "amr", "eas", "nfe"};
    private static final double[] SHARE = {0.51, 0.49, 0.27, 0.10, 0.03, 0.45};
    private static final int CHROMOSOMES = 152_312;

    private static final byte[] PASS = ascii("PASS\t");
    private static final byte[] AC0 = ascii("AC0\t");
    private static final byte[] AS_VQSR = ascii("AS_VQSR\t");
    private static final byte[] LCR = ascii(";lcr");
    private static final byte[] SEGDUP = ascii(";segdup");

    /**
     * Writes the file.
     *
     * @param out flushed, not closed
     */
    public void writeTo(OutputStream out) {
        TextSink sink = new TextSink(out);
        Dice dice = new Dice(Dice.mix(seed) + 2);
        VcfCursor cursor = new VcfCursor(genome, dice, records);
        writeHeader(sink, cursor);
        Writer writer = new Writer(sink, dice, cursor);
        while (cursor.advance()) {
            writer.writeRecord();
        }
        sink.flush();
    }

    private static void writeHeader(TextSink sink, VcfCursor cursor) {
        sink.put("##fileformat=VCFv4.2").endLine();
        sink.put("##FILTER=<ID=PASS,Description=\"All filters passed\">").endLine();
        sink.put("##FILTER=<ID=AC0,Description=\"Allele count is zero after filtering\">")
                .endLine();
        sink.put("##FILTER=<ID=AS_VQSR,Description=\"Failed allele-specific recalibration, \\\"made up\\\"\">")
                .endLine();
        infos(sink, """
                AC A Integer Alternate allele count
                AN 1 Integer Total number of alleles
                AF A Float Alternate allele frequency
                nhomalt A Integer Number of homozygous individuals
                grpmax A String Genetic ancestry group with the highest frequency
                fafmax_faf95_max A Float Filtering allele frequency
                """);
        for (String group : GROUPS) {
            infos(sink, """
                    AC_%1$s A Integer Alternate allele count of %1$s
                    AN_%1$s 1 Integer Number of alleles of %1$s
                    AF_%1$s A Float Alternate allele frequency of %1$s
                    nhomalt_%1$s A Integer Number of homozygous individuals of %1$s
                    """.formatted(group));
        }
        infos(sink, """
                FS 1 Float Fisher's exact test for strand bias, Phred-scaled
                MQ 1 Float Root mean square mapping quality
                QD 1 Float Variant confidence by depth
                SOR 1 Float Strand bias by odds ratio
                VarDP 1 Integer Depth over heterozygous and homozygous carriers
                QUALapprox 1 Integer Sum of PL[0] values
                variant_type 1 String Type of variant
                n_alt_alleles 1 Integer Number of alternate alleles at the place
                lcr 0 Flag Falls within a low complexity region
                segdup 0 Flag Falls within a segmental duplication
                """);
        contigs(sink, cursor);
        sink.put("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO").endLine();
    }

    /** Writes a line for each: identifier, number, type and description, with blanks between. */
    static void infos(TextSink sink, String definitions) {
        definitions
                .lines()
                .map(line -> line.split(" ", 4))
                .forEach(words -> sink.put("##INFO=<ID=" + words[0])
                        .put(",Number=" + words[1] + ",Type=" + words[2] + ",Description=\"" + words[3] + "\">")
                        .endLine());
    }

    static void contigs(TextSink sink, VcfCursor cursor) {
        for (Genome.Contig contig : cursor.contigs()) {
            sink.put("##contig=<ID=" + contig.name() + ",length=" + contig.length() + ",assembly=generated>")
                    .endLine();
        }
    }

    private static final class Writer {
        private final TextSink sink;
        private final Dice dice;
        private final VcfCursor cursor;
        private final byte[][] countKeys = keys(";AC_");
        private final byte[][] totalKeys = keys(";AN_");
        private final byte[][] frequencyKeys = keys(";AF_");
        private final byte[][] homozygousKeys = keys(";nhomalt_");
        private final byte[][] groupNames = keys("");
        private final int[] counts = new int[2];

        Writer(TextSink sink, Dice dice, VcfCursor cursor) {
            this.sink = sink;
            this.dice = dice;
            this.cursor = cursor;
        }

        private static byte[][] keys(String prefix) {
            byte[][] keys = new byte[GROUPS.length][];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ascii(prefix + GROUPS[i] + (prefix.isEmpty() ? "" : "="));
            }
            return keys;
        }

        void writeRecord() {
            cursor.writeAlleles(sink, dice.chance(0.6) ? 1 + dice.below(2_000_000_000) : 0);
            int total = CHROMOSOMES - 2 * dice.below(dice.chance(0.8) ? 400 : 40_000);
            boolean seen = false;
            for (int i = 0; i < cursor.altCount; i++) {
                counts[i] = rollCount(total / cursor.altCount);
                seen |= counts[i] > 0;
            }
            sink.fixed(dice.between(100, 9_999_999), 2).put('\t');
            sink.put(!seen ? AC0 : dice.chance(0.12) ? AS_VQSR : PASS);
            writeInfo(total);
            sink.endLine();
        }

        /** Half of all alleles are seen once, each doubling is half as likely. */
        private int rollCount(int most) {
            if (dice.chance(0.03)) {
                return 0;
            }
            int doublings = Math.min(16, Long.numberOfTrailingZeros(dice.next() | 1L << 40));
            return Math.min(most, (1 << doublings) + dice.below(1 << doublings) - (doublings == 0 ? 0 : 1));
        }

        private void writeInfo(int total) {
            sink.put("AC=");
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i).put(counts[i]);
            }
            sink.put(";AN=").put(total).put(";AF=");
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i).ratio(counts[i], total);
            }
            writeHomozygous(";nhomalt=", 1);
            writeBestGroup(total);
            for (int g = 0; g < GROUPS.length; g++) {
                writeGroup(g, total);
            }
            writeQuality();
        }

        private TextSink comma(int i) {
            return i == 0 ? sink : sink.put(',');
        }

        private void writeHomozygous(String key, double share) {
            sink.put(key);
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i).put((long) (counts[i] * share * counts[i] / CHROMOSOMES / 2));
            }
        }

        private void writeBestGroup(int total) {
            sink.put(";grpmax=");
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i);
                if (counts[i] == 0) {
                    sink.put('.');
                } else {
                    sink.put(groupNames[2 + dice.below(4)]);
                }
            }
            sink.put(";fafmax_faf95_max=");
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i).ratio(counts[i] * 3L / 4, total);
            }
        }

        private void writeGroup(int g, int total) {
            int groupTotal = (int) (total * SHARE[g]);
            sink.put(countKeys[g]);
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i).put((long) (counts[i] * SHARE[g]));
            }
            sink.put(totalKeys[g]).put(groupTotal).put(frequencyKeys[g]);
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i).ratio((long) (counts[i] * SHARE[g]), groupTotal);
            }
            sink.put(homozygousKeys[g]);
            for (int i = 0; i < cursor.altCount; i++) {
                comma(i).put((long) (counts[i] * SHARE[g] * counts[i] / CHROMOSOMES / 2));
            }
        }

        private void writeQuality() {
            sink.put(";FS=").ratio(dice.below(60_000), 1_000_000);
            sink.put(";MQ=").fixed(dice.between(2_000, 6_000), 2);
            sink.put(";QD=").fixed(dice.between(10, 3_500), 2);
            sink.put(";SOR=").ratio(dice.below(100_000), 100_000);
            sink.put(";VarDP=").put(dice.between(10, 300_000));
            sink.put(";QUALapprox=").put(dice.between(30, 9_000_000));
            boolean sameLength = cursor.refLength == 1 && cursor.altLength <= 3;
            sink.put(";variant_type=").put(cursor.altCount > 1 ? "multi-snv" : sameLength ? "snv" : "indel");
            sink.put(";n_alt_alleles=").put(cursor.altCount);
            if (dice.chance(0.1)) {
                sink.put(LCR);
            }
            if (dice.chance(0.05)) {
                sink.put(SEGDUP);
            }
        }
    }
}
