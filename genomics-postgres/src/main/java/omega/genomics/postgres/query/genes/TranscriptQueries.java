package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.CDS;
import static omega.genomics.postgres.jooq.Tables.CODING_SEQUENCES;
import static omega.genomics.postgres.jooq.Tables.EXONS;
import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import omega.genomics.Interval;
import omega.genomics.Strand;
import omega.genomics.model.Cds;
import omega.genomics.model.CodingSegment;
import omega.genomics.model.Exon;
import omega.genomics.postgres.query.AttributesText;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.ReleaseChoice;
import omega.genomics.postgres.query.UnknownNameException;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Questions about transcripts, their exons and coding sequences.
 *
 * <pre>{@code
 * TranscriptQueries transcripts = grch38.transcripts();
 * for (StoredTranscript transcript : transcripts.ofGene("TP53").list()) {
 *     List<Exon> exons = transcripts.exons(transcript);
 * }
 * }</pre>
 *
 * <p>Coordinates are 1-based and inclusive. Immutable and thread-safe; each answer opens a connection.
 */
public final class TranscriptQueries {
    static final List<Field<?>> EXON_COLUMNS = List.of(
            EXONS.EXON_NUMBER,
            EXONS.START_POS,
            EXONS.END_POS,
            EXONS.STRAND,
            EXONS.EXON_ID,
            EXONS.EXON_VERSION,
            EXONS.ATTRIBUTES);

    static final List<Field<?>> CODING_COLUMNS = List.of(
            CODING_SEQUENCES.CDS_NUMBER,
            CODING_SEQUENCES.CDS_ID,
            CODING_SEQUENCES.PROTEIN_ID,
            CODING_SEQUENCES.START_CODON,
            CODING_SEQUENCES.STOP_CODON,
            CODING_SEQUENCES.START_COMPLETE,
            CODING_SEQUENCES.STOP_COMPLETE,
            CODING_SEQUENCES.ATTRIBUTES);

    private final QueryContext asking;

    private TranscriptQueries(QueryContext asking) {
        this.asking = asking;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return questions to all its datasets
     */
    public static TranscriptQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new TranscriptQueries(new QueryContext(dataSource, schema));
    }

    /**
     * Asks a release of each dataset instead of the newest one. Datasets without such a release have no results.
     *
     * @param wanted its name, or a date for the newest release that is not later
     * @return the questions to that release, with which genes and transcripts of it are looked up as well; they throw a
     *     {@link omega.genomics.postgres.query.QueryException} if no dataset has one
     */
    public TranscriptQueries asOf(String wanted) {
        Objects.requireNonNull(wanted, "wanted");
        return new TranscriptQueries(asking.asOf(new ReleaseChoice(wanted), DatasetChoice.all("genes")));
    }

    /**
     * Finds a transcript by its stable id.
     *
     * @param id with version or without; if no transcript has this version, any version is found, see
     *     {@link StoredTranscript#version}
     * @return one a dataset and locus
     */
    public QueryResult<StoredTranscript> withId(String id) {
        Objects.requireNonNull(id, "id");
        return where(
                StableId.is(
                        TRANSCRIPTS,
                        TRANSCRIPTS.TRANSCRIPT_ID,
                        TRANSCRIPTS.TRANSCRIPT_VERSION,
                        id,
                        any -> noCondition()),
                context -> {
                    throw UnknownNameException.of("transcript", id);
                });
    }

    /**
     * Finds the transcripts of a gene.
     *
     * @param gene as a question gave it
     * @return in the order they were loaded
     */
    public QueryResult<StoredTranscript> ofGene(StoredGene gene) {
        Objects.requireNonNull(gene, "gene");
        return where(isOf(gene), context -> {});
    }

    /**
     * Finds the transcripts of a gene.
     *
     * @param name symbol, alias or stable id, as in {@link GeneQueries#named(String)}; a name that no gene has is an
     *     {@link UnknownNameException} when the query runs
     * @return of every dataset and locus that has the gene
     */
    public QueryResult<StoredTranscript> ofGene(String name) {
        Objects.requireNonNull(name, "name");
        return new QueryResult<>(
                asking,
                context -> context.select(TranscriptColumns.ALL)
                        .from(TRANSCRIPTS)
                        .where(or(new NameResolution(asking, id -> noCondition())
                                .required(context, name).stream()
                                        .map(TranscriptQueries::isOf)
                                        .toList()))
                        .orderBy(TRANSCRIPTS.DATASET_ID, TRANSCRIPTS.TRANSCRIPT_KEY),
                TranscriptColumns::read);
    }

    /**
     * Finds the transcripts of many genes at once.
     *
     * @param genes as queries returned them since their datasets were last loaded
     * @return those of one gene after another, by dataset and in the order they were loaded; {@link StoredTranscript#isOf} tells whose each is
     */
    public QueryResult<StoredTranscript> ofGenes(Collection<StoredGene> genes) {
        Objects.requireNonNull(genes, "genes");
        Map<Integer, List<Integer>> keys = genes.stream()
                .collect(Collectors.groupingBy(
                        StoredGene::datasetId, TreeMap::new, Collectors.mapping(StoredGene::key, Collectors.toList())));
        Condition any = falseCondition();
        for (Map.Entry<Integer, List<Integer>> each : keys.entrySet()) {
            Integer[] of = each.getValue().toArray(new Integer[0]);
            any = any.or(TRANSCRIPTS.DATASET_ID.eq(each.getKey()).and(TRANSCRIPTS.GENE_KEY.eq(any(of))));
        }
        return where(any, context -> {});
    }

    private static Condition isOf(StoredGene gene) {
        return TRANSCRIPTS.DATASET_ID.eq(gene.datasetId()).and(TRANSCRIPTS.GENE_KEY.eq(gene.key()));
    }

    private QueryResult<StoredTranscript> where(Condition condition, Consumer<DSLContext> checkNames) {
        return new QueryResult<>(
                asking,
                context -> context.select(TranscriptColumns.ALL)
                        .from(TRANSCRIPTS)
                        .where(condition)
                        .orderBy(TRANSCRIPTS.DATASET_ID, TRANSCRIPTS.TRANSCRIPT_KEY),
                TranscriptColumns::read,
                checkNames);
    }

    /**
     * Fetches the exons of a transcript.
     *
     * @param transcript as a question gave it since its dataset was last loaded
     * @return an immutable list, in 5′ to 3′ order
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<Exon> exons(StoredTranscript transcript) {
        Objects.requireNonNull(transcript, "transcript");
        return exonRows(transcript).list();
    }

    QueryResult<Exon> exonRows(StoredTranscript transcript) {
        return new QueryResult<>(
                asking,
                context -> context.select(EXON_COLUMNS)
                        .from(EXONS)
                        .where(EXONS.DATASET_ID.eq(transcript.datasetId()))
                        .and(EXONS.TRANSCRIPT_KEY.eq(transcript.key()))
                        .orderBy(EXONS.EXON_NUMBER),
                row -> exon(row, transcript.strand()));
    }

    static Exon exon(Record row, Strand ofTranscript) {
        @Nullable String strand = row.get(3, String.class);
        Exon.Builder exon = Exon.builder(
                        row.get(0, int.class),
                        row.get(1, int.class),
                        row.get(2, int.class),
                        strand == null ? ofTranscript : Strand.of(strand.charAt(0)))
                .id(row.get(4, String.class))
                .attributes(AttributesText.parse(row.get(6, JSONB.class)));
        @Nullable Integer version = row.get(5, Integer.class);
        return (version == null ? exon : exon.version(version)).build();
    }

    /**
     * Fetches the coding sequences of a transcript.
     *
     * @param transcript as a question gave it since its dataset was last loaded
     * @return an immutable list: none for a non-coding one, more than one only for a polycistronic one; the stop codon is not part
     *     of them
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<Cds> codingSequences(StoredTranscript transcript) {
        Objects.requireNonNull(transcript, "transcript");
        return asking.inOneState(context -> {
            Map<Integer, List<CodingSegment>> segments = segments(context, transcript);
            return List.copyOf(context.select(CODING_COLUMNS)
                    .from(CODING_SEQUENCES)
                    .where(CODING_SEQUENCES.DATASET_ID.eq(transcript.datasetId()))
                    .and(CODING_SEQUENCES.TRANSCRIPT_KEY.eq(transcript.key()))
                    .orderBy(CODING_SEQUENCES.CDS_NUMBER)
                    .fetch(row -> cds(row, Objects.requireNonNull(segments.get(row.get(0, Integer.class))))));
        });
    }

    private static Map<Integer, List<CodingSegment>> segments(DSLContext context, StoredTranscript transcript) {
        return context.select(CDS.CDS_NUMBER, CDS.START_POS, CDS.END_POS, CDS.PHASE)
                .from(CDS)
                .where(CDS.DATASET_ID.eq(transcript.datasetId()))
                .and(CDS.TRANSCRIPT_KEY.eq(transcript.key()))
                .orderBy(CDS.CDS_NUMBER, CDS.SEGMENT_NUMBER)
                .fetchGroups(CDS.CDS_NUMBER, row -> new CodingSegment(row.value2(), row.value3(), row.value4()));
    }

    static Cds cds(Record row, List<CodingSegment> segments) {
        Cds.Builder cds = Cds.builder()
                .id(row.get(1, String.class))
                .proteinId(row.get(2, String.class))
                .startCodon(intervals(row.get(3, Integer[].class)))
                .stopCodon(intervals(row.get(4, Integer[].class)))
                .complete(row.get(5, boolean.class), row.get(6, boolean.class))
                .attributes(AttributesText.parse(row.get(7, JSONB.class)));
        segments.forEach(cds::add);
        return cds.build();
    }

    static List<Interval> intervals(Integer @Nullable [] bounds) {
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; bounds != null && i < bounds.length; i += 2) {
            intervals.add(new Interval(bounds[i], bounds[i + 1]));
        }
        return intervals;
    }
}
