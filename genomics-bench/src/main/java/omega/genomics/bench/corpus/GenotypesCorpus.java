package omega.genomics.bench.corpus;

import static omega.genomics.bench.corpus.TextSink.ascii;

import java.io.OutputStream;

/**
 * A VCF 4.2 with many samples: phased genotypes alone, as the 1000 Genomes phase 3 has them, or GT:AD:DP:GQ:PL, as a
 * caller writes them. Counts in INFO agree with the genotypes.
 *
 * @param seed same seed, same bytes
 * @param records number of records
 * @param samples number of samples
 * @param fields whether samples carry all five fields
 * @param genome the reference sequence and the contigs
 */
public record GenotypesCorpus(long seed, long records, int samples, boolean fields, Genome genome) {
    private static final byte[] GT = ascii("GT");
    private static final byte[] FIVE = ascii("GT:AD:DP:GQ:PL");
    private static final byte[] MISSING = ascii("./.:.:.:.:.");

    /**
     * Writes the file.
     *
     * @param out flushed, not closed
     */
    public void writeTo(OutputStream out) {
        TextSink sink = new TextSink(out);
        Dice dice = new Dice(Dice.mix(seed) + 3);
        VcfCursor cursor = new VcfCursor(genome, dice, records);
        writeHeader(sink, cursor);
        Writer writer = new Writer(sink, dice, cursor, samples, fields);
        while (cursor.advance()) {
            writer.writeRecord();
        }
        sink.flush();
    }

    private void writeHeader(TextSink sink, VcfCursor cursor) {
        sink.put("##fileformat=VCFv4.2").endLine();
        sink.put("##FILTER=<ID=PASS,Description=\"All filters passed\">").endLine();
        SitesCorpus.infos(sink, """
                AC A Integer Alternate allele count
                AN 1 Integer Total number of alleles
                """);
        format(sink, "GT", "1", "String", "Genotype");
        if (fields) {
            format(sink, "AD", "R", "Integer", "Depth of each allele");
            format(sink, "DP", "1", "Integer", "Depth");
            format(sink, "GQ", "1", "Integer", "Genotype quality");
            format(sink, "PL", "G", "Integer", "Phred-scaled genotype likelihoods");
        }
        SitesCorpus.contigs(sink, cursor);
        sink.put("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int i = 1; i <= samples; i++) {
            sink.put("\tS").padded(i, 5);
        }
        sink.endLine();
    }

    private static void format(TextSink sink, String id, String number, String type, String description) {
        sink.put("##FORMAT=<ID=" + id + ",Number=" + number + ",Type=" + type + ",Description=\"" + description + "\">")
                .endLine();
    }

    private static final class Writer {
        private final TextSink sink;
        private final Dice dice;
        private final VcfCursor cursor;
        private final boolean fields;
        /** The allele of each chromosome, two a sample; −1 where it is missing. */
        private final byte[] alleles;

        private final int[] counts = new int[3];
        private final byte[] text;
        private int called;

        Writer(TextSink sink, Dice dice, VcfCursor cursor, int samples, boolean fields) {
            this.sink = sink;
            this.dice = dice;
            this.cursor = cursor;
            this.fields = fields;
            this.alleles = new byte[2 * samples];
            this.text = ascii("\t0|0".repeat(samples));
        }

        void writeRecord() {
            rollGenotypes();
            cursor.writeAlleles(sink, dice.chance(0.9) ? 1 + dice.below(2_000_000_000) : 0);
            sink.put(dice.between(100, 60_000)).put("\tPASS\tAC=").put(counts[1]);
            if (cursor.altCount > 1) {
                sink.put(',').put(counts[2]);
            }
            sink.put(";AN=").put(called).put('\t');
            if (fields) {
                writeFields();
            } else {
                writeGenotypes();
            }
            sink.endLine();
        }

        /** Most alleles are rare, a few are common: the frequency is a cubed uniform draw. */
        private void rollGenotypes() {
            double uniform = dice.unit();
            double frequency = uniform * uniform * uniform;
            if (!fields) {
                frequency *= uniform * uniform; // many samples see many more rare ones
            }
            java.util.Arrays.fill(alleles, (byte) 0);
            for (int i = gap(frequency); i < alleles.length; i += 1 + gap(frequency)) {
                alleles[i] = (byte) (cursor.altCount > 1 && dice.chance(0.3) ? 2 : 1);
            }
            if (fields) {
                for (int i = gap(0.02); i < alleles.length / 2; i += 1 + gap(0.02)) {
                    alleles[2 * i] = -1;
                    alleles[2 * i + 1] = -1;
                }
            }
            count();
        }

        /** Draws how many chromosomes lie before the next carrier; geometric by comparing, without a logarithm. */
        private int gap(double frequency) {
            int gap = 0;
            double unit = dice.unit();
            double reached = 1 - frequency;
            double left = reached;
            while (unit < left && gap < alleles.length) {
                left *= reached;
                gap++;
            }
            return gap;
        }

        private void count() {
            java.util.Arrays.fill(counts, 0);
            called = 0;
            for (byte allele : alleles) {
                if (allele >= 0) {
                    counts[allele]++;
                    called++;
                }
            }
        }

        private void writeGenotypes() {
            for (int i = 0; i < alleles.length; i++) {
                text[2 * i + 1] = (byte) ('0' + alleles[i]);
            }
            sink.put(GT).put(text);
        }

        private void writeFields() {
            sink.put(FIVE);
            for (int i = 0; i < alleles.length; i += 2) {
                sink.put('\t');
                if (alleles[i] < 0) {
                    sink.put(MISSING);
                } else {
                    writeFields(Math.min(alleles[i], alleles[i + 1]), Math.max(alleles[i], alleles[i + 1]));
                }
            }
        }

        private void writeFields(int a, int b) {
            int depth = dice.between(8, 60);
            int second = a == b ? 0 : depth / 2 - dice.below(4);
            sink.put((char) ('0' + a)).put('/').put((char) ('0' + b)).put(':');
            for (int allele = 0; allele <= cursor.altCount; allele++) {
                int share = allele == b ? (a == b ? depth : second) : allele == a ? depth - second : 0;
                (allele == 0 ? sink : sink.put(',')).put(share);
            }
            sink.put(':').put(depth).put(':').put(dice.between(3, 99)).put(':');
            // VCF 4.2 section 1.4.2: the likelihood of genotype j/k stands at k(k+1)/2 + j.
            for (int k = 0; k <= cursor.altCount; k++) {
                for (int j = 0; j <= k; j++) {
                    (k == 0 ? sink : sink.put(',')).put(j == a && k == b ? 0 : dice.between(20, 1_800));
                }
            }
        }
    }
}
