package omega.genomics.geneinfo;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a source knows about a gene besides where it lies. Immutable.
 *
 * @param symbol today's symbol, or the stable id where the source has no symbol
 * @param name full name: {@code sirtuin 1}; empty if the source has none
 * @param previousSymbols symbols the gene had before, in the source's order
 * @param aliases other names in use, in the source's order; they need not be unique among all genes
 * @param biotype in Ensembl's words where there is one for the source's: {@code protein_coding}, {@code lncRNA},
 *     {@code miRNA}, {@code pseudogene}; otherwise as written
 * @param description a sentence or more; empty if the source has none
 * @param hgncId {@code HGNC:14929}
 * @param ensemblId stable id without version
 * @param entrezId NCBI's GeneID
 */
public record GeneInfo(
        String symbol,
        Optional<String> name,
        List<String> previousSymbols,
        List<String> aliases,
        Optional<String> biotype,
        Optional<String> description,
        Optional<String> hgncId,
        Optional<String> ensemblId,
        OptionalInt entrezId) {

    /** Copies the lists. */
    public GeneInfo {
        previousSymbols = List.copyOf(previousSymbols);
        aliases = List.copyOf(aliases);
    }
}
