package omega.genomics.postgres.query.annotation;

import java.util.List;
import java.util.Map;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.vcf.annotate.AnnotationColumn;

/**
 * A value of a variant of the source, as JSON: an expression over a row {@code v}, and one over a block {@code b}, of whose variant
 * {@code i} it is.
 *
 * @param arrays columns of the block that the expression over it reads
 * @param isOfKey whether the expression over a block is a JSON array with the values of all its variants
 */
record SourceValue(String ofRow, String ofBlock, List<String> arrays, boolean isOfKey) {
    private static final String RS = "coalesce(b.rs_number[i]::bigint, b.rs_number_wide[i])";

    /** The columns of INFO keys, where INFO itself does not have them. */
    private static final Map<String, SourceValue> TYPED = Map.of(
            "AF",
            new SourceValue(
                    "v.allele_frequency::text",
                    "(CASE WHEN b.has_ratios THEN b.allele_count[i] / nullif(b.allele_number[i], 0)::double precision"
                            + " WHEN b.allele_frequency_code IS NULL THEN b.allele_frequency[i]"
                            + " ELSE (b.allele_frequency_code[i] & 1048575)"
                            + " / ('1e' || (b.allele_frequency_code[i] >> 20))::double precision END)::text",
                    List.of("allele_count", "allele_number", "allele_frequency", "allele_frequency_code"),
                    false),
            "AC",
            column("allele_count"),
            "AN",
            column("allele_number"),
            "DP",
            column("depth"),
            "RS",
            new SourceValue("v.rs_number::text", RS + "::text", List.of("rs_number", "rs_number_wide"), false));

    static SourceValue id() {
        return new SourceValue(
                "to_json(v.id)::text",
                "to_json(CASE WHEN b.id_code IS NOT NULL AND b.id_code[i] IS NOT NULL THEN b.id[b.id_code[i]]"
                        + " WHEN (b.id_code IS NOT NULL OR b.id[i] IS NULL) AND b.has_rs_ids THEN 'rs' || " + RS
                        + " WHEN b.id_code IS NULL THEN b.id[i] END)::text",
                List.of("id", "id_code", "rs_number", "rs_number_wide"),
                false);
    }

    static SourceValue qual() {
        return column("qual");
    }

    static SourceValue filter() {
        return new SourceValue(
                "to_json(v.filter)::text",
                "to_json(CASE WHEN b.filter_code IS NULL THEN b.filter[i] ELSE b.filter[b.filter_code[i]] END)::text",
                List.of("filter", "filter_code"),
                false);
    }

    /** Returns the value of a key in INFO, or where INFO does not have it, that of its column. */
    static List<SourceValue> of(AnnotationColumn column) {
        return switch (column.kind()) {
            case ID -> List.of(id());
            case QUAL -> List.of(qual());
            case FILTER -> List.of(filter());
            case INFO -> {
                String key = Sql.literal(column.source());
                SourceValue info = new SourceValue(
                        "(v.info -> " + key + ")::text",
                        "b.info_values[array_position(b.info_keys, " + key + ")]",
                        List.of(),
                        true);
                SourceValue typed = TYPED.get(column.source());
                yield typed == null ? List.of(info) : List.of(info, typed);
            }
        };
    }

    private static SourceValue column(String name) {
        return new SourceValue("v." + name + "::text", "b." + name + "[i]::text", List.of(name), false);
    }
}
