package omega.genomics.hgvs.names;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import omega.genomics.interval.IntervalIndex;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;

/**
 * What the views of one namer share: the transcripts by place, the genome, how names write contigs, and a bounded cache of sequences.
 *
 * <p>Eviction is first in, first out: alleles usually come in order of position. Thread-safe; two threads that miss the same sequence both
 * read it.
 */
final class NamedTranscripts {
    private static final long CAPACITY = 64L << 20;

    final IntervalIndex<NamedTranscript> index;
    final ReferenceSequence genome;
    final UnaryOperator<String> contigNames;
    private final AtomicLong held = new AtomicLong();
    private final Queue<NamedTranscript> order = new ConcurrentLinkedQueue<>();

    NamedTranscripts(
            List<Gene> genes,
            ReferenceSequence genome,
            UnaryOperator<String> contigNames,
            Function<String, GeneticCode> geneticCode) {
        this.genome = genome;
        this.contigNames = contigNames;
        IntervalIndex.Builder<NamedTranscript> builder = IntervalIndex.builder();
        for (Gene gene : genes) {
            GeneticCode code = geneticCode.apply(gene.contig());
            for (Transcript transcript : gene.transcripts()) {
                NamedTranscript.of(transcript, code)
                        .ifPresent(
                                named -> builder.add(transcript.contig(), transcript.start(), transcript.end(), named));
            }
        }
        index = builder.build();
    }

    /** Returns the sequences of a transcript on the selected contig. */
    Spliced spliced(NamedTranscript transcript, ContigBases contig) {
        Spliced known = transcript.spliced;
        if (known == null) {
            known = new Spliced(
                    bases(transcript, contig),
                    transcript.cdsStart - 1,
                    transcript.cdsEnd,
                    transcript.code,
                    transcript.lacksStart);
            transcript.spliced = known;
            order.add(transcript);
            held.addAndGet(known.size());
            while (held.get() > CAPACITY) {
                NamedTranscript oldest = order.poll();
                Spliced evicted = oldest == null ? null : oldest.spliced;
                if (oldest == null || evicted == null) {
                    break;
                }
                held.addAndGet(-evicted.size());
                oldest.spliced = null;
            }
        }
        return known;
    }

    private static byte[] bases(NamedTranscript transcript, ContigBases contig) {
        byte[] bases = new byte[transcript.length()];
        int filled = 0;
        for (int i = 0; i < transcript.exons(); i++) {
            int start = transcript.exonStart(i);
            int end = transcript.exonEnd(i);
            int length = end - start + 1;
            byte[] exon = transcript.reverse ? contig.read(-end, -start) : contig.read(start, end);
            if (exon.length < length) {
                return new byte[0];
            }
            for (int k = 0; k < length; k++) {
                byte base = exon[transcript.reverse ? length - 1 - k : k];
                byte upper = base >= 'a' && base <= 'z' ? (byte) (base - 32) : base;
                bases[filled++] = transcript.reverse ? ContigBases.complement(upper) : upper;
            }
        }
        return bases;
    }
}
