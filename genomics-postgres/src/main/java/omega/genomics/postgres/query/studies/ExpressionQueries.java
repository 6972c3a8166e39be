package omega.genomics.postgres.query.studies;

import static omega.genomics.postgres.jooq.Tables.EXPRESSION_BY_TISSUE;
import static omega.genomics.postgres.jooq.Tables.EXPRESSION_GENES;
import static omega.genomics.postgres.jooq.Tables.EXPRESSION_GENES_NAMED;
import static omega.genomics.postgres.jooq.Tables.EXPRESSION_OF_SETS;
import static omega.genomics.postgres.jooq.Tables.TISSUES;
import static omega.genomics.postgres.jooq.Tables.TOP_GENES;
import static omega.genomics.postgres.jooq.Tables.UNKNOWN_EXPRESSION_GENES;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import omega.genomics.expression.GeneId;
import omega.genomics.postgres.jooq.tables.ExpressionGenesNamed;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.query.genes.GeneSets;
import omega.genomics.postgres.query.genes.NameResolution;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;

/**
 * Questions about expression by gene and tissue.
 *
 * <pre>{@code
 * ExpressionQueries expression = grch38.expression();
 * expression.ofGene("KLOTHO").list();                 // KL in every tissue
 * expression.topGenes("Kidney_Cortex", 20).list();
 * expression.profile("KL").first();                   // breadth, top tissue, tau
 * expression.ofSet("longevity").forEach(entry -> …);
 * }</pre>
 *
 * <p>Every dataset is queried unless {@link #in(String)} names one. Genes go by stable id with or without version, symbol of the
 * file or of an annotation, or alias. A gene, tissue, organ or dataset that the database does not have is an
 * {@link UnknownNameException} when the query runs. Immutable and thread-safe; each answer opens a connection.
 */
public final class ExpressionQueries {
    private final QueryContext asking;
    private final DatasetChoice dataset;

    private ExpressionQueries(QueryContext asking, DatasetChoice dataset) {
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
    public static ExpressionQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new ExpressionQueries(new QueryContext(dataSource, schema), DatasetChoice.all("expression"));
    }

    /**
     * Asks one dataset only.
     *
     * @param name the dataset's name
     * @return the questions to that dataset
     */
    public ExpressionQueries in(String name) {
        Objects.requireNonNull(name, "name");
        return new ExpressionQueries(asking, dataset.only(name));
    }

    /**
     * Lists the tissues.
     *
     * @return in file order
     */
    public QueryResult<StoredTissue> tissues() {
        return new QueryResult<>(
                asking,
                context -> context.select(
                                TISSUES.DATASET_ID, TISSUES.TISSUE, TISSUES.ORGAN, TISSUES.UNIT, TISSUES.SAMPLE_COUNT)
                        .from(TISSUES)
                        .where(dataset.holds(TISSUES.DATASET_ID))
                        .orderBy(TISSUES.DATASET_ID, TISSUES.TISSUE_KEY),
                ExpressionColumns::readTissue,
                dataset::check);
    }

    /**
     * Asks where a gene is expressed.
     *
     * @param gene stable id, symbol or alias
     * @return a row a tissue, highest median first; nothing if an annotation has the gene and no expression file has it
     */
    public QueryResult<StoredExpression> ofGene(String gene) {
        Objects.requireNonNull(gene, "gene");
        ExpressionGenesNamed named =
                EXPRESSION_GENES_NAMED.call(GeneId.parse(gene).id());
        return new QueryResult<>(
                asking,
                context -> context.select(ExpressionColumns.EXPRESSION)
                        .from(EXPRESSION_BY_TISSUE)
                        .where(row(EXPRESSION_BY_TISSUE.DATASET_ID, EXPRESSION_BY_TISSUE.GENE_KEY)
                                .in(select(named.DATASET_ID, named.GENE_KEY).from(named)))
                        .and(dataset.holds(EXPRESSION_BY_TISSUE.DATASET_ID))
                        .orderBy(
                                EXPRESSION_BY_TISSUE.DATASET_ID,
                                EXPRESSION_BY_TISSUE.GENE_ID,
                                EXPRESSION_BY_TISSUE.MEDIAN.desc(),
                                EXPRESSION_BY_TISSUE.TISSUE_KEY),
                ExpressionColumns::readExpression,
                context -> checkGene(context, gene));
    }

    /**
     * Asks where each of several genes is expressed, in one statement.
     *
     * @param genes stable ids, symbols or aliases, each as for {@link #ofGene(String)}
     * @return the rows of {@link #ofGene(String)} for one name after another, with the name as the member; names that no expression file has
     *     have no row
     */
    public QueryResult<SetExpression> ofGenes(Collection<String> genes) {
        Objects.requireNonNull(genes, "genes");
        String[] names = genes.stream().distinct().toArray(String[]::new);
        String[] ids = Arrays.stream(names).map(name -> GeneId.parse(name).id()).toArray(String[]::new);
        Field<String> wanted = field(name("wanted", "name"), String.class);
        Field<Integer> ordinal = field(name("wanted", "ordinal"), Integer.class);
        ExpressionGenesNamed named = EXPRESSION_GENES_NAMED.call(field(name("wanted", "id"), String.class));
        return new QueryResult<>(
                asking,
                context -> context.select(ExpressionColumns.EXPRESSION)
                        .select(wanted)
                        .from(
                                table("unnest({0}, {1}) WITH ORDINALITY", val(names), val(ids))
                                        .as("wanted", "name", "id", "ordinal"),
                                lateral(named))
                        .join(EXPRESSION_BY_TISSUE)
                        .on(EXPRESSION_BY_TISSUE.DATASET_ID.eq(named.DATASET_ID))
                        .and(EXPRESSION_BY_TISSUE.GENE_KEY.eq(named.GENE_KEY))
                        .where(dataset.holds(EXPRESSION_BY_TISSUE.DATASET_ID))
                        .orderBy(
                                ordinal,
                                EXPRESSION_BY_TISSUE.DATASET_ID,
                                EXPRESSION_BY_TISSUE.GENE_ID,
                                EXPRESSION_BY_TISSUE.MEDIAN.desc(),
                                EXPRESSION_BY_TISSUE.TISSUE_KEY),
                row -> new SetExpression(row.get(wanted), ExpressionColumns.readExpression(row)),
                dataset::check);
    }

    private void checkGene(DSLContext context, String gene) {
        dataset.check(context);
        String id = GeneId.parse(gene).id();
        if (context.fetchExists(EXPRESSION_GENES_NAMED.call(id))) {
            return;
        }
        if (!context.fetchExists(TISSUES)) {
            throw new QueryException("no expression is loaded");
        }
        NameResolution annotations = new NameResolution(asking, any -> noCondition());
        if (!annotations.resolve(context, List.of(gene)).get(0).isFound()) {
            Set<String> there = new TreeSet<>(annotations.all(context));
            there.addAll(context.selectDistinct(EXPRESSION_GENES.SYMBOL)
                    .from(EXPRESSION_GENES)
                    .where(EXPRESSION_GENES.SYMBOL.isNotNull())
                    .fetch(EXPRESSION_GENES.SYMBOL));
            throw UnknownNameException.near("gene", gene, there);
        }
    }

    /**
     * Asks how widely and how specifically a gene is expressed.
     *
     * @param gene stable id, symbol or alias
     * @return one a dataset; several where a name is not unique
     */
    public QueryResult<GeneProfile> profile(String gene) {
        Objects.requireNonNull(gene, "gene");
        ExpressionGenesNamed named =
                EXPRESSION_GENES_NAMED.call(GeneId.parse(gene).id());
        return new QueryResult<>(
                asking,
                context -> context.select(ExpressionColumns.profile(named))
                        .from(named)
                        .where(dataset.holds(named.DATASET_ID))
                        .orderBy(named.DATASET_ID, named.GENE_KEY),
                ExpressionColumns::readProfile,
                context -> checkGene(context, gene));
    }

    /**
     * Asks which genes are expressed most in a tissue.
     *
     * @param tissue as the file names it
     * @param count how many a dataset, 1 or more
     * @return highest median first
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public QueryResult<StoredExpression> topGenes(String tissue, int count) {
        Objects.requireNonNull(tissue, "tissue");
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 gene or more, found " + count);
        }
        var top = TOP_GENES.call(tissue, count);
        return new QueryResult<>(
                asking,
                context -> context.select(top.fields(ExpressionColumns.EXPRESSION.toArray(new Field<?>[0])))
                        .from(top)
                        .where(dataset.holds(top.DATASET_ID))
                        .orderBy(top.DATASET_ID, top.MEDIAN.desc(), top.GENE_KEY),
                ExpressionColumns::readExpression,
                context -> check(context, "tissue", tissue, TISSUES.TISSUE));
    }

    /**
     * Asks which genes are enriched in an organ: a median of at least 1 in one of its tissues, at least four times that of every
     * other organ.
     *
     * @param organ such as {@code Brain}
     * @return highest first
     */
    public QueryResult<GeneProfile> enrichedIn(String organ) {
        Objects.requireNonNull(organ, "organ");
        Condition enriched = EXPRESSION_GENES
                .TOP_ORGAN
                .eq(organ)
                .and(EXPRESSION_GENES.TOP_VALUE.ge(inline(1.0)))
                .and(EXPRESSION_GENES.TOP_VALUE.ge(EXPRESSION_GENES.NEXT_ORGAN_VALUE.times(inline(4.0))));
        return new QueryResult<>(
                asking,
                context -> context.select(ExpressionColumns.profile(EXPRESSION_GENES))
                        .from(EXPRESSION_GENES)
                        .where(enriched)
                        .and(dataset.holds(EXPRESSION_GENES.DATASET_ID))
                        .orderBy(
                                EXPRESSION_GENES.DATASET_ID,
                                EXPRESSION_GENES.TOP_VALUE.desc().nullsLast(),
                                EXPRESSION_GENES.GENE_KEY),
                ExpressionColumns::readProfile,
                context -> check(context, "organ", organ, TISSUES.ORGAN));
    }

    private void check(DSLContext context, String kind, String name, Field<String> column) {
        dataset.check(context);
        List<String> there = context.selectDistinct(column)
                .from(TISSUES)
                .where(dataset.holds(TISSUES.DATASET_ID))
                .orderBy(column)
                .fetch(column);
        if (!there.contains(name)) {
            throw UnknownNameException.among(kind, name, there);
        }
    }

    /**
     * Asks where the members of a gene set are expressed.
     *
     * @param set the set's name, such as {@code longevity}
     * @return by member and tissue, in the order of set and file; members without expression have no row
     */
    public QueryResult<SetExpression> ofSet(String set) {
        Objects.requireNonNull(set, "set");
        return new QueryResult<>(
                asking,
                context -> ofSet(context, set),
                row -> new SetExpression(row.get(EXPRESSION_OF_SETS.MEMBER), ExpressionColumns.readExpression(row)),
                dataset::check);
    }

    private Select<? extends Record> ofSet(DSLContext context, String set) {
        GeneSets.check(context, set);
        return context.select(EXPRESSION_OF_SETS.fields(ExpressionColumns.EXPRESSION.toArray(new Field<?>[0])))
                .select(EXPRESSION_OF_SETS.MEMBER)
                .from(EXPRESSION_OF_SETS)
                .where(EXPRESSION_OF_SETS.SET_NAME.eq(set))
                .and(dataset.holds(EXPRESSION_OF_SETS.DATASET_ID))
                .orderBy(
                        EXPRESSION_OF_SETS.ORDINAL,
                        EXPRESSION_OF_SETS.DATASET_ID,
                        EXPRESSION_OF_SETS.GENE_KEY,
                        EXPRESSION_OF_SETS.TISSUE_KEY);
    }

    /**
     * Asks which genes have expression but are in no loaded annotation, mostly because their ids were retired.
     *
     * @return by id; every gene where no annotation is loaded
     */
    public QueryResult<String> unknownGenes() {
        return new QueryResult<>(
                asking,
                context -> context.select(UNKNOWN_EXPRESSION_GENES.GENE_ID)
                        .from(UNKNOWN_EXPRESSION_GENES)
                        .where(dataset.holds(UNKNOWN_EXPRESSION_GENES.DATASET_ID))
                        .orderBy(UNKNOWN_EXPRESSION_GENES.GENE_ID),
                row -> row.get(UNKNOWN_EXPRESSION_GENES.GENE_ID),
                dataset::check);
    }
}
