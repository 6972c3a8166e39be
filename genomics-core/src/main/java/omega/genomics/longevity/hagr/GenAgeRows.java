package omega.genomics.longevity.hagr;

import java.util.OptionalInt;
import omega.genomics.internal.scan.TableFields;
import omega.genomics.internal.scan.TableReader;

/** The columns of GenAge's two tables. */
final class GenAgeRows {
    private static final String ID = "GenAge ID";
    private static final String ENTREZ = "entrez gene id";

    private GenAgeRows() {}

    static RowReader<GenAgeGene> human(TableReader table) {
        TableFields fields = new TableFields(table, "NA", ',');
        int id = table.require(ID);
        int symbol = table.require("symbol");
        int name = table.require("name");
        int entrez = table.require(ENTREZ);
        int uniprot = table.require("uniprot");
        int why = table.require("why");
        return () -> new GenAgeGene(
                id(fields, id),
                fields.required(symbol, HagrRule.GENAGE_SYMBOL, "a symbol"),
                fields.text(name),
                fields.id(entrez, HagrRule.GENAGE_ENTREZ),
                fields.optional(uniprot),
                fields.list(why));
    }

    static RowReader<ModelGene> models(TableReader table) {
        TableFields fields = new TableFields(table, "NA", ',');
        int id = table.require(ID);
        int symbol = table.require("symbol");
        int name = table.require("name");
        int organism = table.require("organism");
        int entrez = table.require(ENTREZ);
        int change = table.column("avg lifespan change (max obsv)", "avg lifespan change");
        int effect = table.column("lifespan effect");
        int influence = table.require("longevity influence");
        return () -> new ModelGene(
                id(fields, id),
                fields.required(symbol, HagrRule.GENAGE_SYMBOL, "a symbol"),
                fields.text(name),
                fields.required(organism, HagrRule.GENAGE_ORGANISM, "an organism"),
                fields.id(entrez, HagrRule.GENAGE_ENTREZ),
                fields.percent(change, HagrRule.GENAGE_CHANGE),
                fields.optional(effect),
                fields.optional(influence));
    }

    private static int id(TableFields fields, int column) {
        OptionalInt id = fields.id(column, HagrRule.GENAGE_ID);
        if (id.isEmpty()) {
            throw fields.refuse(column, HagrRule.GENAGE_ID, "a number");
        }
        return id.getAsInt();
    }
}
