package omega.genomics.longevity.hagr;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An experiment of DrugAge: a compound, a dose, an organism, and the effect on its lifespan. Changes are in percent of
 * the control. Immutable.
 *
 * @param compound the compound's name
 * @param casNumber the CAS number; only in build 4 and earlier
 * @param species the species, such as {@code Mus musculus}
 * @param strain the strain; empty if not reported
 * @param dosage the dosage as stated in the study, such as {@code 10 µM}
 * @param ageAtInitiation the age at the start of treatment; since build 5
 * @param treatmentDuration the duration of treatment; since build 5
 * @param averageChange the change of average or median lifespan; empty if not reported
 * @param averageSignificance the significance of that change
 * @param maximumChange the change of maximum lifespan; empty if not reported
 * @param maximumSignificance the significance of that change; since build 5
 * @param gender {@code Male}, {@code Female}, {@code Pooled}, {@code Hermaphrodite}; empty if not known
 * @param weightChange the change of body weight; since build 5
 * @param weightSignificance the significance of that change; since build 5
 * @param isItp whether the Interventions Testing Program did the experiment; empty if the build does not state it
 * @param pubmedId the PubMed id of the study; empty if there is none
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
        OptionalInt pubmedId) {
    /** Creates a record; nothing in it may be null. */
    public LifespanExperiment {
        Objects.requireNonNull(compound, "compound");
        Objects.requireNonNull(casNumber, "casNumber");
        Objects.requireNonNull(species, "species");
        Objects.requireNonNull(strain, "strain");
        Objects.requireNonNull(dosage, "dosage");
        Objects.requireNonNull(ageAtInitiation, "ageAtInitiation");
        Objects.requireNonNull(treatmentDuration, "treatmentDuration");
        Objects.requireNonNull(averageChange, "averageChange");
        Objects.requireNonNull(averageSignificance, "averageSignificance");
        Objects.requireNonNull(maximumChange, "maximumChange");
        Objects.requireNonNull(maximumSignificance, "maximumSignificance");
        Objects.requireNonNull(gender, "gender");
        Objects.requireNonNull(weightChange, "weightChange");
        Objects.requireNonNull(weightSignificance, "weightSignificance");
        Objects.requireNonNull(isItp, "isItp");
        Objects.requireNonNull(pubmedId, "pubmedId");
    }
}
