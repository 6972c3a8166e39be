package omega.genomics.postgres.query.studies;

import static omega.genomics.postgres.jooq.Tables.AGING_TRAJECTORIES;
import static omega.genomics.postgres.jooq.Tables.BIOMARKER_DREAMS;
import static omega.genomics.postgres.jooq.Tables.CAUSAL_PATTERNS;
import static omega.genomics.postgres.jooq.Tables.SIMULATION_RESULTS;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import omega.genomics.longevity.trajectory.BiomarkerDream;
import omega.genomics.longevity.trajectory.CausalPattern;
import omega.genomics.longevity.trajectory.SimulationResult;
import omega.genomics.longevity.trajectory.TrajectoryPoint;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.genes.GeneColumns;
import org.jooq.Condition;
import org.jooq.Record;

/**
 * Questions about research data of one's own, by study.
 *
 * <pre>{@code
 * double[] values = grch38.research().trajectory("cohort", "subject-7", "inflammation").list().stream()
 *         .mapToDouble(TrajectoryPoint::value).toArray();
 * EarlyWarning.of(values, values.length / 2).autocorrelationTrend();
 * }</pre>
 *
 * <p>Immutable and thread-safe; each answer opens a connection.
 */
public final class ResearchQueries {
    private final QueryContext asking;

    private ResearchQueries(QueryContext asking) {
        this.asking = asking;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return questions to every study
     */
    public static ResearchQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new ResearchQueries(new QueryContext(dataSource, schema));
    }

    /**
     * Asks for the measurements of a study.
     *
     * @param study its name
     * @return by subject, measure and time
     */
    public QueryResult<TrajectoryPoint> trajectories(String study) {
        Objects.requireNonNull(study, "study");
        return points(AGING_TRAJECTORIES.STUDY.eq(study));
    }

    /**
     * Asks for one series of measurements.
     *
     * @param study its name
     * @param subject who or what was measured
     * @param measure what was measured
     * @return by time
     */
    public QueryResult<TrajectoryPoint> trajectory(String study, String subject, String measure) {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(measure, "measure");
        return points(AGING_TRAJECTORIES
                .STUDY
                .eq(study)
                .and(AGING_TRAJECTORIES.SUBJECT.eq(subject))
                .and(AGING_TRAJECTORIES.MEASURE.eq(measure)));
    }

    private QueryResult<TrajectoryPoint> points(Condition which) {
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(AGING_TRAJECTORIES)
                        .where(which)
                        .orderBy(
                                AGING_TRAJECTORIES.STUDY,
                                AGING_TRAJECTORIES.SUBJECT,
                                AGING_TRAJECTORIES.MEASURE,
                                AGING_TRAJECTORIES.AT),
                ResearchQueries::readPoint);
    }

    /**
     * Asks for the patterns of a study.
     *
     * @param study its name
     * @return by cause, effect and lag
     */
    public QueryResult<CausalPattern> patterns(String study) {
        Objects.requireNonNull(study, "study");
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(CAUSAL_PATTERNS)
                        .where(CAUSAL_PATTERNS.STUDY.eq(study))
                        .orderBy(
                                CAUSAL_PATTERNS.CAUSE,
                                CAUSAL_PATTERNS.EFFECT,
                                CAUSAL_PATTERNS.LAG,
                                CAUSAL_PATTERNS.METHOD),
                ResearchQueries::readPattern);
    }

    /**
     * Asks for the hypotheses of a study.
     *
     * @param study its name
     * @return by biomarker
     */
    public QueryResult<BiomarkerDream> dreams(String study) {
        Objects.requireNonNull(study, "study");
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(BIOMARKER_DREAMS)
                        .where(BIOMARKER_DREAMS.STUDY.eq(study))
                        .orderBy(BIOMARKER_DREAMS.BIOMARKER, BIOMARKER_DREAMS.HYPOTHESIS),
                ResearchQueries::readDream);
    }

    /**
     * Asks for what the simulations of a study came to.
     *
     * @param study its name
     * @return by run, metric and time
     */
    public QueryResult<SimulationResult> simulations(String study) {
        Objects.requireNonNull(study, "study");
        return new QueryResult<>(
                asking,
                context -> context.selectFrom(SIMULATION_RESULTS)
                        .where(SIMULATION_RESULTS.STUDY.eq(study))
                        .orderBy(SIMULATION_RESULTS.RUN, SIMULATION_RESULTS.METRIC, SIMULATION_RESULTS.AT),
                ResearchQueries::readResult);
    }

    private static TrajectoryPoint readPoint(Record row) {
        return new TrajectoryPoint(
                row.get(AGING_TRAJECTORIES.STUDY),
                row.get(AGING_TRAJECTORIES.SUBJECT),
                row.get(AGING_TRAJECTORIES.MEASURE),
                row.get(AGING_TRAJECTORIES.AT),
                row.get(AGING_TRAJECTORIES.VALUE),
                Optional.ofNullable(row.get(AGING_TRAJECTORIES.UNIT)),
                Optional.ofNullable(row.get(AGING_TRAJECTORIES.BASIN)));
    }

    private static CausalPattern readPattern(Record row) {
        return new CausalPattern(
                row.get(CAUSAL_PATTERNS.STUDY),
                row.get(CAUSAL_PATTERNS.CAUSE),
                row.get(CAUSAL_PATTERNS.EFFECT),
                row.get(CAUSAL_PATTERNS.LAG),
                row.get(CAUSAL_PATTERNS.STRENGTH),
                InterventionQueries.optional(row.get(CAUSAL_PATTERNS.CONFIDENCE)),
                GeneColumns.optionalInt(row.get(CAUSAL_PATTERNS.OBSERVATIONS)),
                row.get(CAUSAL_PATTERNS.METHOD),
                GeneColumns.optionalInt(row.get(CAUSAL_PATTERNS.PMID)));
    }

    private static BiomarkerDream readDream(Record row) {
        return new BiomarkerDream(
                row.get(BIOMARKER_DREAMS.STUDY),
                row.get(BIOMARKER_DREAMS.BIOMARKER),
                row.get(BIOMARKER_DREAMS.HYPOTHESIS),
                InterventionQueries.optional(row.get(BIOMARKER_DREAMS.EXPECTED_CHANGE)),
                Optional.ofNullable(row.get(BIOMARKER_DREAMS.UNIT)),
                InterventionQueries.optional(row.get(BIOMARKER_DREAMS.PROBABILITY)),
                BiomarkerDream.Status.valueOf(row.get(BIOMARKER_DREAMS.STATUS).toUpperCase(Locale.ROOT)),
                GeneColumns.optionalInt(row.get(BIOMARKER_DREAMS.PMID)));
    }

    private static SimulationResult readResult(Record row) {
        Long seed = row.get(SIMULATION_RESULTS.SEED);
        return new SimulationResult(
                row.get(SIMULATION_RESULTS.STUDY),
                row.get(SIMULATION_RESULTS.RUN),
                row.get(SIMULATION_RESULTS.SCENARIO),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                row.get(SIMULATION_RESULTS.AT),
                row.get(SIMULATION_RESULTS.METRIC),
                row.get(SIMULATION_RESULTS.VALUE));
    }
}
