package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.EXONS;
import static omega.genomics.postgres.jooq.Tables.GENES;
import static omega.genomics.postgres.jooq.Tables.GENE_ALIASES;
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
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.model.Gene;
import omega.genomics.postgres.query.Asking;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.Found;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

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
 * <p>Every dataset is asked unless {@link #in(String)} names one. Contigs are in Ensembl style ({@code 17}, not
 * {@code chr17}), coordinates 1-based and inclusive. Immutable and thread-safe; each answer opens a connection.
 */
public final class GeneQueries {
    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.(\\d{1,9})((?:_.+)?)");

    private final Asking asking;
    private final DatasetChoice dataset;

    private GeneQueries(Asking asking, DatasetChoice dataset) {
        this.asking = asking;
        this.dataset = dataset;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return questions to all its datasets
     */
    public static GeneQueries of(DataSource dataSource, String schema) {
        return new GeneQueries(new Asking(dataSource, schema), DatasetChoice.all("genes"));
    }

    /**
     * Asks one dataset only.
     *
     * @param name the dataset's name; none of that name has no genes
     * @return the questions to that dataset
     */
    public GeneQueries in(String name) {
        return new GeneQueries(asking, dataset.only(name));
    }

    /**
     * Finds a gene by its stable id.
     *
     * @param id with version ({@code ENSG00000141510.18}), which must then be the one loaded, or without
     * @return one a dataset, or two where a pseudoautosomal gene has one id on X and Y
     */
    public Found<StoredGene> withId(String id) {
        Condition whole = GENES.GENE_ID.eq(id);
        Matcher versioned = VERSIONED.matcher(id);
        if (!versioned.matches()) {
            return where(whole);
        }
        String bare = versioned.group(1) + versioned.group(3);
        int version = Integer.parseInt(versioned.group(2));
        return where(whole.or(GENES.GENE_ID.eq(bare).and(GENES.GENE_VERSION.eq(version))));
    }

    /**
     * Finds the genes that have an exon.
     *
     * @param exonId stable id of the exon, without version
     * @return by contig and start; none for an exon without id
     */
    public Found<StoredGene> withExon(String exonId) {
        return where(row(GENES.DATASET_ID, GENES.GENE_KEY)
                .in(select(TRANSCRIPTS.DATASET_ID, TRANSCRIPTS.GENE_KEY)
                        .from(EXONS)
                        .join(TRANSCRIPTS)
                        .on(TRANSCRIPTS.DATASET_ID.eq(EXONS.DATASET_ID))
                        .and(TRANSCRIPTS.TRANSCRIPT_KEY.eq(EXONS.TRANSCRIPT_KEY))
                        .where(EXONS.EXON_ID.eq(exonId))));
    }

    /**
     * Fetches whole genes by stable id, with transcripts, exons and coding sequences.
     *
     * @param id with version or without, as in {@link #withId}
     * @return equal to what {@link omega.genomics.gtf.assembly.GeneModelAssembler} made of the file, except that contigs have the
     *     names they are stored by and attributes are ordered by key; all of one state of the database. Several for several
     *     datasets or loci, none if there is no such gene
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<Gene> models(String id) {
        return collected(withId(id));
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
        forEachModel(all(), action);
    }

    private List<Gene> collected(Found<StoredGene> genes) {
        List<Gene> models = new ArrayList<>();
        forEachModel(genes, models::add);
        return Collections.unmodifiableList(models);
    }

    private void forEachModel(Found<StoredGene> genes, Consumer<? super Gene> action) {
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
     * @param name symbol or alias, case-sensitive: {@code TP53}, {@code KLOTHO}; a stable id is found as well
     * @return several where the name is not unique
     */
    public List<StoredGene> named(String name) {
        return new NameResolution(asking, dataset::holds).resolve(name);
    }

    /**
     * Finds genes by many names at once, each as {@link #named(String)} does.
     *
     * @param names symbols, aliases or stable ids, case-sensitive
     * @return an answer a name in their order, those not found with no gene
     */
    public List<SetMember> named(List<String> names) {
        return new NameResolution(asking, dataset::holds).resolve(names);
    }

    /**
     * Looks up the members of a gene set.
     *
     * @param set the set's name, such as {@code longevity}
     * @return every member in the set's order, those not found with no gene
     * @throws omega.genomics.postgres.query.QueryException if there is no such set, or the database does not answer
     */
    public List<SetMember> inSet(String set) {
        return new NameResolution(asking, dataset::holds).members(set);
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
        Condition there = dataset.holds(GENES.DATASET_ID);
        return asking.ask(context -> context.select(GENES.DISPLAY_NAME)
                .from(GENES)
                .where(there)
                .union(context.select(GENE_ALIASES.ALIAS)
                        .from(GENE_ALIASES)
                        .where(GENE_ALIASES.SYMBOL.in(
                                context.select(GENES.DISPLAY_NAME).from(GENES).where(there))))
                .orderBy(1)
                .fetch(0, String.class));
    }

    /**
     * Finds genes by biotype.
     *
     * @param biotype as the file writes it: {@code protein_coding}, {@code lncRNA}
     * @return by contig and start
     */
    public Found<StoredGene> ofBiotype(String biotype) {
        return where(GENES.BIOTYPE.eq(biotype));
    }

    /**
     * Finds genes that share a base with a region.
     *
     * @param region contig in Ensembl style; 1-based, inclusive
     * @return by start
     */
    public Found<StoredGene> overlapping(Region region) {
        return where(overlaps(region));
    }

    /**
     * Finds genes of a biotype that share a base with a region.
     *
     * @param region contig in Ensembl style; 1-based, inclusive
     * @param biotype as the file writes it
     * @return by start
     */
    public Found<StoredGene> overlapping(Region region, String biotype) {
        return where(overlaps(region).and(GENES.BIOTYPE.eq(biotype)));
    }

    /**
     * Finds the genes nearest to a region: those that overlap it first, then by the number of bases in between.
     *
     * @param region contig in Ensembl style; 1-based, inclusive
     * @param count how many, 1 or more
     * @return nearest first, fewer if the contig has fewer
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public Found<StoredGene> nearest(Region region, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 gene or more, found " + count);
        }
        return new Found<>(asking, context -> nearest(context, region, count, noCondition()), GeneColumns::read);
    }

    /**
     * Finds the protein-coding genes nearest to a region.
     *
     * @param region contig in Ensembl style; 1-based, inclusive
     * @param count how many, 1 or more
     * @return nearest first, fewer if the contig has fewer
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public Found<StoredGene> nearestCoding(Region region, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 gene or more, found " + count);
        }
        // inlined, because a partial index is of use only when the planner sees the value
        Condition coding = GENES.BIOTYPE.eq(inline("protein_coding"));
        return new Found<>(asking, context -> nearest(context, region, count, coding), GeneColumns::read);
    }

    /**
     * Returns every gene.
     *
     * @return by contig and start; stream it
     */
    public Found<StoredGene> all() {
        return where(noCondition());
    }

    private Found<StoredGene> where(Condition condition) {
        return new Found<>(
                asking,
                context -> context.select(GeneColumns.ALL)
                        .from(GENES)
                        .where(condition)
                        .and(dataset.holds(GENES.DATASET_ID))
                        .orderBy(GENES.CHROMOSOME, GENES.START_POS, GENES.END_POS, GENES.GENE_ID),
                GeneColumns::read);
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
                .orderBy(three.field("distance"), three.field(GENES.START_POS), three.field(GENES.GENE_ID))
                .limit(inline(count));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Select<Record> union(Select<?> a, Select<?> b, Select<?> c) {
        return ((Select) a).unionAll((Select) b).unionAll((Select) c);
    }
}
