package omega.genomics.postgres.query.genes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.postgres.query.ChangeKind;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.ReleaseSpan;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Queries what differs between two releases of a gene annotation.
 *
 * <pre>{@code
 * grch38.geneChanges("ensembl")
 *         .since("113")
 *         .until("114")
 *         .ofBiotype("protein_coding")
 *         .forEach(change -> …);
 * }</pre>
 *
 * <p>Releases are given by name, or by a date for the newest release that is not later. A gene is the same if its {@code gene_id} and its
 * contig are; it has changed if any of its columns, transcripts, exons or coding sequences differ. A gene whose content is the same in
 * both releases is no result, whatever happened to it in between. A filter holds if it does for the gene before or after the change.
 * Results are in the order of contig and start.
 *
 * <p>Immutable and thread-safe; each result opens a connection, and all of it is of one state of the database. Memory is about a hundred
 * bytes for each gene that differs, and that of a few hundred genes.
 */
public final class GeneChanges {
    private final QueryContext asking;
    private final String dataset;
    private final @Nullable String since;
    private final @Nullable String until;
    private final Filter filter;

    /** Which changes are results. */
    private interface Filter {
        /** Returns what is true of genes that are wanted. */
        Predicate<StoredGene> in(DSLContext context);

        default Filter and(Filter other) {
            return context -> {
                Predicate<StoredGene> one = in(context);
                return one.and(other.in(context));
            };
        }
    }

    private GeneChanges(
            QueryContext asking, String dataset, @Nullable String since, @Nullable String until, Filter filter) {
        this.asking = asking;
        this.dataset = dataset;
        this.since = since;
        this.until = until;
        this.filter = filter;
    }

    /**
     * Prepares queries of one dataset.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @param dataset its name
     * @return queries; {@link #since} says from which release on
     */
    public static GeneChanges of(DataSource dataSource, String schema, String dataset) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(dataset, "dataset");
        return new GeneChanges(new QueryContext(dataSource, schema), dataset, null, null, context -> gene -> true);
    }

    private GeneChanges and(Filter more) {
        return new GeneChanges(asking, dataset, since, until, filter.and(more));
    }

    // ---- between which releases ----------------------------------------------------------------------------------

    /**
     * Chooses the earlier release.
     *
     * @param release its name, or a date
     * @return queries with this choice
     */
    public GeneChanges since(String release) {
        Objects.requireNonNull(release, "release");
        return new GeneChanges(asking, dataset, release, until, filter);
    }

    /**
     * Chooses the later release; without this call it is the newest one.
     *
     * @param release its name, or a date
     * @return queries with this choice
     */
    public GeneChanges until(String release) {
        Objects.requireNonNull(release, "release");
        return new GeneChanges(asking, dataset, since, release, filter);
    }

    // ---- which ---------------------------------------------------------------------------------------------------

    /**
     * Narrows to genes with an id or a symbol.
     *
     * @param name stable id, with version or without, or symbol
     * @return narrowed queries
     */
    public GeneChanges ofGene(String name) {
        Objects.requireNonNull(name, "name");
        return and(context -> gene -> gene.id().equals(name)
                || gene.writtenId().equals(name)
                || gene.name().filter(name::equals).isPresent());
    }

    /**
     * Narrows to genes of a biotype.
     *
     * @param biotype such as {@code protein_coding}
     * @return narrowed queries
     */
    public GeneChanges ofBiotype(String biotype) {
        Objects.requireNonNull(biotype, "biotype");
        return and(context -> gene -> gene.biotype().filter(biotype::equals).isPresent());
    }

    /**
     * Narrows to genes that share a base with a region.
     *
     * @param region contig by any of its names; 1-based, inclusive
     * @return narrowed queries
     */
    public GeneChanges overlapping(Region region) {
        Objects.requireNonNull(region, "region");
        return and(context -> {
            Region stored = asking.contigs().stored(context, region);
            return gene -> gene.contig().equals(stored.contig())
                    && gene.start() <= stored.end()
                    && gene.end() >= stored.start();
        });
    }

    // ---- results -------------------------------------------------------------------------------------------------

    /**
     * Fetches all changes.
     *
     * @return an immutable list; empty if nothing differs
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public List<GeneChange> list() {
        try (Stream<GeneChange> all = stream()) {
            return all.toList();
        }
    }

    /**
     * Counts the changes of each kind.
     *
     * @return the number of each kind, 0 included
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public Map<ChangeKind, Long> counts() {
        Map<ChangeKind, Long> counts = new TreeMap<>();
        for (ChangeKind kind : ChangeKind.values()) {
            counts.put(kind, 0L);
        }
        forEach(change -> counts.merge(change.kind(), 1L, Long::sum));
        return counts;
    }

    /**
     * Hands over one change after the other.
     *
     * @param action called on this thread; what it throws ends the query
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public void forEach(Consumer<? super GeneChange> action) {
        Objects.requireNonNull(action, "action");
        try (Stream<GeneChange> all = stream()) {
            all.forEach(action);
        }
    }

    /**
     * Opens a stream of the changes.
     *
     * @return sequential; holds a connection until it is closed: use it in a try statement
     * @throws QueryException if the dataset has no such releases, or the database does not answer
     * @throws IllegalStateException without {@link #since}
     */
    public Stream<GeneChange> stream() {
        String from = since;
        if (from == null) {
            throw new IllegalStateException("expected the release since which changes are asked for, found none");
        }
        return asking.streamGenesInOneState(context -> {
            ReleaseSpan span =
                    ReleaseSpan.find(context, DatasetChoice.all("genes").only(dataset), from, until);
            Predicate<StoredGene> wanted = filter.in(context);
            return new GenesBetween(asking, context, span)
                    .changes(change -> change.before().filter(wanted).isPresent()
                            || change.after().filter(wanted).isPresent());
        });
    }
}
