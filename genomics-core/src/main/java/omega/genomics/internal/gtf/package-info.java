/**
 * What the packages of GTF and GFF3 share and users do not see: the catalogue of rules.
 *
 * <p>Not API, not exported.
 */
@org.jspecify.annotations.NullMarked
package omega.genomics.internal.gtf;
