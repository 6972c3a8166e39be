package omega.genomics.cli;

import omega.genomics.bed.BedWriter;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import picocli.CommandLine.Option;

/** Writes genes as BED: a line a transcript, a gene or an exon. */
public final class GeneBed {
    /** What a line of the output is. */
    enum Feature {
        TRANSCRIPT,
        GENE,
        EXON
    }

    @Option(
            names = "--feature",
            paramLabel = "FEATURE",
            description =
                    "One of ${COMPLETION-CANDIDATES}. Default: transcript, as 12 columns: exons are blocks, and the"
                            + " coding part with the stop codon is thick. Genes and exons have 6 columns.")
    private Feature feature = Feature.TRANSCRIPT;

    private long rows;
    private long unblocked;

    /** Writes what is asked for of a gene. */
    public void write(Gene gene, BedWriter writer) {
        if (feature == Feature.GENE) {
            writer.write(gene);
            rows++;
            return;
        }
        for (Transcript transcript : gene.transcripts()) {
            if (feature == Feature.EXON) {
                writer.writeExons(transcript);
                rows += transcript.exons().size();
            } else if (write(transcript, writer)) {
                rows++;
            } else {
                unblocked++;
            }
        }
    }

    private static boolean write(Transcript transcript, BedWriter writer) {
        try {
            writer.write(transcript);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The number of lines. */
    public long rows() {
        return rows;
    }

    /** Says what was left out, if anything. */
    public void sayLeftOut(Work work) {
        if (unblocked > 0) {
            work.root().say(unblocked + " transcripts were left out: their exons overlap, so they are no blocks");
        }
    }
}
