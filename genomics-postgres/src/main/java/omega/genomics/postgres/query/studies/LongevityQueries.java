package omega.genomics.postgres.query.studies;

import static omega.genomics.postgres.jooq.Tables.RESEARCH_PAPERS;
import static omega.genomics.postgres.jooq.Tables.UNRESOLVED_SET_MEMBERS;
import static omega.genomics.postgres.jooq.Tables.VARIANT_ANNOTATIONS;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.genes.GeneColumns;
import omega.genomics.postgres.query.genes.GeneSets;
import omega.genomics.postgres.query.genes.NameResolution;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * Questions about variants in longevity, and the papers behind them.
 *
 * <p>Gene sets of GenAge, CellAge and LongevityMap are asked for by {@link omega.genomics.postgres.query.genes.GeneQueries#inSet}. Immutable and thread-safe; each
 * answer opens a connection.
 */
public final class LongevityQueries {
    private final QueryContext asking;

    private LongevityQueries(QueryContext asking) {
        this.asking = asking;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return questions to all its datasets
     */
    public static LongevityQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new LongevityQueries(new QueryContext(dataSource, schema));
    }

    /**
     * Asks what is known of a variant.
     *
     * @param variant number of dbSNP ({@code rs7412}), or as the study writes it ({@code E2/E3/E4})
     * @return a row a study, in file order
     */
    public QueryResult<VariantLongevity> ofVariant(String variant) {
        Objects.requireNonNull(variant, "variant");
        return variants(
                context -> VARIANT_ANNOTATIONS.RS_ID.eq(variant).or(VARIANT_ANNOTATIONS.VARIANT.eq(variant)),
                context -> {});
    }

    /**
     * Asks which variants of a gene were studied.
     *
     * @param name symbol, alias or stable id; a name that no gene has is an
     *     {@link omega.genomics.postgres.query.UnknownNameException} when the query runs
     * @return a row a study and variant, in file order
     */
    public QueryResult<VariantLongevity> ofGene(String name) {
        Objects.requireNonNull(name, "name");
        NameResolution resolution = new NameResolution(asking, id -> noCondition());
        return variants(
                context -> arrayOverlap(
                        VARIANT_ANNOTATIONS.GENES,
                        val(
                                resolution.names(context, List.of(name)).toArray(new String[0]),
                                VARIANT_ANNOTATIONS.GENES)),
                context -> resolution.checkLabel(context, name));
    }

    private QueryResult<VariantLongevity> variants(
            Function<DSLContext, Condition> which, Consumer<DSLContext> checkNames) {
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(VARIANT_ANNOTATIONS)
                        .where(which.apply(context))
                        .orderBy(
                                VARIANT_ANNOTATIONS.DATASET_ID,
                                VARIANT_ANNOTATIONS.ASSOCIATION_KEY,
                                VARIANT_ANNOTATIONS.VARIANT_NUMBER),
                LongevityQueries::readVariant,
                checkNames);
    }

    private static VariantLongevity readVariant(Record row) {
        return new VariantLongevity(
                row.get(VARIANT_ANNOTATIONS.DATASET_ID),
                row.get(VARIANT_ANNOTATIONS.VARIANT),
                InterventionQueries.significance(row.get(VARIANT_ANNOTATIONS.LONGEVITY_EFFECT)),
                Optional.ofNullable(row.get(VARIANT_ANNOTATIONS.POPULATION)),
                Arrays.asList(row.get(VARIANT_ANNOTATIONS.GENES)),
                GeneColumns.optionalInt(row.get(VARIANT_ANNOTATIONS.PMID)));
    }

    /**
     * Lists the papers.
     *
     * @return by PubMed id
     */
    public QueryResult<ResearchPaper> papers() {
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(RESEARCH_PAPERS).orderBy(RESEARCH_PAPERS.PMID, RESEARCH_PAPERS.PAPER_ID),
                row -> new ResearchPaper(
                        GeneColumns.optionalInt(row.get(RESEARCH_PAPERS.PMID)),
                        Optional.ofNullable(row.get(RESEARCH_PAPERS.TITLE)),
                        Objects.requireNonNull(row.get(RESEARCH_PAPERS.URL))));
    }

    /**
     * Asks which members of a gene set no loaded annotation has, under any of their names.
     *
     * @param set the set's name, such as {@code genage}
     * @return symbols in the set's order
     * @throws omega.genomics.postgres.query.QueryException if there is no such set, or the database does not answer
     */
    public List<String> unresolved(String set) {
        Objects.requireNonNull(set, "set");
        return asking.ask(context -> {
            GeneSets.check(context, set);
            return List.copyOf(context.select(UNRESOLVED_SET_MEMBERS.SYMBOL)
                    .from(UNRESOLVED_SET_MEMBERS)
                    .where(UNRESOLVED_SET_MEMBERS.SET_NAME.eq(set))
                    .orderBy(UNRESOLVED_SET_MEMBERS.ORDINAL)
                    .fetch(UNRESOLVED_SET_MEMBERS.SYMBOL));
        });
    }
}
