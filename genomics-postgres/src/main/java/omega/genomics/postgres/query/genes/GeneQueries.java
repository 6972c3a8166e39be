package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.EXONS;
import static omega.genomics.postgres.jooq.Tables.GENES;
import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.model.Gene;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.ReleaseChoice;
import omega.genomics.postgres.query.UnknownNameException;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Questions about genes.
 *
 * <pre>{@code
 * GeneQueries genes = grch38.genes();
 * genes.named("KLOTHO").list();                                        // KL, by its alias
 * genes.overlapping(Region.parse("17:43044295-43125364")).list();
 * genes.nearest(new Region("17", 7676154, 7676154), 5).list();
 * genes.ofBiotype("lncRNA").forEach(gene -> …);                        // streams
 * }</pre>
 *
 * <p>Every dataset is queried unless {@link #in(String)} names one. A region's contig may have any of its names ({@code 17},
 * {@code chr17}, {@code NC_000017.11}); results have Ensembl's. Coordinates are 1-based and inclusive. A query that is given a
 * name that nothing has throws an {@link UnknownNameException} when it runs. Immutable and thread-safe; each query opens a
 * connection.
 */
public final class GeneQueries {
    private final QueryContext now;
    private final QueryContext asking;
    private final DatasetChoice dataset;
    private final @Nullable ReleaseChoice release;

    private GeneQueries(QueryContext now, DatasetChoice dataset, @Nullable ReleaseChoice release) {
        this.now = now;
        this.asking = release == null ? now : now.asOf(release, dataset);
        this.dataset = dataset;
        this.release = release;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return questions to all its datasets
     */
    public static GeneQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new GeneQueries(new QueryContext(dataSource, schema), DatasetChoice.all("genes"), null);
    }

    /**
     * Asks one dataset only.
     *
     * @param name the dataset's name
     * @return the questions to that dataset
     */
    public GeneQueries in(String name) {
        Objects.requireNonNull(name, "name");
        return new GeneQueries(now, dataset.only(name), release);
    }

    /**
     * Asks a release of each dataset instead of the newest one. Datasets without such a release have no results.
     *
     * @param wanted its name, or a date for the newest release that is not later
     * @return the questions to that release; they throw a {@link omega.genomics.postgres.query.QueryException} if no dataset has one
     */
    public GeneQueries asOf(String wanted) {
        Objects.requireNonNull(wanted, "wanted");
        return new GeneQueries(now, dataset, new ReleaseChoice(wanted));
    }

    /**
     * Finds a gene by its stable id.
     *
     * @param id with version ({@code ENSG00000141510.18}) or without; if no gene has this version, any version is found, see
     *     {@link StoredGene#version}
     * @return one a dataset, or two where a pseudoautosomal gene has one id on X and Y
     */
    public QueryResult<StoredGene> withId(String id) {
        Objects.requireNonNull(id, "id");
        return where(context -> StableId.is(GENES, GENES.GENE_ID, GENES.GENE_VERSION, id, dataset::holds), context -> {
            throw UnknownNameException.of("gene", id);
        });
    }

    /**
     * Finds the genes that have an exon.
     *
     * @param exonId stable id of the exon, with version or without, as in {@link #withId}
     * @return by contig and start
     */
    public QueryResult<StoredGene> withExon(String exonId) {
        Objects.requireNonNull(exonId, "exonId");
        return where(
                context -> row(GENES.DATASET_ID, GENES.GENE_KEY)
                        .in(select(TRANSCRIPTS.DATASET_ID, TRANSCRIPTS.GENE_KEY)
                                .from(EXONS)
                                .join(TRANSCRIPTS)
                                .on(TRANSCRIPTS.DATASET_ID.eq(EXONS.DATASET_ID))
                                .and(TRANSCRIPTS.TRANSCRIPT_KEY.eq(EXONS.TRANSCRIPT_KEY))
                                .where(StableId.is(EXONS, EXONS.EXON_ID, EXONS.EXON_VERSION, exonId, dataset::holds))),
                context -> {
                    throw UnknownNameException.of("exon", exonId);
                });
    }

    /**
     * Fetches whole genes by name, with transcripts, exons and coding sequences.
     *
     * @param name symbol, alias or stable id, as in {@link #named(String)}
     * @return equal to what {@link omega.genomics.gtf.assembly.GeneModelAssembler} made of the file, except that contigs have the
     *     names they are stored by and attributes are ordered by key; all of one state of the database. Several for several
     *     datasets or loci
     * @throws UnknownNameException if no gene has the name
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<Gene> models(String name) {
        Objects.requireNonNull(name, "name");
        return asking.inOneState(context -> {
            List<Gene> models = new ArrayList<>();
            new GeneModels(context).forEach(required(context, name).stream(), models::add);
            return Collections.unmodifiableList(models);
        });
    }

    /**
     * Fetches the genes that share a base with a region whole: what a
     * {@link omega.genomics.consequence.ConsequenceAnnotator} of one place or contig needs.
     *
     * @param region contig by any of its names; 1-based, inclusive; {@link Region#whole} for a contig
     * @return as {@link #models(String)}, by start, all of one state of the database
     * @throws UnknownNameException if there is no such contig
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<Gene> models(Region region) {
        return collected(overlapping(region));
    }

    /**
     * Fetches every gene whole: an annotation as it was loaded, in the memory of a {@link omega.genomics.model.GeneModel}.
     * {@link #in} keeps to one dataset; {@link #forEachModel} needs no memory for all of them.
     *
     * @return as {@link #models(String)}, by contig and start, all of one state of the database
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<Gene> models() {
        return collected(all());
    }

    /**
     * Hands over every gene whole, one after the other, with a bounded number of them in memory however many there are.
     *
     * @param action called on this thread, with genes as {@link #models(String)} gives them, by contig and start, all of one state
     *     of the database; what it throws ends the fetching. No load can switch its rows in before it is done
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public void forEachModel(Consumer<? super Gene> action) {
        Objects.requireNonNull(action, "action");
        forEachModel(all(), action);
    }

    private List<Gene> collected(QueryResult<StoredGene> genes) {
        List<Gene> models = new ArrayList<>();
        forEachModel(genes, models::add);
        return Collections.unmodifiableList(models);
    }

    private void forEachModel(QueryResult<StoredGene> genes, Consumer<? super Gene> action) {
        asking.inOneState(context -> {
            try (Stream<StoredGene> rows = genes.stream(context)) {
                new GeneModels(context).forEach(rows, action);
                return true;
            }
        });
    }

    /**
     * Finds genes by their name. Only where no gene has it, genes that had it or have it as an alias.
     *
     * @param name symbol or alias, case-sensitive: {@code TP53}, {@code KLOTHO}; or a stable id with version or without, as in
     *     {@link #withId}
     * @return at least one; several where the name is not unique
     * @throws UnknownNameException if no gene has the name; {@link #named(List)} does not throw
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<StoredGene> named(String name) {
        Objects.requireNonNull(name, "name");
        return asking.ask(context -> required(context, name));
    }

    private List<StoredGene> required(DSLContext context, String name) {
        List<StoredGene> genes =
                resolution().resolve(context, List.of(name)).get(0).genes();
        if (genes.isEmpty()) {
            dataset.check(context);
            throw resolution().unknown(context, name);
        }
        return genes;
    }

    private List<SetMember> members(DSLContext context, List<String> names) {
        List<SetMember> members = resolution().resolve(context, names);
        if (members.stream().noneMatch(SetMember::isFound)) {
            dataset.check(context);
        }
        return members;
    }

    private NameResolution resolution() {
        return new NameResolution(asking, dataset::holds);
    }

    /**
     * Finds genes by many names at once, each as {@link #named(String)} does.
     *
     * @param names symbols, aliases or stable ids, case-sensitive
     * @return one for each name in their order, those not found with no gene ({@link SetMember#isFound})
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<SetMember> named(List<String> names) {
        Objects.requireNonNull(names, "names");
        return asking.ask(context -> members(context, names));
    }

    /**
     * Looks up the members of a gene set.
     *
     * @param set the set's name, such as {@code longevity}
     * @return every member in the set's order, those not found with no gene
     * @throws omega.genomics.postgres.query.QueryException if there is no such set, or the database does not answer
     */
    public List<SetMember> inSet(String set) {
        Objects.requireNonNull(set, "set");
        return asking.ask(context -> members(context, GeneSets.symbols(context, set)));
    }

    /**
     * Lists the gene sets there are: those of the library, those that came with a load, the user's own.
     *
     * @return their names, in order
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<String> sets() {
        return asking.ask(context -> List.copyOf(GeneSets.names(context)));
    }

    /**
     * Lists every name by which a gene is found, besides its ids: symbols, previous symbols and aliases. To look for what somebody may
     * have meant, say.
     *
     * @return each once, in order
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<String> names() {
        return asking.ask(context -> resolution().all(context));
    }

    /**
     * Finds genes by biotype.
     *
     * @param biotype as the file writes it: {@code protein_coding}, {@code lncRNA}
     * @return by contig and start
     */
    public QueryResult<StoredGene> ofBiotype(String biotype) {
        Objects.requireNonNull(biotype, "biotype");
        return where(context -> GENES.BIOTYPE.eq(biotype), context -> checkBiotype(context, biotype));
    }

    /**
     * Finds genes that share a base with a region.
     *
     * @param region contig by any of its names; 1-based, inclusive
     * @return by start
     */
    public QueryResult<StoredGene> overlapping(Region region) {
        Objects.requireNonNull(region, "region");
        return where(
                context -> overlaps(asking.contigs().stored(context, region)),
                context -> asking.contigs().check(context, region.contig()));
    }

    /**
     * Finds genes of a biotype that share a base with a region.
     *
     * @param region contig by any of its names; 1-based, inclusive
     * @param biotype as the file writes it
     * @return by start
     */
    public QueryResult<StoredGene> overlapping(Region region, String biotype) {
        Objects.requireNonNull(biotype, "biotype");
        Objects.requireNonNull(region, "region");
        return where(
                context -> overlaps(asking.contigs().stored(context, region)).and(GENES.BIOTYPE.eq(biotype)),
                context -> {
                    asking.contigs().check(context, region.contig());
                    checkBiotype(context, biotype);
                });
    }

    private void checkBiotype(DSLContext context, String biotype) {
        Condition ours = dataset.holds(GENES.DATASET_ID);
        if (!context.fetchExists(GENES, GENES.BIOTYPE.eq(biotype).and(ours))) {
            throw UnknownNameException.among(
                    "biotype",
                    biotype,
                    context.selectDistinct(GENES.BIOTYPE)
                            .from(GENES)
                            .where(GENES.BIOTYPE.isNotNull())
                            .and(ours)
                            .orderBy(1)
                            .fetch(GENES.BIOTYPE));
        }
    }

    /**
     * Finds the genes nearest to a region: those that overlap it first, then by the number of bases in between.
     *
     * @param region contig by any of its names; 1-based, inclusive
     * @param count how many, 1 or more
     * @return nearest first, fewer if the contig has fewer
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public QueryResult<StoredGene> nearest(Region region, int count) {
        Objects.requireNonNull(region, "region");
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 gene or more, found " + count);
        }
        return nearest(region, count, noCondition());
    }

    /**
     * Finds the protein-coding genes nearest to a region.
     *
     * @param region contig by any of its names; 1-based, inclusive
     * @param count how many, 1 or more
     * @return nearest first, fewer if the contig has fewer
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public QueryResult<StoredGene> nearestCoding(Region region, int count) {
        Objects.requireNonNull(region, "region");
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 gene or more, found " + count);
        }
        // inlined, because a partial index is of use only when the planner sees the value
        Condition coding = GENES.BIOTYPE.eq(inline("protein_coding"));
        return nearest(region, count, coding);
    }

    private QueryResult<StoredGene> nearest(Region region, int count, Condition which) {
        return new QueryResult<>(
                asking,
                context -> nearest(context, asking.contigs().stored(context, region), count, which),
                GeneColumns::read,
                context -> {
                    dataset.check(context);
                    asking.contigs().check(context, region.contig());
                });
    }

    /**
     * Returns every gene.
     *
     * @return by contig and start; stream it
     */
    public QueryResult<StoredGene> all() {
        return where(context -> noCondition(), context -> {});
    }

    private QueryResult<StoredGene> where(Function<DSLContext, Condition> condition, Consumer<DSLContext> checkNames) {
        return new QueryResult<>(
                asking,
                context -> context.select(GeneColumns.ALL)
                        .from(GENES)
                        .where(condition.apply(context))
                        .and(dataset.holds(GENES.DATASET_ID))
                        .orderBy(
                                GENES.CHROMOSOME,
                                GENES.START_POS,
                                GENES.END_POS,
                                GENES.GENE_ID,
                                GENES.DATASET_ID,
                                GENES.GENE_KEY),
                GeneColumns::read,
                context -> {
                    dataset.check(context);
                    checkNames.accept(context);
                });
    }

    /** Bounded on both sides: a gene that starts further left than the longest one reaches cannot overlap. */
    private static Condition overlaps(Region region) {
        Field<Integer> longest = field(select(coalesce(max(DATASETS.LONGEST_FEATURE), inline(0)))
                .from(DATASETS)
                .where(DATASETS.KIND.eq(inline("genes"))));
        return GENES.CHROMOSOME
                .eq(region.contig())
                .and(GENES.START_POS.le(region.end()))
                .and(GENES.START_POS.gt(val(region.start()).minus(longest)))
                .and(GENES.END_POS.ge(region.start()));
    }

    /** The best of three: those over the region, those to the left, those to the right, each from its own index. */
    private Select<? extends Record> nearest(DSLContext context, Region region, int count, Condition which) {
        Condition on = GENES.CHROMOSOME.eq(region.contig()).and(which).and(dataset.holds(GENES.DATASET_ID));
        Field<Integer> distance = greatest(
                        inline(0),
                        GENES.START_POS.minus(region.end()),
                        val(region.start()).minus(GENES.END_POS))
                .as("distance");
        Select<? extends Record> over = select(GeneColumns.ALL)
                .select(distance)
                .from(GENES)
                .where(overlaps(region))
                .and(which)
                .and(dataset.holds(GENES.DATASET_ID))
                .limit(inline(count));
        Select<? extends Record> left = select(GeneColumns.ALL)
                .select(distance)
                .from(GENES)
                .where(on)
                .and(GENES.END_POS.lt(region.start()))
                .orderBy(GENES.END_POS.desc())
                .limit(inline(count));
        Select<? extends Record> right = select(GeneColumns.ALL)
                .select(distance)
                .from(GENES)
                .where(on)
                .and(GENES.START_POS.gt(region.end()))
                .orderBy(GENES.START_POS)
                .limit(inline(count));
        Table<?> three = union(over, left, right).asTable("three");
        return context.select(three.fields())
                .from(three)
                .orderBy(
                        three.field("distance"),
                        three.field(GENES.START_POS),
                        three.field(GENES.GENE_ID),
                        three.field(GENES.DATASET_ID),
                        three.field(GENES.GENE_KEY))
                .limit(inline(count));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Select<Record> union(Select<?> a, Select<?> b, Select<?> c) {
        return ((Select) a).unionAll((Select) b).unionAll((Select) c);
    }
}
