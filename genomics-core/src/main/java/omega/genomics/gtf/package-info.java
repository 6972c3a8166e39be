/**
 * Genome annotation in GTF and GFF3: text to views, to owned features, to gene models, and back to text.
 *
 * <p>Bytes of any compression come in through {@link omega.genomics.io.InputSource}; rows go out as
 * {@link omega.genomics.gtf.GtfRecord} views or owned {@link omega.genomics.gtf.Feature} records. Start with
 * {@link omega.genomics.gtf.GtfReader}.
 */
@NullMarked
package omega.genomics.gtf;

import org.jspecify.annotations.NullMarked;
