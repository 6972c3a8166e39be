/**
 * From annotation rows to gene models.
 *
 * <p>In: GTF or GFF3 rows in any order. Out: genes with their transcripts, exons and coding parts.
 * Start at {@link omega.genomics.gtf.assembly.GeneModelAssembler}.
 */
@NullMarked
package omega.genomics.gtf.assembly;

import org.jspecify.annotations.NullMarked;
