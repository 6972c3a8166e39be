package omega.genomics.service;

import java.util.List;
import omega.genomics.consequence.Impact;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.postgres.query.variants.VariantType;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jspecify.annotations.Nullable;

/** Which variants of a place are wanted: what REST has as parameters, and GraphQL as an input. What is null is not asked for. */
record Narrowed(
        @Nullable String dataset,
        @Nullable Double maxFrequency,
        @Nullable List<ClinicalSignificance> significance,
        @Nullable List<Impact> impact,
        @Nullable List<String> consequence,
        @Nullable List<VariantType> type,
        @Nullable Boolean passing,
        @Nullable String expression) {
    static final Narrowed NOT = new Narrowed(null, null, null, null, null, null, null, null);

    /** Narrows a query down, or refuses a value in the words of the library. */
    VariantQueries of(VariantQueries variants, Requests requests) {
        VariantQueries narrowed = variants;
        if (dataset != null) {
            narrowed = narrowed.in(requests.name("dataset", dataset));
        }
        if (significance != null) {
            narrowed = narrowed.significance(significance.toArray(new ClinicalSignificance[0]));
        }
        if (impact != null) {
            narrowed = narrowed.impact(impact.toArray(new Impact[0]));
        }
        if (type != null) {
            narrowed = narrowed.ofType(type.toArray(new VariantType[0]));
        }
        if (Boolean.TRUE.equals(passing)) {
            narrowed = narrowed.passing();
        }
        if (expression != null) {
            narrowed = narrowed.matching(requests.expression(expression));
        }
        if (maxFrequency != null) {
            VariantQueries all = narrowed;
            narrowed = requests.parsed("maxFrequency", "" + maxFrequency, text -> all.rarerThan(maxFrequency));
        }
        if (consequence != null) {
            VariantQueries all = narrowed;
            String[] terms = consequence.toArray(new String[0]);
            narrowed = requests.parsed("consequence", String.join(",", terms), text -> all.consequence(terms));
        }
        return narrowed;
    }
}
