/**
 * Filter expressions with the grammar and the meaning of {@code bcftools view -i}, and format strings as of {@code bcftools query -f}.
 *
 * <p>Comes in: text such as {@code QUAL>30 && INFO/AF<0.01}. Goes out: a syntax tree, and a test of {@link omega.genomics.vcf.VcfRecord}s
 * that decodes only what the expression names. Start with {@link omega.genomics.vcf.filter.VcfFilter};
 * {@code docs/reference/filter-expressions.md} describes the language.
 */
@NullMarked
package omega.genomics.vcf.filter;

import org.jspecify.annotations.NullMarked;
