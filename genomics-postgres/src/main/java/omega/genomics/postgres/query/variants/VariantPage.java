package omega.genomics.postgres.query.variants;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Some of the answers, and where the next ones begin.
 *
 * @param variants in the order of all answers
 * @param next to ask for the following page with; empty if this is the last
 */
public record VariantPage(List<StoredVariant> variants, Optional<VariantCursor> next) {

    /** Copies the list. */
    public VariantPage {
        Objects.requireNonNull(variants, "variants");
        Objects.requireNonNull(next, "next");
        variants = List.copyOf(variants);
    }
}
