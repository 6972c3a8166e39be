package omega.genomics.postgres.query.variants;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.postgres.query.ChangeKind;

/**
 * What became of a variant between two releases of its dataset.
 *
 * @param kind what happened
 * @param before the variant as the earlier release has it; empty if it was added
 * @param after the variant as the later release has it; empty if it was removed
 * @param changed names of the columns that differ, as in SQL, such as {@code clinical_significances} and {@code info}; empty unless the
 *     variant changed. Record numbers do not count
 */
public record VariantChange(
        ChangeKind kind, Optional<StoredVariant> before, Optional<StoredVariant> after, List<String> changed) {
    /** Creates a record; nothing in it may be null. */
    public VariantChange {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(changed, "changed");
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("expected a variant before or after, found neither");
        }
        changed = List.copyOf(changed);
    }

    /**
     * Returns the variant as the later release has it, or else as the earlier one had it: place and alleles are the same.
     *
     * @return one of the two
     */
    public StoredVariant variant() {
        return after.or(() -> before).orElseThrow();
    }

    /**
     * Tells whether both releases have the variant, with other clinical significances.
     *
     * @return false if it was added or removed
     */
    public boolean isSignificanceChanged() {
        return kind == ChangeKind.CHANGED
                && !before.orElseThrow()
                        .clinicalSignificances()
                        .equals(after.orElseThrow().clinicalSignificances());
    }
}
