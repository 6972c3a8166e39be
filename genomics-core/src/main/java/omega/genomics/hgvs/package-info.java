/**
 * Names of variants as the HGVS nomenclature defines them.
 *
 * <p>Input: text such as {@code NM_000059.4:c.5946del}. Output: {@link omega.genomics.hgvs.HgvsVariant}, a sealed family of
 * records that prints as the canonical text. Start with
 * {@link omega.genomics.hgvs.HgvsParser#parse HgvsParser.parse}; {@code docs/reference/hgvs.md} lists what is supported and where
 * other programs differ.
 */
@NullMarked
package omega.genomics.hgvs;

import org.jspecify.annotations.NullMarked;
