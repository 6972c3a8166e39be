package omega.genomics.postgres.load.variants;

import java.util.List;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/** Writes all consequences of an allele behind its other columns, where they are kept. */
final class ConsequenceColumns {
    private final @Nullable ConsequenceSets sets;

    /** @param sets null where the rows do not have these columns */
    ConsequenceColumns(@Nullable ConsequenceSets sets) {
        this.sets = sets;
    }

    /** Writes what a row has of them. */
    void put(BinaryCopyWriter row, VcfRecord record, AlleleConsequences found, String contig) {
        if (sets == null) {
            return;
        }
        if (found.isEmpty()) {
            row.putNull();
            row.putNull();
            return;
        }
        List<TranscriptTerms> transcripts = found.transcripts();
        for (TranscriptTerms of : transcripts) {
            VcfFindings.checkIndexed(record, "a gene's name", of.gene());
            VcfFindings.checkIndexed(record, "a gene's id", of.geneId());
            VcfFindings.checkIndexed(record, "a transcript's id", of.transcriptId());
        }
        row.putInt(sets.numberOf(contig, transcripts));
        if (found.details().isEmpty()) {
            row.putNull();
        } else {
            row.putTexts(found.details());
        }
    }

    /** Forgets the sets of a record that is refused. */
    void forget() {
        if (sets != null) {
            sets.forget();
        }
    }

    /** Writes the sets of the record's rows, which are kept. */
    void keep() {
        if (sets != null) {
            sets.keep();
        }
    }
}
