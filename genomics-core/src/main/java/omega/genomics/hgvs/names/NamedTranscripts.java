package omega.genomics.hgvs.names;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import omega.genomics.interval.IntervalIndex;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;

/** What the views of one namer share: the transcripts by place, the genome, and how names write contigs. */
final class NamedTranscripts {
    final IntervalIndex<NamedTranscript> index;
    final ReferenceSequence genome;
    final UnaryOperator<String> contigNames;

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
                if (!transcript.exons().isEmpty() && !transcript.isTransSpliced()) {
                    builder.add(
                            transcript.contig(),
                            transcript.start(),
                            transcript.end(),
                            new NamedTranscript(transcript, contigNames.apply(transcript.contig()), code));
                }
            }
        }
        index = builder.build();
    }
}
