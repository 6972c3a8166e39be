/**
 * Normalization of alleles: splitting, trimming, left-aligning and checking against a reference sequence.
 *
 * <p>In: records and a FASTA file. Out: records or alleles in the one minimal, left-aligned form.
 * Start at {@link omega.genomics.vcf.normalize.VcfNormalizer}.
 */
@NullMarked
package omega.genomics.vcf.normalize;

import org.jspecify.annotations.NullMarked;
