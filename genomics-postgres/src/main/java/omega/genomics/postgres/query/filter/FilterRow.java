package omega.genomics.postgres.query.filter;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of {@code variants} as far as expressions are about it.
 *
 * @param datasetId the dataset it belongs to
 * @param contig as it is stored
 * @param position POS
 * @param id ID
 * @param ref REF
 * @param alt the row's allele; empty where the record has none
 * @param qual QUAL
 * @param filter FILTER
 * @param info a JSON object
 */
public record FilterRow(
        int datasetId,
        String contig,
        int position,
        Optional<String> id,
        String ref,
        Optional<String> alt,
        OptionalDouble qual,
        Optional<String> filter,
        String info) {
    /** Creates a record; nothing in it may be null. */
    public FilterRow {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        Objects.requireNonNull(qual, "qual");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(info, "info");
    }
}
