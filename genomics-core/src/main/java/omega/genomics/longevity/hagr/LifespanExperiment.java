package omega.genomics.longevity.hagr;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An experiment of DrugAge: a compound, a dose, an organism, and what became of its lifespan. Changes are in percent of the
 * control. Immutable.
 *
 * @param compound the compound's name
 * @param casNumber its CAS number; only in build 4 and before
 * @param species such as {@code Mus musculus}
 * @param strain empty if not reported
 * @param dosage as the study words it: {@code 10 µM}
 * @param ageAtInitiation when treatment began; since build 5
 * @param treatmentDuration how long it lasted; since build 5
 * @param averageChange change of average or median lifespan; empty if not reported
 * @param averageSignificance of that change
 * @param maximumChange change of maximum lifespan; empty if not reported
 * @param maximumSignificance of that change; since build 5
 * @param gender {@code Male}, {@code Female}, {@code Pooled}, {@code Hermaphrodite}; empty if not known
 * @param weightChange change of body weight; since build 5
 * @param weightSignificance of that change; since build 5
 * @param isItp whether it was done by the Interventions Testing Program; empty where the build does not say
 * @param pubmedId the study; empty if there is none
 */
public record LifespanExperiment(
        String compound,
        Optional<String> casNumber,
        String species,
        Optional<String> strain,
        Optional<String> dosage,
        Optional<String> ageAtInitiation,
        Optional<String> treatmentDuration,
        OptionalDouble averageChange,
        Significance averageSignificance,
        OptionalDouble maximumChange,
        Significance maximumSignificance,
        Optional<String> gender,
        OptionalDouble weightChange,
        Significance weightSignificance,
        Optional<Boolean> isItp,
        OptionalInt pubmedId) {}
