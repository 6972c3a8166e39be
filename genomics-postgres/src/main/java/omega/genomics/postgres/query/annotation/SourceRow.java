package omega.genomics.postgres.query.annotation;

import org.jspecify.annotations.Nullable;

/**
 * An allele of the source.
 *
 * @param values as {@link SourceColumns} selects them
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record SourceRow(
        int position,
        int end,
        String ref,
        String alt,
        @Nullable String[] values) {}
