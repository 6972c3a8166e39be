/**
 * Checks of a whole VCF file against the rules of its own version.
 *
 * <p>In: lines of a file, each check for itself. Out: {@link omega.genomics.vcf.validate.ValidationReport}.
 * Start at {@link omega.genomics.vcf.validate.VcfValidator}.
 */
@NullMarked
package omega.genomics.vcf.validate;

import org.jspecify.annotations.NullMarked;
