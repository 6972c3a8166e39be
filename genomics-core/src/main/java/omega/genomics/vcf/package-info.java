/**
 * VCF 4.0 to 4.5: text becomes views, views become owned variants, and both become text again.
 *
 * <p>Comes in: an {@link omega.genomics.io.InputSource}. Goes out: {@link omega.genomics.vcf.VcfRecord} views, or
 * {@link omega.genomics.vcf.Variant}s. Start with {@link omega.genomics.vcf.VcfReader};
 * {@code docs/reference/interpretation.md} says how the specification is read, {@code docs/explanation/vcf-design.md} how this works.
 */
@NullMarked
package omega.genomics.vcf;

import org.jspecify.annotations.NullMarked;
