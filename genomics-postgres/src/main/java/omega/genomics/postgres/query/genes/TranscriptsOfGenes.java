package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.CDS;
import static omega.genomics.postgres.jooq.Tables.CODING_SEQUENCES;
import static omega.genomics.postgres.jooq.Tables.EXONS;
import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;
import static org.jooq.impl.DSL.any;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.Strand;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Transcript;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** The transcripts of some genes of one dataset with all that is below them, in four statements however many genes there are. */
final class TranscriptsOfGenes {
    private static final List<Field<?>> TRANSCRIPT_COLUMNS = with(TranscriptColumns.ALL, TRANSCRIPTS.SELENOCYSTEINES);
    private static final List<Field<?>> EXON_COLUMNS = with(TranscriptQueries.EXON_COLUMNS, EXONS.TRANSCRIPT_KEY);
    private static final List<Field<?>> CODING_COLUMNS =
            with(TranscriptQueries.CODING_COLUMNS, CODING_SEQUENCES.TRANSCRIPT_KEY);

    private final DSLContext context;
    private final int dataset;
    private final Map<Integer, Unfinished> byKey = new LinkedHashMap<>();
    private final Map<Integer, List<Unfinished>> byGene = new HashMap<>();

    /** A transcript that still gets its exons and coding sequences. */
    private record Unfinished(Strand strand, Transcript.Builder builder) {}

    private TranscriptsOfGenes(DSLContext context, int dataset) {
        this.context = context;
        this.dataset = dataset;
    }

    static TranscriptsOfGenes read(DSLContext context, int dataset, List<StoredGene> genes) {
        TranscriptsOfGenes all = new TranscriptsOfGenes(context, dataset);
        all.readTranscripts(genes.stream().collect(Collectors.toMap(StoredGene::key, Function.identity())));
        if (!all.byKey.isEmpty()) {
            Integer[] keys = all.byKey.keySet().toArray(Integer[]::new);
            all.readExons(keys);
            all.readCodingSequences(keys);
        }
        return all;
    }

    /** Returns the transcripts of one of the genes, in file order. */
    List<Transcript> of(StoredGene gene) {
        return byGene.getOrDefault(gene.key(), List.of()).stream()
                .map(transcript -> transcript.builder().build())
                .toList();
    }

    private void readTranscripts(Map<Integer, StoredGene> genes) {
        context.select(TRANSCRIPT_COLUMNS)
                .from(TRANSCRIPTS)
                .where(among(
                        TRANSCRIPTS.DATASET_ID,
                        TRANSCRIPTS.GENE_KEY,
                        genes.keySet().toArray(Integer[]::new)))
                .orderBy(TRANSCRIPTS.TRANSCRIPT_KEY)
                .forEach(row -> add(row, genes));
    }

    private void add(Record row, Map<Integer, StoredGene> genes) {
        StoredTranscript stored = TranscriptColumns.read(row);
        String gene = Objects.requireNonNull(genes.get(stored.geneKey())).id();
        Transcript.Builder builder = Transcript.builder(
                        stored.id(), gene, stored.contig(), stored.start(), stored.end(), stored.strand())
                .writtenId(stored.writtenId())
                .name(stored.name().orElse(null))
                .biotype(stored.biotype().orElse(null))
                .type(stored.type())
                .source(stored.source())
                .attributes(stored.attributes())
                .derived(stored.isDerived())
                .selenocysteines(TranscriptQueries.intervals(row.get(TRANSCRIPTS.SELENOCYSTEINES)));
        stored.version().ifPresent(builder::version);
        Unfinished transcript = new Unfinished(stored.strand(), builder);
        byKey.put(stored.key(), transcript);
        byGene.computeIfAbsent(stored.geneKey(), key -> new ArrayList<>()).add(transcript);
    }

    private void readExons(Integer[] keys) {
        context.select(EXON_COLUMNS)
                .from(EXONS)
                .where(among(EXONS.DATASET_ID, EXONS.TRANSCRIPT_KEY, keys))
                .orderBy(EXONS.TRANSCRIPT_KEY, EXONS.EXON_NUMBER)
                .forEach(row -> {
                    Unfinished transcript = unfinished(row.get(EXONS.TRANSCRIPT_KEY));
                    transcript.builder().add(TranscriptQueries.exon(row, transcript.strand()));
                });
    }

    private void readCodingSequences(Integer[] keys) {
        Map<Long, List<CodingSegment>> segments = segments(keys);
        context.select(CODING_COLUMNS)
                .from(CODING_SEQUENCES)
                .where(among(CODING_SEQUENCES.DATASET_ID, CODING_SEQUENCES.TRANSCRIPT_KEY, keys))
                .orderBy(CODING_SEQUENCES.TRANSCRIPT_KEY, CODING_SEQUENCES.CDS_NUMBER)
                .forEach(row -> {
                    int transcript = row.get(CODING_SEQUENCES.TRANSCRIPT_KEY);
                    long key = key(transcript, row.get(CODING_SEQUENCES.CDS_NUMBER));
                    unfinished(transcript)
                            .builder()
                            .add(TranscriptQueries.cds(row, Objects.requireNonNull(segments.get(key))));
                });
    }

    private Map<Long, List<CodingSegment>> segments(Integer[] keys) {
        Map<Long, List<CodingSegment>> segments = new HashMap<>();
        context.select(CDS.TRANSCRIPT_KEY, CDS.CDS_NUMBER, CDS.START_POS, CDS.END_POS, CDS.PHASE)
                .from(CDS)
                .where(among(CDS.DATASET_ID, CDS.TRANSCRIPT_KEY, keys))
                .orderBy(CDS.TRANSCRIPT_KEY, CDS.CDS_NUMBER, CDS.SEGMENT_NUMBER)
                .forEach(row -> segments.computeIfAbsent(key(row.value1(), row.value2()), key -> new ArrayList<>())
                        .add(new CodingSegment(row.value3(), row.value4(), row.value5())));
        return segments;
    }

    private Unfinished unfinished(Integer key) {
        return Objects.requireNonNull(byKey.get(key));
    }

    private Condition among(Field<Integer> datasetId, Field<Integer> key, Integer[] keys) {
        return datasetId.eq(dataset).and(key.eq(any(keys)));
    }

    private static long key(int transcript, int cds) {
        return (long) transcript << 32 | cds;
    }

    private static List<Field<?>> with(List<Field<?>> columns, Field<?> key) {
        List<Field<?>> all = new ArrayList<>(columns);
        all.add(key);
        return List.copyOf(all);
    }
}
