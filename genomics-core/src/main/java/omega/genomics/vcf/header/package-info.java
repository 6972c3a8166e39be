/**
 * The header of a VCF file: its definitions, contigs and samples, and the keys they resolve to.
 *
 * <p>In: header lines (VCF 4.5 §1.4). Out: {@link omega.genomics.vcf.header.VcfHeader}, and keys such as
 * {@link omega.genomics.vcf.header.InfoKey} that are resolved once and read by every record. Start at {@code VcfHeader}.
 */
@NullMarked
package omega.genomics.vcf.header;

import org.jspecify.annotations.NullMarked;
