package omega.genomics.longevity.hagr;

import java.util.Locale;
import omega.genomics.internal.scan.TableFields;
import omega.genomics.internal.scan.TableReader;

/** The columns of LongevityMap; the export has an additional column without a name. */
final class LongevityMapRows {
    private LongevityMapRows() {}

    static RowReader<LongevityAssociation> of(TableReader table) {
        TableFields fields = new TableFields(table, "NA", ',');
        int id = table.require("id");
        int association = table.require("Association");
        int population = table.require("Population");
        int variants = table.require("Variants", "Variant(s)", "Variant");
        int genes = table.require("Genes", "Gene(s)", "Gene");
        int pubmed = table.require("PubMed");
        return () -> new LongevityAssociation(
                fields.required(id, HagrRule.LONGEVITYMAP_ID, "an id"),
                significance(fields, association),
                fields.text(population),
                fields.list(variants),
                fields.list(genes),
                fields.id(pubmed, HagrRule.LONGEVITYMAP_PUBMED));
    }

    private static Significance significance(TableFields fields, int column) {
        return switch (fields.text(column).toLowerCase(Locale.ROOT)) {
            case "significant" -> Significance.SIGNIFICANT;
            case "non-significant", "not significant" -> Significance.NOT_SIGNIFICANT;
            case "" -> Significance.NOT_REPORTED;
            default ->
                throw fields.refuse(
                        column, HagrRule.LONGEVITYMAP_ASSOCIATION, "significant, non-significant or nothing");
        };
    }
}
