package omega.genomics.postgres.query.annotation;

import java.util.Objects;
import omega.genomics.postgres.query.variants.InfoValues;
import omega.genomics.postgres.query.variants.StoredVariant;

/**
 * A variant with values of another dataset.
 *
 * @param variant as its own dataset has it
 * @param values of the same allele in the other dataset, by the names that were asked for; empty if that has no such allele
 */
public record AnnotatedVariant(StoredVariant variant, InfoValues values) {
    /** Checks that nothing is null. */
    public AnnotatedVariant {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(values, "values");
    }
}
