package omega.genomics.geneinfo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import omega.genomics.io.InputSource;

/** Rows of the HGNC's complete set. */
final class HgncTable {
    /** The HGNC's locus types that Ensembl has a biotype for. */
    private static final Map<String, String> BIOTYPES = Map.ofEntries(
            Map.entry("gene with protein product", "protein_coding"),
            Map.entry("RNA, long non-coding", "lncRNA"),
            Map.entry("RNA, micro", "miRNA"),
            Map.entry("RNA, misc", "misc_RNA"),
            Map.entry("RNA, ribosomal", "rRNA"),
            Map.entry("RNA, small nuclear", "snRNA"),
            Map.entry("RNA, small nucleolar", "snoRNA"),
            Map.entry("RNA, transfer", "tRNA"),
            Map.entry("RNA, vault", "vault_RNA"),
            Map.entry("RNA, Y", "Y_RNA"),
            Map.entry("immunoglobulin gene", "IG_gene"),
            Map.entry("immunoglobulin pseudogene", "IG_pseudogene"),
            Map.entry("T cell receptor gene", "TR_gene"),
            Map.entry("T cell receptor pseudogene", "TR_pseudogene"));

    private HgncTable() {}

    static void forEach(InputSource source, Consumer<? super GeneInfo> action) throws IOException {
        try (TableReader table = TableReader.open(source, "", List.of("hgnc_id", "symbol", "name"))) {
            while (table.advance()) {
                action.accept(gene(table));
            }
        }
    }

    private static GeneInfo gene(TableReader table) {
        String id = table.required("hgnc_id", "hgnc-id");
        if (!id.startsWith("HGNC:")) {
            throw table.refused("hgnc_id", "hgnc-id", "HGNC: and a number");
        }
        Optional<String> type = table.optional("locus_type");
        return new GeneInfo(
                table.required("symbol", "hgnc-symbol"),
                table.optional("name"),
                table.list("prev_symbol"),
                table.list("alias_symbol"),
                type.map(text -> BIOTYPES.getOrDefault(text, text)),
                Optional.empty(),
                Optional.of(id),
                table.optional("ensembl_gene_id"),
                table.number("entrez_id", "hgnc-entrez-id"));
    }
}
