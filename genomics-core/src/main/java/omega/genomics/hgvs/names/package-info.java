/**
 * Names of VCF's alleles, written as bytes at the speed of a load.
 *
 * <p>Input: a gene model, the genome, and alleles as VCF writes them. Output: HGVS names on the contig, on each transcript that an allele
 * overlaps, and on its protein. Start with {@link omega.genomics.hgvs.names.HgvsNamer}. The names are those of
 * {@link omega.genomics.hgvs.HgvsNormalizer#toNames HgvsNormalizer.toNames}, which returns them as values.
 */
@NullMarked
package omega.genomics.hgvs.names;

import org.jspecify.annotations.NullMarked;
