/**
 * What is known about genes besides where they lie: names, aliases, descriptions, ids elsewhere. Start with
 * {@link omega.genomics.geneinfo.GeneInfoFormat}, which reads the HGNC's complete set, NCBI's gene_info and the
 * descriptions of Ensembl's GFF3; out come owned {@link omega.genomics.geneinfo.GeneInfo} records.
 */
@NullMarked
package omega.genomics.geneinfo;

import org.jspecify.annotations.NullMarked;
