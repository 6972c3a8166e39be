/**
 * Whole VCF files in, one out: sorted, concatenated, or compared with others. Start with {@link omega.genomics.vcf.tools.VcfSorter},
 * {@link omega.genomics.vcf.tools.VcfConcatenation} and {@link omega.genomics.vcf.tools.VcfIntersection}.
 */
@NullMarked
package omega.genomics.vcf.tools;

import org.jspecify.annotations.NullMarked;
