package omega.genomics.geneinfo;

import omega.genomics.internal.scan.Rule;

/** The rules of the tables of gene names. */
enum GeneInfoRule implements Rule {
    HGNC_ID,
    HGNC_SYMBOL,
    HGNC_ENTREZ_ID,
    NCBI_TAX_ID,
    NCBI_GENE_ID,
    NCBI_SYMBOL
}
