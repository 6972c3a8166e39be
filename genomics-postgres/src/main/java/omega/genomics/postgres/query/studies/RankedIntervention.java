package omega.genomics.postgres.query.studies;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A compound and what its experiments did to average lifespan, null results included; {@code docs/how-to/longevity.md} has the formula.
 *
 * @param datasetId the dataset it belongs to
 * @param rank from 1 within the dataset; equal scores have equal ranks
 * @param compound its name
 * @param score percent of average lifespan, drawn towards 0; empty if no experiment counts
 * @param scoredStudies pairs of paper and species that count
 * @param experiments all of them
 * @param papers distinct papers
 * @param species distinct species
 * @param increases experiments with a significant gain
 * @param decreases experiments with a significant loss
 * @param nullResults experiments without a significant change
 * @param notReported experiments whose significance is not reported
 * @param medianSignificantChange of the significant changes, in percent; empty if there are none
 * @param medianChange of all changes with a number, in percent; empty if there are none
 * @param isItp whether the Interventions Testing Program tested it; empty where the build does not say
 */
public record RankedIntervention(
        int datasetId,
        int rank,
        String compound,
        OptionalDouble score,
        int scoredStudies,
        int experiments,
        int papers,
        int species,
        int increases,
        int decreases,
        int nullResults,
        int notReported,
        OptionalDouble medianSignificantChange,
        OptionalDouble medianChange,
        Optional<Boolean> isItp) {
    /** Creates a record; nothing in it may be null. */
    public RankedIntervention {
        Objects.requireNonNull(compound, "compound");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(medianSignificantChange, "medianSignificantChange");
        Objects.requireNonNull(medianChange, "medianChange");
        Objects.requireNonNull(isItp, "isItp");
    }
}
