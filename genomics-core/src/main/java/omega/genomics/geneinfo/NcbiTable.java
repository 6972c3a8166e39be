package omega.genomics.geneinfo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import omega.genomics.internal.scan.TableFields;
import omega.genomics.internal.scan.TableReader;
import omega.genomics.internal.scan.TableRows;
import omega.genomics.io.InputSource;

/** Reads rows of NCBI's gene_info. */
final class NcbiTable {
    private static final Map<String, String> BIOTYPES =
            Map.of("protein-coding", "protein_coding", "pseudo", "pseudogene", "other", "misc");

    private final TableReader table;
    private final TableFields fields;
    private final int taxon;
    private final int id;
    private final int symbol;
    private final int synonyms;
    private final int references;
    private final int description;
    private final int type;
    private final int authoritySymbol;
    private final int authorityName;
    private String first = "";

    private NcbiTable(TableReader table) {
        this.table = table;
        fields = new TableFields(table, "-", '|');
        taxon = table.require("tax_id");
        id = table.require("GeneID");
        symbol = table.require("Symbol");
        synonyms = table.column("Synonyms");
        references = table.column("dbXrefs");
        description = table.column("description");
        type = table.column("type_of_gene");
        authoritySymbol = table.column("Symbol_from_nomenclature_authority");
        authorityName = table.column("Full_name_from_nomenclature_authority");
    }

    static void forEach(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException {
        try (TableReader table = TableReader.open(source)) {
            new NcbiTable(table).ofFirstTaxon(action);
        }
    }

    private void ofFirstTaxon(ObjLongConsumer<? super GeneInfo> action) {
        TableRows.forEach(table, () -> {
            table.requireWidth();
            String of = fields.required(taxon, GeneInfoRule.NCBI_TAX_ID, "the number of a taxon");
            first = first.isEmpty() ? of : first;
            if (of.equals(first)) {
                action.accept(gene(), table.lineNumber());
            }
        });
    }

    private GeneInfo gene() {
        String own = fields.required(symbol, GeneInfoRule.NCBI_SYMBOL, "a symbol");
        Optional<String> text = fields.optional(description);
        Optional<String> name = fields.optional(authorityName);
        List<String> others = fields.list(references);
        return new GeneInfo(
                fields.optional(authoritySymbol).orElse(own),
                name.or(() -> text),
                List.of(),
                fields.list(synonyms),
                fields.optional(type).map(of -> BIOTYPES.getOrDefault(of, of)),
                text.filter(sentence -> !name.equals(Optional.of(sentence))),
                reference(others, "HGNC:"),
                reference(others, "Ensembl:"),
                fields.id(id, GeneInfoRule.NCBI_GENE_ID));
    }

    /**
     * Returns the id in a database. References are written DATABASE:ID, and the HGNC's ids themselves begin with
     * HGNC:.
     */
    private static Optional<String> reference(List<String> references, String database) {
        return references.stream()
                .filter(text -> text.startsWith(database))
                .map(text -> text.substring(database.length()))
                .map(id -> database.equals("HGNC:") && !id.startsWith("HGNC:") ? "HGNC:" + id : id)
                .findFirst();
    }
}
