package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.GENES;
import static omega.genomics.postgres.jooq.Tables.GENE_HISTORY;
import static omega.genomics.postgres.jooq.Tables.GENE_ROWS_BETWEEN;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omega.genomics.postgres.jooq.tables.GeneRowsBetween;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.ReleaseSpan;
import omega.genomics.postgres.table.GeneTable;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The genes that differ between two releases, in one state of the database. */
final class GenesBetween {
    /** So many are read at once, with their transcripts. */
    private static final int AT_ONCE = 500;

    private static final List<ComparedColumn<StoredGene>> COLUMNS = List.of(
            new ComparedColumn<>(GENES.GENE_VERSION, StoredGene::version),
            new ComparedColumn<>(GENES.WRITTEN_ID, StoredGene::writtenId),
            new ComparedColumn<>(GENES.GENE_NAME, StoredGene::name),
            new ComparedColumn<>(GENES.FEATURE_TYPE, StoredGene::type),
            new ComparedColumn<>(GENES.BIOTYPE, StoredGene::biotype),
            new ComparedColumn<>(GENES.SOURCE, StoredGene::source),
            new ComparedColumn<>(GENES.START_POS, StoredGene::start),
            new ComparedColumn<>(GENES.END_POS, StoredGene::end),
            new ComparedColumn<>(GENES.STRAND, StoredGene::strand),
            new ComparedColumn<>(GENES.IS_DERIVED, StoredGene::isDerived),
            new ComparedColumn<>(GENES.ATTRIBUTES, StoredGene::attributes));

    private final DSLContext context;
    /** Reads the rows of genes that ended. */
    private final DSLContext endedGenes;

    private final QueryContext asking;
    private final ReleaseSpan span;

    GenesBetween(QueryContext asking, DSLContext context, ReleaseSpan span) {
        this.asking = asking;
        this.context = context;
        this.span = span;
        endedGenes = asking.asking(context, GeneTable.GENES.sqlName(), GeneTable.GENES.history());
    }

    // ---- which differ --------------------------------------------------------------------------------------------

    /** What identifies a gene; the same id may be at several places of a contig. */
    private record Identity(String contig, String id, long ordinal) {}

    /** A gene on one side or on both, by its keys; the key that is missing is null. */
    private static final class Pair {
        private static final Comparator<Pair> ORDER = Comparator.comparing(
                        (Pair pair) -> pair.of.contig(), ContigOrder.BY_RANK)
                .thenComparingInt(pair -> pair.start)
                .thenComparing(pair -> pair.of.id())
                .thenComparingLong(pair -> pair.of.ordinal());

        private final Identity of;
        private final int start;
        private @Nullable Integer before;
        private @Nullable Integer after;
        private long digestBefore;
        private long digestAfter;

        Pair(Identity of, int start) {
            this.of = of;
            this.start = start;
        }

        boolean differs() {
            return before == null || after == null || digestBefore != digestAfter;
        }
    }

    /** Returns the changes that are wanted, of which a few are read at a time. */
    Stream<GeneChange> changes(Predicate<GeneChange> wanted) {
        List<Pair> pairs = pairs();
        return IntStream.range(0, (pairs.size() + AT_ONCE - 1) / AT_ONCE)
                .mapToObj(i -> pairs.subList(i * AT_ONCE, Math.min(pairs.size(), (i + 1) * AT_ONCE)))
                .flatMap(some -> changes(some).stream())
                .filter(wanted);
    }

    private List<Pair> pairs() {
        int dataset = span.first().datasetId();
        GeneRowsBetween rows =
                GENE_ROWS_BETWEEN(dataset, span.first().number(), span.last().number());
        Field<Integer> start = coalesce(GENES.START_POS, GENE_HISTORY.START_POS);
        Map<Identity, Pair> pairs = new LinkedHashMap<>();
        context.select(rows.IS_AFTER, rows.GENE_KEY, rows.GENE_ID, rows.CHROMOSOME, rows.ORDINAL, rows.DIGEST, start)
                .from(rows)
                .leftJoin(GENES)
                .on(GENES.DATASET_ID.eq(dataset))
                .and(GENES.GENE_KEY.eq(rows.GENE_KEY))
                .leftJoin(GENE_HISTORY)
                .on(GENE_HISTORY.DATASET_ID.eq(dataset))
                .and(GENE_HISTORY.GENE_KEY.eq(rows.GENE_KEY))
                .forEach(row -> {
                    Identity of = new Identity(row.value4(), row.value3(), row.value5());
                    Pair pair = pairs.computeIfAbsent(of, first -> new Pair(of, row.value7()));
                    if (row.value1()) {
                        pair.after = row.value2();
                        pair.digestAfter = row.value6();
                    } else {
                        pair.before = row.value2();
                        pair.digestBefore = row.value6();
                    }
                });
        return pairs.values().stream().filter(Pair::differs).sorted(Pair.ORDER).toList();
    }

    // ---- how they differ -----------------------------------------------------------------------------------------

    private List<GeneChange> changes(List<Pair> pairs) {
        List<Integer> keys = new ArrayList<>();
        List<Integer> ofBoth = new ArrayList<>();
        for (Pair pair : pairs) {
            List<Integer> sides =
                    Stream.of(pair.before, pair.after).filter(Objects::nonNull).toList();
            keys.addAll(sides);
            if (sides.size() == 2) {
                ofBoth.addAll(sides);
            }
        }
        Map<Integer, StoredGene> genes = new HashMap<>();
        for (DSLContext side : List.of(context, endedGenes)) {
            side.select(GeneColumns.ALL)
                    .from(GENES)
                    .where(GENES.DATASET_ID.eq(span.first().datasetId()))
                    .and(GENES.GENE_KEY.eq(any(keys.toArray(new Integer[0]))))
                    .fetch(GeneColumns::read)
                    .forEach(gene -> genes.put(gene.key(), gene));
        }
        TranscriptsBetween transcripts = TranscriptsBetween.read(asking, context, span, ofBoth);
        return pairs.stream()
                .map(pair -> change(genes.get(pair.before), genes.get(pair.after), transcripts))
                .toList();
    }

    private static GeneChange change(
            @Nullable StoredGene before, @Nullable StoredGene after, TranscriptsBetween transcripts) {
        if (before == null || after == null) {
            ChangeKind kind = before == null ? ChangeKind.ADDED : ChangeKind.REMOVED;
            return new GeneChange(kind, Optional.ofNullable(before), Optional.ofNullable(after), List.of(), List.of());
        }
        List<TranscriptChange> below = transcripts.changes(before.key(), after.key());
        List<String> changed = new ArrayList<>(ComparedColumn.changed(COLUMNS, before, after));
        if (!below.isEmpty()) {
            changed.add(GeneTable.TRANSCRIPTS.sqlName());
        }
        return new GeneChange(ChangeKind.CHANGED, Optional.of(before), Optional.of(after), changed, below);
    }
}
