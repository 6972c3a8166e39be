/**
 * Queries for expression, interventions, longevity and research tables.
 *
 * <p>In: genes, tissues, compounds. Out: small records. Start at
 * {@link omega.genomics.postgres.query.studies.ExpressionQueries}.
 */
@NullMarked
package omega.genomics.postgres.query.studies;

import org.jspecify.annotations.NullMarked;
