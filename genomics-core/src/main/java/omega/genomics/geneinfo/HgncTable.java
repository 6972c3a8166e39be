package omega.genomics.geneinfo;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import omega.genomics.internal.scan.TableFields;
import omega.genomics.internal.scan.TableReader;
import omega.genomics.internal.scan.TableRows;
import omega.genomics.io.InputSource;

/** Reads rows of the HGNC's complete set. */
final class HgncTable {
    /** Ensembl's biotypes by the HGNC's locus type. */
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

    static void forEach(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException {
        try (TableReader table = TableReader.open(source)) {
            TableFields fields = new TableFields(table, "", '|');
            int hgnc = table.require("hgnc_id");
            int symbol = table.require("symbol");
            int name = table.require("name");
            int previous = table.column("prev_symbol");
            int alias = table.column("alias_symbol");
            int type = table.column("locus_type");
            int ensembl = table.column("ensembl_gene_id");
            int entrez = table.column("entrez_id");
            TableRows.forEach(table, () -> {
                table.requireWidth();
                GeneInfo gene = new GeneInfo(
                        fields.required(symbol, GeneInfoRule.HGNC_SYMBOL, "a symbol"),
                        fields.optional(name),
                        fields.list(previous),
                        fields.list(alias),
                        fields.optional(type).map(text -> BIOTYPES.getOrDefault(text, text)),
                        Optional.empty(),
                        Optional.of(id(fields, hgnc)),
                        fields.optional(ensembl),
                        fields.id(entrez, GeneInfoRule.HGNC_ENTREZ_ID));
                action.accept(gene, table.lineNumber());
            });
        }
    }

    private static String id(TableFields fields, int column) {
        return fields.optional(column)
                .filter(text -> text.startsWith("HGNC:"))
                .orElseThrow(() -> fields.refuse(column, GeneInfoRule.HGNC_ID, "HGNC: and a number"));
    }
}
