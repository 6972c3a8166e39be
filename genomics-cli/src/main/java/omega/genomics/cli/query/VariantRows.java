package omega.genomics.cli.query;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import omega.genomics.cli.RawJson;
import omega.genomics.postgres.query.variants.StoredConsequence;
import omega.genomics.postgres.query.variants.StoredVariant;
import org.jspecify.annotations.Nullable;

/** Variants as answers, with the keys that scripts rely on. */
public final class VariantRows {
    private VariantRows() {}

    public static Map<String, @Nullable Object> of(StoredVariant variant) {
        Map<String, @Nullable Object> row = new java.util.LinkedHashMap<>();
        row.put("chromosome", variant.chromosome());
        row.put("position", variant.position());
        row.put("id", variant.id());
        row.put("ref", variant.ref());
        row.put("alt", variant.alt());
        row.put("qual", number(variant.qual()));
        row.put("filter", variant.filter());
        row.put("allele_frequency", number(variant.alleleFrequency()));
        row.put("info", new RawJson(variant.info().toString()));
        return row;
    }

    /** Every column. */
    static Map<String, @Nullable Object> whole(StoredVariant variant) {
        Map<String, @Nullable Object> row = of(variant);
        @Nullable Object info = row.remove("info");
        row.put("end_pos", variant.end());
        row.put("variant_type", variant.type().name());
        row.put("allele_count", number(variant.alleleCount()));
        row.put("allele_number", number(variant.alleleNumber()));
        row.put("depth", number(variant.depth()));
        row.put("rs_number", number(variant.rsNumber()));
        row.put("gene", variant.gene());
        row.put("gene_id", variant.geneId());
        row.put("consequence", variant.consequence());
        row.put("impact", variant.impact().map(Enum::name));
        row.put(
                "clinical_significances",
                variant.clinicalSignificances().stream()
                        .map(word -> word.name().toLowerCase(Locale.ROOT))
                        .toList());
        row.put("record_number", variant.recordNumber());
        row.put("allele_index", variant.alleleIndex());
        row.put("info", info);
        return row;
    }

    /** What a variant does to one transcript. */
    public static Map<String, @Nullable Object> of(StoredConsequence consequence) {
        Map<String, @Nullable Object> row = new java.util.LinkedHashMap<>();
        row.put("picked", consequence.isPicked());
        row.put("gene", consequence.gene());
        row.put("gene_id", consequence.geneId());
        row.put("transcript_id", consequence.transcriptId());
        row.put("biotype", consequence.biotype());
        row.put("impact", consequence.impact().map(Enum::name));
        row.put("terms", consequence.terms());
        row.put("cdna_position", consequence.cdnaPosition());
        row.put("cds_position", consequence.cdsPosition());
        row.put("protein_position", consequence.proteinPosition());
        row.put("amino_acids", consequence.aminoAcids());
        row.put("codons", consequence.codons());
        row.put("hgvs_c", consequence.hgvsCoding());
        row.put("hgvs_p", consequence.hgvsProtein());
        return row;
    }

    private static @Nullable Object number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Object number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    private static @Nullable Object number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
