package omega.genomics.postgres.query.studies;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.longevity.hagr.Significance;

/**
 * What a study found about a variant and longevity.
 *
 * @param datasetId the dataset it belongs to
 * @param variant as written: {@code rs7412}, {@code E2/E3/E4}
 * @param effect what the study found for its variants together
 * @param population empty if not given
 * @param genes the study's, symbols as LongevityMap has them
 * @param pubmedId the study; empty if there is none
 */
public record VariantLongevity(
        int datasetId,
        String variant,
        Significance effect,
        Optional<String> population,
        List<String> genes,
        OptionalInt pubmedId) {
    /** Copies the genes. */
    public VariantLongevity {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(population, "population");
        Objects.requireNonNull(genes, "genes");
        Objects.requireNonNull(pubmedId, "pubmedId");
        genes = List.copyOf(genes);
    }
}
