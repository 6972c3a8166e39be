/**
 * Copies values from one set of variants to another. In: two files sorted by position, or a file and any sorted source of records.
 * Out: the first file, with more INFO fields. Start with {@link omega.genomics.vcf.annotate.VcfAnnotator}.
 */
@NullMarked
package omega.genomics.vcf.annotate;

import org.jspecify.annotations.NullMarked;
