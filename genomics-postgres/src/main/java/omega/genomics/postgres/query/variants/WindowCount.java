package omega.genomics.postgres.query.variants;

import java.util.Objects;
import omega.genomics.Region;

/**
 * How many alleles of a dataset have their POS in a window of a million bases.
 *
 * @param dataset its name
 * @param window 1 to 1,000,000, 1,000,001 to 2,000,000, …; the last may reach beyond the contig
 * @param alleles how many
 * @param snvs single bases for each other
 * @param indels insertions, deletions, and both at once
 */
public record WindowCount(String dataset, Region window, long alleles, long snvs, long indels) {
    /** Creates a record; nothing in it may be null. */
    public WindowCount {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(window, "window");
    }
}
