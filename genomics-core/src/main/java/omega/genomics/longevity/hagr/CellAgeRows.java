package omega.genomics.longevity.hagr;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import omega.genomics.internal.scan.TableFields;
import omega.genomics.internal.scan.TableReader;

/** The columns of CellAge: of build 3, of builds 1 and 2, whose gene_name is the symbol, and of the site's export. */
final class CellAgeRows {
    private CellAgeRows() {}

    static RowReader<SenescenceGene> of(TableReader table) {
        TableFields fields = new TableFields(table, "NA", ',');
        int entrez = table.column("Entrez ID", "entrez_id");
        int symbol = table.require("Gene symbol", "gene_symbol", "gene_name");
        int name = table.column("Gene name");
        int cancer = table.column("Cancer Cell", "Cancer Line?", "cancer_type");
        int type = table.column("Type of senescence", "senescence_type");
        int effect = table.require("Senescence Effect", "senescence_effect");
        int reference = table.column("Reference", "References", "PubMed", "pubmed_id");
        return () -> new SenescenceGene(
                fields.id(entrez, HagrRule.CELLAGE_ENTREZ),
                fields.required(symbol, HagrRule.CELLAGE_SYMBOL, "a symbol"),
                fields.optional(name),
                cancer(fields, cancer),
                fields.optional(type),
                effect(fields, effect),
                references(fields.text(reference)));
    }

    private static Optional<Boolean> cancer(TableFields fields, int column) {
        return switch (fields.text(column).toLowerCase(Locale.ROOT)) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static SenescenceGene.Effect effect(TableFields fields, int column) {
        return switch (fields.text(column).toLowerCase(Locale.ROOT)) {
            case "induces" -> SenescenceGene.Effect.INDUCES;
            case "inhibits" -> SenescenceGene.Effect.INHIBITS;
            case "unclear" -> SenescenceGene.Effect.UNCLEAR;
            default -> throw fields.refuse(column, HagrRule.CELLAGE_EFFECT, "Induces, Inhibits or Unclear");
        };
    }

    private static List<String> references(String text) {
        return Arrays.stream(text.split("[,;|\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
