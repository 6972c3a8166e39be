/**
 * What the rooms of VCF share and no consumer sees: byte-level words, numbers and dictionaries of keys.
 *
 * <p>Not exported, not API.
 */
@NullMarked
package omega.genomics.internal.vcf;

import org.jspecify.annotations.NullMarked;
