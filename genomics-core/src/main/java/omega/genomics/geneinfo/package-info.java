/**
 * Reads names, aliases, descriptions and cross-references of genes.
 *
 * <p>Start with {@link omega.genomics.geneinfo.GeneInfoFormat}, which reads the HGNC's complete set, NCBI's gene_info
 * and the descriptions of Ensembl's GFF3; the results are owned {@link omega.genomics.geneinfo.GeneInfo} records.
 */
@NullMarked
package omega.genomics.geneinfo;

import org.jspecify.annotations.NullMarked;
