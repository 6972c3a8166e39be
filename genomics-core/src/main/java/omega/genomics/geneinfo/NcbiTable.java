package omega.genomics.geneinfo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import omega.genomics.io.InputSource;

/** Rows of NCBI's gene_info. */
final class NcbiTable {
    private static final Map<String, String> BIOTYPES =
            Map.of("protein-coding", "protein_coding", "pseudo", "pseudogene", "other", "misc");

    private NcbiTable() {}

    static void forEach(InputSource source, Consumer<? super GeneInfo> action) throws IOException {
        try (TableReader table = TableReader.open(source, "-", List.of("tax_id", "GeneID", "Symbol"))) {
            String taxon = "";
            while (table.advance()) {
                String of = table.required("tax_id", "ncbi-tax-id");
                taxon = taxon.isEmpty() ? of : taxon;
                if (of.equals(taxon)) {
                    action.accept(gene(table));
                }
            }
        }
    }

    private static GeneInfo gene(TableReader table) {
        String symbol = table.required("Symbol", "ncbi-symbol");
        Optional<String> description = table.optional("description");
        Optional<String> fullName = table.optional("Full_name_from_nomenclature_authority");
        List<String> others = table.list("dbXrefs");
        return new GeneInfo(
                table.optional("Symbol_from_nomenclature_authority").orElse(symbol),
                fullName.or(() -> description),
                List.of(),
                table.list("Synonyms"),
                table.optional("type_of_gene").map(type -> BIOTYPES.getOrDefault(type, type)),
                description.filter(text -> !fullName.equals(Optional.of(text))),
                reference(others, "HGNC:"),
                reference(others, "Ensembl:"),
                table.number("GeneID", "ncbi-gene-id"));
    }

    /** References are written DATABASE:ID, and the HGNC's ids begin with HGNC: themselves. */
    private static Optional<String> reference(List<String> references, String database) {
        return references.stream()
                .filter(text -> text.startsWith(database))
                .map(text -> text.substring(database.length()))
                .map(id -> database.equals("HGNC:") && !id.startsWith("HGNC:") ? "HGNC:" + id : id)
                .findFirst();
    }
}
