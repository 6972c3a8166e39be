/**
 * Loading variants, their consequences and genotypes.
 *
 * <p>In: a VCF source. Out: partitions of {@code variants} and the tables beside it. Start at
 * {@link omega.genomics.postgres.load.variants.VcfLoad}.
 */
@NullMarked
package omega.genomics.postgres.load.variants;

import org.jspecify.annotations.NullMarked;
