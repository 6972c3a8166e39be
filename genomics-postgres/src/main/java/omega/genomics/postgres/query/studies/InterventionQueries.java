package omega.genomics.postgres.query.studies;

import static omega.genomics.postgres.jooq.Tables.INTERVENTION_RANKINGS;
import static omega.genomics.postgres.jooq.Tables.LIFESPAN_EXPERIMENTS;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javax.sql.DataSource;
import omega.genomics.longevity.hagr.LifespanExperiment;
import omega.genomics.longevity.hagr.Significance;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.query.genes.GeneColumns;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Questions about compounds and lifespan.
 *
 * <pre>{@code
 * grch38.interventions().ranking().list();               // best first
 * grch38.interventions().ranking("Rapamycin").first();
 * grch38.interventions().experiments("Rapamycin").list();
 * }</pre>
 *
 * <p>Every dataset is queried unless {@link #in(String)} names one; a compound or dataset that the database does not have is an
 * {@link UnknownNameException} when the query runs. Ranks are within a dataset. Immutable and thread-safe; each
 * answer opens a connection.
 */
public final class InterventionQueries {
    private final QueryContext asking;
    private final DatasetChoice dataset;

    private InterventionQueries(QueryContext asking, DatasetChoice dataset) {
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
    public static InterventionQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new InterventionQueries(new QueryContext(dataSource, schema), DatasetChoice.all("drugage"));
    }

    /**
     * Asks one dataset only.
     *
     * @param name the dataset's name
     * @return the questions to that dataset
     */
    public InterventionQueries in(String name) {
        Objects.requireNonNull(name, "name");
        return new InterventionQueries(asking, dataset.only(name));
    }

    /**
     * Ranks all compounds.
     *
     * @return best first; those without a score last
     */
    public QueryResult<RankedIntervention> ranking() {
        return ranking(noCondition(), context -> {});
    }

    /**
     * Looks up a compound's place.
     *
     * @param compound its name, in any case
     * @return one a dataset that has it
     */
    public QueryResult<RankedIntervention> ranking(String compound) {
        Objects.requireNonNull(compound, "compound");
        return ranking(
                lower(INTERVENTION_RANKINGS.COMPOUND).eq(compound.toLowerCase(Locale.ROOT)),
                context -> unknown(context, compound));
    }

    private void unknown(DSLContext context, String compound) {
        throw UnknownNameException.among(
                "compound",
                compound,
                context.selectDistinct(LIFESPAN_EXPERIMENTS.COMPOUND)
                        .from(LIFESPAN_EXPERIMENTS)
                        .where(dataset.holds(LIFESPAN_EXPERIMENTS.DATASET_ID))
                        .orderBy(LIFESPAN_EXPERIMENTS.COMPOUND)
                        .fetch(LIFESPAN_EXPERIMENTS.COMPOUND));
    }

    private QueryResult<RankedIntervention> ranking(Condition which, Consumer<DSLContext> checkNames) {
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(INTERVENTION_RANKINGS)
                        .where(which)
                        .and(dataset.holds(INTERVENTION_RANKINGS.DATASET_ID))
                        .orderBy(
                                INTERVENTION_RANKINGS.DATASET_ID,
                                INTERVENTION_RANKINGS.RANK,
                                INTERVENTION_RANKINGS.COMPOUND),
                InterventionQueries::readRanked,
                context -> {
                    dataset.check(context);
                    checkNames.accept(context);
                });
    }

    /**
     * Asks for a compound's experiments.
     *
     * @param compound its name, in any case
     * @return in file order
     */
    public QueryResult<LifespanExperiment> experiments(String compound) {
        Objects.requireNonNull(compound, "compound");
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(LIFESPAN_EXPERIMENTS)
                        .where(lower(LIFESPAN_EXPERIMENTS.COMPOUND).eq(compound.toLowerCase(Locale.ROOT)))
                        .and(dataset.holds(LIFESPAN_EXPERIMENTS.DATASET_ID))
                        .orderBy(LIFESPAN_EXPERIMENTS.DATASET_ID, LIFESPAN_EXPERIMENTS.EXPERIMENT_KEY),
                InterventionQueries::readExperiment,
                context -> {
                    dataset.check(context);
                    unknown(context, compound);
                });
    }

    private static RankedIntervention readRanked(Record row) {
        return new RankedIntervention(
                row.get(INTERVENTION_RANKINGS.DATASET_ID),
                row.get(INTERVENTION_RANKINGS.RANK),
                row.get(INTERVENTION_RANKINGS.COMPOUND),
                optional(row.get(INTERVENTION_RANKINGS.SCORE)),
                row.get(INTERVENTION_RANKINGS.SCORED_STUDIES),
                row.get(INTERVENTION_RANKINGS.EXPERIMENTS),
                row.get(INTERVENTION_RANKINGS.PAPERS),
                row.get(INTERVENTION_RANKINGS.SPECIES),
                row.get(INTERVENTION_RANKINGS.INCREASES),
                row.get(INTERVENTION_RANKINGS.DECREASES),
                row.get(INTERVENTION_RANKINGS.NULL_RESULTS),
                row.get(INTERVENTION_RANKINGS.NOT_REPORTED),
                optional(row.get(INTERVENTION_RANKINGS.MEDIAN_SIGNIFICANT_CHANGE)),
                optional(row.get(INTERVENTION_RANKINGS.MEDIAN_CHANGE)),
                Optional.ofNullable(row.get(INTERVENTION_RANKINGS.ITP)));
    }

    private static LifespanExperiment readExperiment(Record row) {
        return new LifespanExperiment(
                row.get(LIFESPAN_EXPERIMENTS.COMPOUND),
                Optional.ofNullable(row.get(LIFESPAN_EXPERIMENTS.CAS_NUMBER)),
                row.get(LIFESPAN_EXPERIMENTS.SPECIES),
                Optional.ofNullable(row.get(LIFESPAN_EXPERIMENTS.STRAIN)),
                Optional.ofNullable(row.get(LIFESPAN_EXPERIMENTS.DOSAGE)),
                Optional.ofNullable(row.get(LIFESPAN_EXPERIMENTS.AGE_AT_INITIATION)),
                Optional.ofNullable(row.get(LIFESPAN_EXPERIMENTS.TREATMENT_DURATION)),
                optional(row.get(LIFESPAN_EXPERIMENTS.AVERAGE_CHANGE)),
                significance(row.get(LIFESPAN_EXPERIMENTS.AVERAGE_SIGNIFICANCE)),
                optional(row.get(LIFESPAN_EXPERIMENTS.MAXIMUM_CHANGE)),
                significance(row.get(LIFESPAN_EXPERIMENTS.MAXIMUM_SIGNIFICANCE)),
                Optional.ofNullable(row.get(LIFESPAN_EXPERIMENTS.GENDER)),
                optional(row.get(LIFESPAN_EXPERIMENTS.WEIGHT_CHANGE)),
                significance(row.get(LIFESPAN_EXPERIMENTS.WEIGHT_SIGNIFICANCE)),
                Optional.ofNullable(row.get(LIFESPAN_EXPERIMENTS.ITP)),
                optionalInt(row.get(LIFESPAN_EXPERIMENTS.PMID)));
    }

    static Significance significance(String text) {
        return Significance.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static OptionalInt optionalInt(@Nullable Integer value) {
        return GeneColumns.optionalInt(value);
    }
}
