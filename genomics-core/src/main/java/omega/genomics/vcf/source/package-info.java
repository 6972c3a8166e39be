/**
 * What well-known sources write into INFO: ClinVar, gnomAD, dbSNP, VEP and SnpEff.
 *
 * <p>In: a header and a record. Out: named values and consequences. Start at
 * {@link omega.genomics.vcf.source.SourceProfile}.
 */
@NullMarked
package omega.genomics.vcf.source;

import org.jspecify.annotations.NullMarked;
