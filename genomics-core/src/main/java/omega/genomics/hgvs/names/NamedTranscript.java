package omega.genomics.hgvs.names;

import omega.genomics.hgvs.HgvsTranscript;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/** A transcript prepared for names. */
final class NamedTranscript {
    final Transcript model;
    private final String contig;
    private final GeneticCode code;
    private volatile @Nullable HgvsTranscript described;

    NamedTranscript(Transcript model, String contig, GeneticCode code) {
        this.model = model;
        this.contig = contig;
        this.code = code;
    }

    HgvsTranscript described(ReferenceSequence genome) {
        HgvsTranscript known = described;
        if (known == null) {
            known = HgvsTranscript.of(model, contig, genome, code);
            described = known;
        }
        return known;
    }
}
