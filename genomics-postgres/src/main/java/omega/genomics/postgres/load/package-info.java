/**
 * Loading: records come in, staged tables fill by COPY, one transaction makes them visible.
 *
 * <p>One mechanism for every loader: start with {@code LoadRun}, which owns a load's lock, state, staged tables, rejects and
 * switch; {@link omega.genomics.postgres.load.genes.GeneLoad} is the loader of gene models over it.
 */
@NullMarked
package omega.genomics.postgres.load;

import org.jspecify.annotations.NullMarked;
