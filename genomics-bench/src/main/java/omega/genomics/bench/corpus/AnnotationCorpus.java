package omega.genomics.bench.corpus;

import java.io.OutputStream;

/**
 * A human gene annotation in the shape of {@code Homo_sapiens.GRCh38.111.gtf}: its census of genes by biotype and
 * contig, its number of lines, its attributes, gene models that hold together (exons, coding parts with their frames,
 * codons, untranslated regions).
 *
 * @param seed same seed, same bytes
 * @param scale share of the human annotation; 1 is 63,241 genes in 3,424,902 lines
 */
public record AnnotationCorpus(long seed, double scale) {
    private static final int HEADER_LINES = 5;

    /** Checks the scale. */
    public AnnotationCorpus {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("expected a scale above 0, found " + scale);
        }
    }

    /**
     * Returns how many lines the file has, its header included.
     *
     * @return exact for scales of 0.005 and more
     */
    public long lines() {
        return Math.round(HumanCensus.LINES * scale);
    }

    /**
     * Writes the annotation.
     *
     * @param out flushed, not closed
     */
    public void writeTo(OutputStream out) {
        TextSink sink = new TextSink(out);
        sink.put("#!genome-build GRCh38.p14").endLine();
        sink.put("#!genome-version GRCh38").endLine();
        sink.put("#!genome-date 2013-12").endLine();
        sink.put("#!genome-build-accession GCA_000001405.29").endLine();
        sink.put("#!genebuild-last-updated 2023-10").endLine();
        new Writer(seed, scale, lines(), sink).writeGenes();
        sink.flush();
    }

    /** Counts of the plan alone, without writing a line: for the test of the census. */
    static GenePlan plan(long seed, double scale) {
        return new GenePlan(new Dice(Dice.mix(seed)), scale);
    }

    private static final class Writer {
        /** Kept back for the last gene, which takes what is missing to the exact number of lines. */
        private static final int RESERVE = 600;
        /** How far behind or ahead of the plan doubles or halves the number of transcripts. */
        private static final double PATIENCE = 1_000;

        private final Dice dice;
        private final GenePlan plan;
        private final GeneText text;
        private final TextSink sink;
        private final long lines;
        private final GeneShape gene = new GeneShape();
        private final TranscriptShape transcript = new TranscriptShape();

        Writer(long seed, double scale, long lines, TextSink sink) {
            this.dice = new Dice(Dice.mix(seed) + 1);
            this.plan = plan(seed, scale);
            this.sink = sink;
            this.lines = lines;
            this.text = new GeneText(sink, dice);
        }

        void writeGenes() {
            int genes = plan.genes();
            while (plan.advance()) {
                gene.roll(dice, plan);
                if (plan.last()) {
                    gene.splitOnlyExon();
                }
                text.beginGene(plan, gene);
                if (plan.last()) {
                    writeClosingTranscripts();
                } else {
                    long due = HEADER_LINES + (lines - RESERVE - HEADER_LINES) * (plan.ordinal() + 1L) / genes;
                    writeTranscripts(rollTranscripts(due - sink.lines()));
                }
            }
        }

        private int rollTranscripts(long behind) {
            double mean = plan.biotype().transcripts();
            if (mean <= 1) {
                return 1;
            }
            double correction = Math.max(0.25, Math.min(3, 1 + behind / PATIENCE));
            return Math.max(1, dice.skewed((int) Math.round(mean * 0.75 * correction), 2));
        }

        private void writeTranscripts(int count) {
            for (int i = 0; i < count; i++) {
                String biotype = i == 0 ? plan.biotype().name() : rollBiotype();
                if (i == 0) {
                    transcript.rollWhole(gene);
                } else {
                    transcript.rollPart(dice, gene, plan.biotype().exons());
                }
                rollCds(biotype, i == 0);
                text.writeTranscript(transcript, biotype, i);
            }
        }

        private void rollCds(String biotype, boolean canonical) {
            if (biotype.equals("protein_coding")) {
                rollProteinCoding(canonical);
            } else if (biotype.equals("nonsense_mediated_decay")) {
                transcript.rollCds(dice, dice.chance(0.9), true, 0.35);
            } else if (plan.biotype().coding() && biotype.equals(plan.biotype().name())) {
                transcript.rollCds(dice, biotype.endsWith("V_gene"), false, 1);
            }
        }

        private void rollProteinCoding(boolean canonical) {
            boolean startKnown = canonical || dice.chance(0.86);
            boolean stopKnown = canonical || dice.chance(0.80);
            transcript.rollCds(dice, startKnown, stopKnown, 0.5 + 0.5 * dice.unit());
        }

        private String rollBiotype() {
            String biotype = plan.biotype().name();
            if (biotype.equals("lncRNA")) {
                return dice.chance(0.05) ? "retained_intron" : biotype;
            }
            if (!biotype.equals("protein_coding")) {
                return biotype.startsWith("transcribed") ? "processed_transcript" : biotype;
            }
            int ticket = dice.below(100);
            return ticket < 56
                    ? biotype
                    : ticket < 69
                            ? "nonsense_mediated_decay"
                            : ticket < 84 ? "retained_intron" : "protein_coding_CDS_not_defined";
        }

        /** Fills the file up to its number of lines with non-coding transcripts of the last gene. */
        private void writeClosingTranscripts() {
            for (int i = 0; i == 0 || lines - sink.lines() >= 2; i++) {
                long left = lines - sink.lines() - 1;
                transcript.rollWhole(gene);
                transcript.exons = (int) Math.max(1, Math.min(left, transcript.exons));
                if (left - transcript.exons == 1) {
                    transcript.exons = Math.max(1, transcript.exons - 1);
                }
                text.writeTranscript(transcript, plan.biotype().name(), i);
            }
        }
    }
}
