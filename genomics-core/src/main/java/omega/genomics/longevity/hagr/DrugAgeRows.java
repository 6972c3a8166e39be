package omega.genomics.longevity.hagr;

import java.util.Locale;
import java.util.Optional;
import omega.genomics.internal.scan.TableFields;
import omega.genomics.internal.scan.TableReader;

/**
 * The columns of DrugAge. Build 5 has 15; build 4 has 10 plus columns without a name, no units in the names, and a
 * single significance, which is that of the average; build 3 has no CAS numbers.
 */
final class DrugAgeRows {
    private final TableFields fields;
    private final int compound;
    private final int cas;
    private final int species;
    private final int strain;
    private final int dosage;
    private final int age;
    private final int duration;
    private final int average;
    private final int averageSignificance;
    private final int maximum;
    private final int maximumSignificance;
    private final int gender;
    private final int weight;
    private final int weightSignificance;
    private final int itp;
    private final int pubmed;

    private DrugAgeRows(TableReader table) {
        fields = new TableFields(table, "NA", ',');
        compound = table.require("compound_name", "compound");
        cas = table.column("cas_number", "cas");
        species = table.require("species");
        strain = table.column("strain");
        dosage = table.column("dosage");
        age = table.column("age_at_initiation");
        duration = table.column("treatment_duration");
        average = table.require("avg_lifespan_change_percent", "avg_lifespan_change");
        averageSignificance = table.require("avg_lifespan_significance", "significance");
        maximum = table.column("max_lifespan_change_percent", "max_lifespan_change");
        maximumSignificance = table.column("max_lifespan_significance");
        gender = table.column("gender", "sex");
        weight = table.column("weight_change_percent", "weight_change");
        weightSignificance = table.column("weight_change_significance");
        itp = table.column("ITP");
        pubmed = table.require("pubmed_id", "pubmed");
    }

    static RowReader<LifespanExperiment> of(TableReader table) {
        return new DrugAgeRows(table)::read;
    }

    private LifespanExperiment read() {
        return new LifespanExperiment(
                fields.required(compound, HagrRule.DRUGAGE_COMPOUND, "a compound"),
                fields.optional(cas),
                fields.required(species, HagrRule.DRUGAGE_SPECIES, "a species"),
                fields.optional(strain),
                fields.optional(dosage),
                fields.optional(age),
                fields.optional(duration),
                fields.percent(average, HagrRule.DRUGAGE_CHANGE),
                significance(averageSignificance),
                fields.percent(maximum, HagrRule.DRUGAGE_CHANGE),
                significance(maximumSignificance),
                fields.optional(gender).flatMap(DrugAgeRows::gender),
                fields.percent(weight, HagrRule.DRUGAGE_CHANGE),
                significance(weightSignificance),
                itp(),
                fields.id(pubmed, HagrRule.DRUGAGE_PUBMED));
    }

    /** Normalizes a gender: build 4 has {@code MALE}, {@code Male} and {@code male}, and BOTH for build 5's Pooled. */
    private static Optional<String> gender(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "unknown" -> Optional.empty();
            case "male" -> Optional.of("Male");
            case "female" -> Optional.of("Female");
            case "both", "pooled" -> Optional.of("Pooled");
            case "hermaphrodite" -> Optional.of("Hermaphrodite");
            default -> Optional.of(text);
        };
    }

    private Significance significance(int column) {
        return WrittenSignificance.parse(fields.text(column))
                .orElseThrow(() ->
                        fields.refuse(column, HagrRule.DRUGAGE_SIGNIFICANCE, "S, NS, NA, O, a P value or nothing"));
    }

    private Optional<Boolean> itp() {
        return switch (fields.text(itp).toLowerCase(Locale.ROOT)) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            case "", "na" -> Optional.empty();
            default -> throw fields.refuse(itp, HagrRule.DRUGAGE_ITP, "Yes, No or nothing");
        };
    }
}
