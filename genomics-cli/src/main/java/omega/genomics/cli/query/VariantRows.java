package omega.genomics.cli.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.cli.RawJson;
import omega.genomics.cli.Session;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.query.variants.InfoValues;
import omega.genomics.postgres.query.variants.StoredConsequence;
import omega.genomics.postgres.query.variants.StoredVariant;
import org.jspecify.annotations.Nullable;

/** Variants as answers: columns by the names they have in SQL, which scripts rely on. */
public final class VariantRows {
    private static final String INFO = "INFO/";

    private static final List<String> USUAL = List.of(
            "dataset",
            "chromosome",
            "position",
            "id",
            "ref",
            "alt",
            "qual",
            "filter",
            "allele_frequency",
            "gene",
            "consequence",
            "clinical_significances");

    private final Map<String, Function<StoredVariant, @Nullable Object>> all = new LinkedHashMap<>();
    private final Map<String, Function<StoredVariant, @Nullable Object>> shown = new LinkedHashMap<>();

    private VariantRows(Map<Integer, String> datasets) {
        all.put("dataset", variant -> datasets.get(variant.datasetId()));
        all.put("variant", StoredVariant::name);
        all.put("chromosome", StoredVariant::contig);
        all.put("position", variant -> RawJson.of(variant.position()));
        all.put("end_pos", variant -> RawJson.of(variant.end()));
        all.put("id", StoredVariant::id);
        all.put("ref", StoredVariant::ref);
        all.put("alt", StoredVariant::alt);
        all.put("qual", variant -> number(variant.qual()));
        all.put("filter", StoredVariant::filter);
        all.put("variant_type", variant -> variant.type().name());
        all.put("allele_frequency", variant -> number(variant.alleleFrequency()));
        all.put("allele_count", variant -> number(variant.alleleCount()));
        all.put("allele_number", variant -> number(variant.alleleNumber()));
        all.put("depth", variant -> number(variant.depth()));
        all.put("rs_number", variant -> number(variant.rsNumber()));
        all.put("gene", StoredVariant::gene);
        all.put("gene_id", StoredVariant::geneId);
        all.put("consequence", StoredVariant::consequence);
        all.put("impact", variant -> variant.impact().map(Enum::name));
        all.put("clinical_significances", VariantRows::significances);
        all.put("record_number", variant -> RawJson.of(variant.recordNumber()));
        all.put("allele_index", StoredVariant::alleleIndex);
        all.put("info", variant -> new RawJson(variant.info().toString()));
    }

    private static List<String> significances(StoredVariant variant) {
        return variant.clinicalSignificances().stream()
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Shows the usual columns. */
    public static VariantRows usual(Session session) {
        return of(session, USUAL);
    }

    /** Shows every column. */
    static VariantRows whole(Session session) {
        return of(session, List.of("all"));
    }

    /**
     * Shows some columns.
     *
     * @param columns their names, {@code all}, or {@code INFO/KEY} for one value of INFO
     * @throws IllegalArgumentException if there is no such column
     */
    static VariantRows of(Session session, List<String> columns) {
        VariantRows rows = new VariantRows(datasets(session));
        for (String column : columns) {
            if (column.equals("all")) {
                rows.shown.putAll(rows.all);
            } else if (column.startsWith(INFO) && column.length() > INFO.length()) {
                rows.shown.put(column, variant -> value(variant.info(), column.substring(INFO.length())));
            } else if (rows.all.containsKey(column)) {
                rows.shown.put(column, rows.all.get(column));
            } else {
                throw new IllegalArgumentException("expected --columns among " + String.join(", ", rows.all.keySet())
                        + ", INFO/KEY and all, found \"" + column + '"');
            }
        }
        return rows;
    }

    private static Map<Integer, String> datasets(Session session) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (StoredDataset dataset : session.assembly().datasets().list()) {
            names.put(dataset.id(), dataset.name());
        }
        return names;
    }

    /** The text of a value, of a list with commas; true for a flag. */
    private static @Nullable Object value(InfoValues info, String key) {
        if (!info.has(key)) {
            return null;
        }
        List<Optional<String>> texts = info.texts(key);
        if (texts.isEmpty()) {
            return true;
        }
        return texts.size() == 1
                ? texts.get(0)
                : texts.stream().map(text -> text.orElse(".")).collect(Collectors.joining(","));
    }

    List<String> columns() {
        return List.copyOf(shown.keySet());
    }

    public Map<String, @Nullable Object> of(StoredVariant variant) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        shown.forEach((name, value) -> row.put(name, value.apply(variant)));
        return row;
    }

    /** What a variant does to one transcript. */
    static Map<String, @Nullable Object> of(StoredConsequence consequence) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
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
        return value.isPresent() ? RawJson.of(value.getAsLong()) : null;
    }
}
