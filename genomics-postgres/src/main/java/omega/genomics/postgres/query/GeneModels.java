package omega.genomics.postgres.query;

import static omega.genomics.postgres.jooq.Tables.CDS;
import static omega.genomics.postgres.jooq.Tables.CODING_SEQUENCES;
import static omega.genomics.postgres.jooq.Tables.EXONS;
import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;

/**
 * Puts whole genes together from the rows of five tables, in four statements a gene.
 *
 * <p>The keys of a gene's transcripts follow each other, so that one stretch of the primary key of each table holds the gene.
 */
final class GeneModels {
    private final DSLContext context;

    /** Reads within one transaction that keeps the dataset from being switched: see {@link Asking#inOneState}. */
    GeneModels(DSLContext context) {
        this.context = context;
    }

    Gene read(StoredGene stored) {
        Gene.Builder gene = Gene.builder(
                        stored.id(), stored.chromosome(), stored.start(), stored.end(), stored.strand())
                .writtenId(stored.writtenId())
                .name(stored.name().orElse(null))
                .biotype(stored.biotype().orElse(null))
                .type(stored.type())
                .source(stored.source())
                .attributes(stored.attributes())
                .derived(stored.isDerived());
        stored.version().ifPresent(gene::version);
        return gene.addAll(transcripts(stored)).build();
    }

    private List<Transcript> transcripts(StoredGene gene) {
        List<Field<?>> columns = new ArrayList<>(TranscriptColumns.ALL);
        columns.add(TRANSCRIPTS.SELENOCYSTEINES);
        Result<Record> rows = context.select(columns)
                .from(TRANSCRIPTS)
                .where(TRANSCRIPTS.DATASET_ID.eq(gene.datasetId()))
                .and(TRANSCRIPTS.GENE_KEY.eq(gene.key()))
                .orderBy(TRANSCRIPTS.TRANSCRIPT_KEY)
                .fetch();
        if (rows.isEmpty()) {
            return List.of();
        }
        Parts parts = new Parts(
                gene,
                rows.get(0).get(TRANSCRIPTS.TRANSCRIPT_KEY),
                rows.get(rows.size() - 1).get(TRANSCRIPTS.TRANSCRIPT_KEY));
        return rows.map(row -> transcript(row, gene, parts));
    }

    private static Transcript transcript(Record row, StoredGene gene, Parts parts) {
        StoredTranscript stored = TranscriptColumns.read(row);
        Transcript.Builder transcript = Transcript.builder(
                        stored.id(), gene.id(), stored.chromosome(), stored.start(), stored.end(), stored.strand())
                .writtenId(stored.writtenId())
                .name(stored.name().orElse(null))
                .biotype(stored.biotype().orElse(null))
                .type(stored.type())
                .source(stored.source())
                .attributes(stored.attributes())
                .derived(stored.isDerived())
                .selenocysteines(TranscriptQueries.intervals(row.get(TRANSCRIPTS.SELENOCYSTEINES)));
        stored.version().ifPresent(transcript::version);
        parts.exons(stored).forEach(transcript::add);
        parts.codingSequences(stored).forEach(transcript::add);
        return transcript.build();
    }

    /** The rows of all transcripts of a gene, by transcript. */
    private final class Parts {
        private final Map<Integer, Result<Record>> exons;
        private final Map<Integer, Result<Record>> coding;
        private final Map<Long, List<CodingSegment>> segments = new HashMap<>();

        Parts(StoredGene gene, int firstKey, int lastKey) {
            exons = context.select(TranscriptQueries.EXON_COLUMNS)
                    .select(EXONS.TRANSCRIPT_KEY)
                    .from(EXONS)
                    .where(within(gene, EXONS.DATASET_ID, EXONS.TRANSCRIPT_KEY, firstKey, lastKey))
                    .orderBy(EXONS.TRANSCRIPT_KEY, EXONS.EXON_NUMBER)
                    .fetchGroups(EXONS.TRANSCRIPT_KEY);
            coding = context.select(TranscriptQueries.CODING_COLUMNS)
                    .select(CODING_SEQUENCES.TRANSCRIPT_KEY)
                    .from(CODING_SEQUENCES)
                    .where(within(
                            gene, CODING_SEQUENCES.DATASET_ID, CODING_SEQUENCES.TRANSCRIPT_KEY, firstKey, lastKey))
                    .orderBy(CODING_SEQUENCES.TRANSCRIPT_KEY, CODING_SEQUENCES.CDS_NUMBER)
                    .fetchGroups(CODING_SEQUENCES.TRANSCRIPT_KEY);
            context.select(CDS.TRANSCRIPT_KEY, CDS.CDS_NUMBER, CDS.START_POS, CDS.END_POS, CDS.PHASE)
                    .from(CDS)
                    .where(within(gene, CDS.DATASET_ID, CDS.TRANSCRIPT_KEY, firstKey, lastKey))
                    .orderBy(CDS.TRANSCRIPT_KEY, CDS.CDS_NUMBER, CDS.SEGMENT_NUMBER)
                    .forEach(row -> segments.computeIfAbsent(key(row.value1(), row.value2()), key -> new ArrayList<>())
                            .add(new CodingSegment(row.value3(), row.value4(), row.value5())));
        }

        private static Condition within(
                StoredGene gene, Field<Integer> dataset, Field<Integer> transcript, int firstKey, int lastKey) {
            return dataset.eq(gene.datasetId()).and(transcript.between(firstKey, lastKey));
        }

        private static long key(int transcript, int cds) {
            return (long) transcript << 32 | cds;
        }

        List<Exon> exons(StoredTranscript transcript) {
            Result<Record> rows = exons.get(transcript.key());
            return rows == null ? List.of() : rows.map(row -> TranscriptQueries.exon(row, transcript.strand()));
        }

        List<Cds> codingSequences(StoredTranscript transcript) {
            Result<Record> rows = coding.get(transcript.key());
            return rows == null
                    ? List.of()
                    : rows.map(row -> TranscriptQueries.cds(
                            row,
                            java.util.Objects.requireNonNull(
                                    segments.get(key(transcript.key(), row.get(CODING_SEQUENCES.CDS_NUMBER))))));
        }
    }
}
