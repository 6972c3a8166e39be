/**
 * Queries for variants, their consequences and statistics, and exports.
 *
 * <p>In: regions, genes, ids and filters. Out: stored variants, page by page or as a stream, or files. Start at
 * {@link omega.genomics.postgres.query.variants.VariantQueries}.
 */
@NullMarked
package omega.genomics.postgres.query.variants;

import org.jspecify.annotations.NullMarked;
