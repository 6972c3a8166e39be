/**
 * Loading studies of ageing.
 *
 * <p>In: files of the Human Ageing Genomic Resources, or rows of one's own. Out: the research tables. Start at
 * {@link omega.genomics.postgres.load.longevity.HagrLoad}.
 */
@NullMarked
package omega.genomics.postgres.load.longevity;

import org.jspecify.annotations.NullMarked;
