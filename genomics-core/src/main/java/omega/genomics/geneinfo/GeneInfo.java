package omega.genomics.geneinfo;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The names, description and cross-references of a gene, without its location. Immutable.
 *
 * @param symbol the current symbol, or the stable id if the source has no symbol
 * @param name the full name, such as {@code sirtuin 1}; empty if the source has none
 * @param previousSymbols previous symbols of the gene, in the order of the source
 * @param aliases other names in use, in the order of the source; not necessarily unique among all genes
 * @param biotype the biotype in Ensembl's terms if there is an equivalent: {@code protein_coding}, {@code lncRNA},
 *     {@code miRNA}, {@code pseudogene}; otherwise as written in the source
 * @param description one or more sentences; empty if the source has none
 * @param hgncId the HGNC's id, such as {@code HGNC:14929}; empty if the source has none
 * @param ensemblId the Ensembl stable id without version; empty if the source has none
 * @param entrezId NCBI's GeneID; empty if the source has none
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

    /** Creates a record; copies the lists. */
    public GeneInfo {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(previousSymbols, "previousSymbols");
        Objects.requireNonNull(aliases, "aliases");
        Objects.requireNonNull(biotype, "biotype");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(hgncId, "hgncId");
        Objects.requireNonNull(ensemblId, "ensemblId");
        Objects.requireNonNull(entrezId, "entrezId");
        previousSymbols = List.copyOf(previousSymbols);
        aliases = List.copyOf(aliases);
    }
}
