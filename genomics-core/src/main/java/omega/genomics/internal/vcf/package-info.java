/**
 * What the rooms of VCF share and no consumer sees: numbers, dictionaries of keys and the catalogue of rules.
 *
 * <p>Not exported, not API.
 */
@NullMarked
package omega.genomics.internal.vcf;

import org.jspecify.annotations.NullMarked;
