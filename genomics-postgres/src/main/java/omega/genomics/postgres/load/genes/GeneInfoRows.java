package omega.genomics.postgres.load.genes;

import java.util.HashSet;
import java.util.Set;
import omega.genomics.geneinfo.GeneInfo;
import omega.genomics.postgres.copy.BinaryCopyWriter;

/** Writes genes of a source as rows of {@code gene_info} and {@code gene_aliases}. */
final class GeneInfoRows {
    static final String GENE_COLUMNS = "dataset_id, info_key, symbol, name, previous_symbols, aliases, biotype,"
            + " description, hgnc_id, ensembl_id, entrez_id";
    static final String ALIAS_COLUMNS = "dataset_id, alias, symbol, source";

    private final int datasetId;
    private final String dataset;
    private final BinaryCopyWriter genes;
    private final BinaryCopyWriter aliases;
    private final Set<String> aliasesSeen = new HashSet<>();
    private int key;

    GeneInfoRows(int datasetId, String dataset, BinaryCopyWriter genes, BinaryCopyWriter aliases) {
        this.datasetId = datasetId;
        this.dataset = dataset;
        this.genes = genes;
        this.aliases = aliases;
    }

    void write(GeneInfo gene) {
        genes.startRow(11);
        genes.putInt(datasetId);
        genes.putInt(++key);
        genes.putText(gene.symbol());
        genes.putText(gene.name().orElse(null));
        genes.putTexts(gene.previousSymbols());
        genes.putTexts(gene.aliases());
        genes.putText(gene.biotype().orElse(null));
        genes.putText(gene.description().orElse(null));
        genes.putText(gene.hgncId().orElse(null));
        genes.putText(gene.ensemblId().orElse(null));
        if (gene.entrezId().isPresent()) {
            genes.putInt(gene.entrezId().getAsInt());
        } else {
            genes.putNull();
        }
        gene.previousSymbols().forEach(alias -> write(alias, gene.symbol(), "previous symbol"));
        gene.aliases().forEach(alias -> write(alias, gene.symbol(), "alias"));
        gene.ensemblId().ifPresent(id -> write(id, gene.symbol(), "id"));
        gene.hgncId().ifPresent(id -> write(id, gene.symbol(), "id"));
    }

    private void write(String alias, String symbol, String what) {
        if (!alias.equals(symbol) && aliasesSeen.add(alias + '\t' + symbol + '\t' + what)) {
            aliases.startRow(4);
            aliases.putInt(datasetId);
            aliases.putText(alias);
            aliases.putText(symbol);
            aliases.putText(dataset + ", " + what);
        }
    }
}
