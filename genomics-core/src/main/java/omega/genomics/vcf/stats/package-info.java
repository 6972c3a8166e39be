/**
 * Counts over a whole VCF file.
 *
 * <p>In: a reader. Out: {@link omega.genomics.vcf.stats.VcfStatistics}, where to start.
 */
@NullMarked
package omega.genomics.vcf.stats;

import org.jspecify.annotations.NullMarked;
