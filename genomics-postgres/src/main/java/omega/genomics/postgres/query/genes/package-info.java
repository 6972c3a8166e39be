/**
 * Queries for genes and transcripts.
 *
 * <p>In: names, ids, regions. Out: stored genes, transcripts and whole models. Start at
 * {@link omega.genomics.postgres.query.genes.GeneQueries}.
 */
@NullMarked
package omega.genomics.postgres.query.genes;

import org.jspecify.annotations.NullMarked;
