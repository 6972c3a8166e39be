package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;
import static org.jooq.impl.DSL.any;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.ReleaseSpan;
import omega.genomics.postgres.table.GeneTable;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The transcripts of some genes that differ between two releases. */
final class TranscriptsBetween {
    private static final List<ComparedColumn<StoredTranscript>> COLUMNS = List.of(
            new ComparedColumn<>(TRANSCRIPTS.TRANSCRIPT_VERSION, StoredTranscript::version),
            new ComparedColumn<>(TRANSCRIPTS.WRITTEN_ID, StoredTranscript::writtenId),
            new ComparedColumn<>(TRANSCRIPTS.TRANSCRIPT_NAME, StoredTranscript::name),
            new ComparedColumn<>(TRANSCRIPTS.FEATURE_TYPE, StoredTranscript::type),
            new ComparedColumn<>(TRANSCRIPTS.BIOTYPE, StoredTranscript::biotype),
            new ComparedColumn<>(TRANSCRIPTS.SOURCE, StoredTranscript::source),
            new ComparedColumn<>(TRANSCRIPTS.CHROMOSOME, StoredTranscript::contig),
            new ComparedColumn<>(TRANSCRIPTS.START_POS, StoredTranscript::start),
            new ComparedColumn<>(TRANSCRIPTS.END_POS, StoredTranscript::end),
            new ComparedColumn<>(TRANSCRIPTS.STRAND, StoredTranscript::strand),
            new ComparedColumn<>(TRANSCRIPTS.EXON_COUNT, StoredTranscript::exonCount),
            new ComparedColumn<>(TRANSCRIPTS.SPLICED_LENGTH, StoredTranscript::splicedLength),
            new ComparedColumn<>(TRANSCRIPTS.IS_DERIVED, StoredTranscript::isDerived),
            new ComparedColumn<>(TRANSCRIPTS.ATTRIBUTES, StoredTranscript::attributes));

    private final QueryContext asking;
    private final DSLContext context;
    private final int dataset;
    /** By the key of the gene, in the order of their own keys. */
    private final Map<Integer, List<Digested>> ofGenes = new HashMap<>();
    /** Digests of what is below transcripts that differ: by table, then by the transcript's key. */
    private final Map<GeneTable, Map<Integer, Long>> below = new HashMap<>();

    private record Digested(StoredTranscript transcript, long digest) {}

    /** A transcript by its id; the same id may be in a gene more than once. */
    private record Identity(String id, int ordinal) implements Comparable<Identity> {
        @Override
        public int compareTo(Identity other) {
            int byId = id.compareTo(other.id);
            return byId != 0 ? byId : Integer.compare(ordinal, other.ordinal);
        }
    }

    private TranscriptsBetween(QueryContext asking, DSLContext context, int dataset) {
        this.asking = asking;
        this.context = context;
        this.dataset = dataset;
    }

    /**
     * Reads the transcripts of genes.
     *
     * @param genes their keys: a gene before, then the same gene after, and so on
     */
    static TranscriptsBetween read(QueryContext asking, DSLContext context, ReleaseSpan span, List<Integer> genes) {
        TranscriptsBetween read =
                new TranscriptsBetween(asking, context, span.first().datasetId());
        if (!genes.isEmpty()) {
            read.readTranscripts(genes.toArray(new Integer[0]));
            Set<Integer> differ = new HashSet<>();
            for (int i = 0; i < genes.size(); i += 2) {
                read.addThoseThatDiffer(genes.get(i), genes.get(i + 1), differ);
            }
            read.readBelow(differ.toArray(new Integer[0]));
        }
        return read;
    }

    private void readTranscripts(Integer[] genes) {
        List<Field<?>> columns = new ArrayList<>(TranscriptColumns.ALL);
        columns.add(TRANSCRIPTS.DIGEST);
        DSLContext ended = asking.asking(context, GeneTable.TRANSCRIPTS.sqlName(), GeneTable.TRANSCRIPTS.history());
        for (DSLContext side : List.of(context, ended)) {
            side.select(columns)
                    .from(TRANSCRIPTS)
                    .where(TRANSCRIPTS.DATASET_ID.eq(dataset))
                    .and(TRANSCRIPTS.GENE_KEY.eq(any(genes)))
                    .orderBy(TRANSCRIPTS.TRANSCRIPT_KEY)
                    .forEach(row -> {
                        StoredTranscript transcript = TranscriptColumns.read(row);
                        ofGenes.computeIfAbsent(transcript.geneKey(), gene -> new ArrayList<>())
                                .add(new Digested(transcript, row.get(columns.size() - 1, Long.class)));
                    });
        }
    }

    private Map<Identity, Digested> of(int gene) {
        Map<String, Integer> met = new HashMap<>();
        Map<Identity, Digested> all = new TreeMap<>();
        for (Digested each : ofGenes.getOrDefault(gene, List.of())) {
            String id = each.transcript().id();
            all.put(new Identity(id, met.merge(id, 1, Integer::sum)), each);
        }
        return all;
    }

    private void addThoseThatDiffer(int geneBefore, int geneAfter, Set<Integer> keys) {
        Map<Identity, Digested> after = of(geneAfter);
        of(geneBefore).forEach((id, one) -> {
            Digested other = after.get(id);
            if (other != null && one.digest() != other.digest()) {
                keys.add(one.transcript().key());
                keys.add(other.transcript().key());
            }
        });
    }

    /** Reads what is below transcripts as digests: only whether it differs is of interest. */
    private void readBelow(Integer[] transcripts) {
        readBelow(
                GeneTable.EXONS,
                "exon_number, start_pos, end_pos, strand, exon_id, exon_version, attributes",
                "exon_number",
                transcripts);
        readBelow(
                GeneTable.CODING_SEQUENCES,
                "cds_number, cds_id, protein_id, start_codon, stop_codon, start_complete, stop_complete, attributes",
                "cds_number",
                transcripts);
        readBelow(
                GeneTable.CDS,
                "cds_number, segment_number, start_pos, end_pos, phase",
                "cds_number, segment_number",
                transcripts);
    }

    private void readBelow(GeneTable table, String columns, String order, Integer[] transcripts) {
        Map<Integer, Long> digests = new HashMap<>();
        for (String rows : List.of(table.sqlName(), table.history())) {
            context.fetch(
                            "SELECT transcript_key, hashtextextended(string_agg(ROW(" + columns
                                    + ")::text, ',' ORDER BY " + order + "), 0) FROM "
                                    + Sql.name(asking.schema(), rows)
                                    + " WHERE dataset_id = ? AND transcript_key = ANY (?) GROUP BY 1",
                            dataset,
                            transcripts)
                    .forEach(row -> digests.put(row.get(0, Integer.class), row.get(1, Long.class)));
        }
        below.put(table, digests);
    }

    private boolean differs(GeneTable table, int before, int after) {
        Map<Integer, Long> digests = below.getOrDefault(table, Map.of());
        return !Objects.equals(digests.get(before), digests.get(after));
    }

    /** Returns the transcripts that differ between a gene and itself, by id. */
    List<TranscriptChange> changes(int geneBefore, int geneAfter) {
        Map<Identity, Digested> before = of(geneBefore);
        Map<Identity, Digested> after = of(geneAfter);
        Set<Identity> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<TranscriptChange> changes = new ArrayList<>();
        for (Identity id : all) {
            change(before.get(id), after.get(id)).ifPresent(changes::add);
        }
        return changes;
    }

    private Optional<TranscriptChange> change(@Nullable Digested before, @Nullable Digested after) {
        if (before == null || after == null) {
            return Optional.of(new TranscriptChange(
                    before == null ? ChangeKind.ADDED : ChangeKind.REMOVED,
                    Optional.ofNullable(before).map(Digested::transcript),
                    Optional.ofNullable(after).map(Digested::transcript),
                    List.of()));
        }
        if (before.digest() == after.digest()) {
            return Optional.empty();
        }
        StoredTranscript one = before.transcript();
        StoredTranscript other = after.transcript();
        List<String> changed = new ArrayList<>(ComparedColumn.changed(COLUMNS, one, other));
        if (differs(GeneTable.EXONS, one.key(), other.key())) {
            changed.add(GeneTable.EXONS.sqlName());
        }
        if (differs(GeneTable.CODING_SEQUENCES, one.key(), other.key())
                || differs(GeneTable.CDS, one.key(), other.key())) {
            changed.add(GeneTable.CODING_SEQUENCES.sqlName());
        }
        return Optional.of(new TranscriptChange(ChangeKind.CHANGED, Optional.of(one), Optional.of(other), changed));
    }
}
