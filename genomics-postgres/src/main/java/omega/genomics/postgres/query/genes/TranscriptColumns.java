package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;
import static omega.genomics.postgres.query.genes.GeneColumns.optional;
import static omega.genomics.postgres.query.genes.GeneColumns.optionalInt;

import java.util.List;
import omega.genomics.Strand;
import omega.genomics.postgres.query.AttributesText;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;

/** The columns of a {@link StoredTranscript}, read by position. */
final class TranscriptColumns {
    static final List<Field<?>> ALL = List.of(
            TRANSCRIPTS.DATASET_ID,
            TRANSCRIPTS.TRANSCRIPT_KEY,
            TRANSCRIPTS.GENE_KEY,
            TRANSCRIPTS.TRANSCRIPT_ID,
            TRANSCRIPTS.TRANSCRIPT_VERSION,
            TRANSCRIPTS.WRITTEN_ID,
            TRANSCRIPTS.TRANSCRIPT_NAME,
            TRANSCRIPTS.FEATURE_TYPE,
            TRANSCRIPTS.BIOTYPE,
            TRANSCRIPTS.SOURCE,
            TRANSCRIPTS.CHROMOSOME,
            TRANSCRIPTS.START_POS,
            TRANSCRIPTS.END_POS,
            TRANSCRIPTS.STRAND,
            TRANSCRIPTS.EXON_COUNT,
            TRANSCRIPTS.SPLICED_LENGTH,
            TRANSCRIPTS.IS_DERIVED,
            TRANSCRIPTS.ATTRIBUTES);

    private TranscriptColumns() {}

    static StoredTranscript read(Record row) {
        String id = row.get(3, String.class);
        return new StoredTranscript(
                row.get(0, int.class),
                row.get(1, int.class),
                row.get(2, int.class),
                id,
                optionalInt(row.get(4, Integer.class)),
                optional(row.get(5, String.class)).orElse(id),
                optional(row.get(6, String.class)),
                row.get(7, String.class),
                optional(row.get(8, String.class)),
                row.get(9, String.class),
                row.get(10, String.class),
                row.get(11, int.class),
                row.get(12, int.class),
                Strand.of(row.get(13, String.class).charAt(0)),
                row.get(14, int.class),
                row.get(15, int.class),
                row.get(16, boolean.class),
                AttributesText.parse(row.get(17, JSONB.class)));
    }
}
