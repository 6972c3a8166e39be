/**
 * Queries for samples and their genotypes.
 *
 * <p>In: variants and sample names. Out: carriers and calls. Start at
 * {@link omega.genomics.postgres.query.cohorts.CohortQueries}.
 */
@NullMarked
package omega.genomics.postgres.query.cohorts;

import org.jspecify.annotations.NullMarked;
