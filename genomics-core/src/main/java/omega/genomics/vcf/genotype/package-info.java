/**
 * Genotypes: one call, counts of calls, the order of G-numbered values, and calls packed into two bits.
 *
 * <p>In: GT fields (VCF 4.5 §1.6.2). Out: {@link omega.genomics.vcf.genotype.Genotype} and
 * {@link omega.genomics.vcf.genotype.PackedGenotypes}. Start at {@code Genotype}.
 */
@NullMarked
package omega.genomics.vcf.genotype;

import org.jspecify.annotations.NullMarked;
