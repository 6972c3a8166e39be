package omega.genomics.postgres.load.variants;

import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.vcf.VcfRecord;
import org.jspecify.annotations.Nullable;

/** Writes all consequences of an allele behind its other columns, where they are asked for. */
final class ConsequenceColumns {
    /** For rows that do not have these columns. */
    static final ConsequenceColumns NONE = new ConsequenceColumns(null, null);

    private final @Nullable AllConsequences source;
    private final @Nullable ConsequenceSets sets;
    private final AlleleConsequences found = new AlleleConsequences();

    /** @param source null where the rows do not have these columns */
    ConsequenceColumns(@Nullable AllConsequences source, @Nullable ConsequenceSets sets) {
        this.source = source;
        this.sets = sets;
    }

    /** Returns the columns behind those of every variant. */
    String names() {
        return source == null ? "" : ", consequence_set, consequence_details";
    }

    /** Reads what all alleles of a record share. */
    void begin(VcfRecord record) {
        if (source != null) {
            source.begin(record);
        }
    }

    /**
     * Writes what a row has of them.
     *
     * @param alt the ALT allele, from 0; −1 for a record without one
     */
    void put(BinaryCopyWriter row, VcfRecord record, int alt, String contig) {
        if (source == null || sets == null) {
            return;
        }
        found.clear();
        if (alt >= 0) {
            source.describe(record, alt, found);
        }
        if (found.isEmpty()) {
            row.putNull();
            row.putNull();
            return;
        }
        for (TranscriptTerms of : found.transcripts()) {
            VcfFindings.checkIndexed(record, "a gene's name", of.gene());
            VcfFindings.checkIndexed(record, "a gene's id", of.geneId());
            VcfFindings.checkIndexed(record, "a transcript's id", of.transcriptId());
        }
        row.putInt(sets.numberOf(contig, found.transcripts()));
        if (found.details().isEmpty()) {
            row.putNull();
        } else {
            row.putTexts(found.details());
        }
    }
}
