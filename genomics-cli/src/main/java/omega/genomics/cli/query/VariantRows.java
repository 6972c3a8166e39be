package omega.genomics.cli.query;

import java.util.ArrayList;
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
import omega.genomics.consequence.TranscriptConsequence;
import omega.genomics.postgres.load.StoredDataset;
import omega.genomics.postgres.query.variants.InfoValues;
import omega.genomics.postgres.query.variants.StoredConsequence;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.table.VariantColumn;
import org.jspecify.annotations.Nullable;

/** Variants as answers: columns by the names they have in SQL ({@link VariantColumn}), which scripts rely on. */
public final class VariantRows {
    private static final String INFO = "INFO/";
    private static final String DATASET = "dataset";

    private static final List<String> USUAL = usual();

    private final Map<String, Function<StoredVariant, @Nullable Object>> all = new LinkedHashMap<>();
    private final Map<String, Function<StoredVariant, @Nullable Object>> shown = new LinkedHashMap<>();

    private VariantRows(Map<Integer, String> datasets) {
        all.put(DATASET, variant -> datasets.get(variant.datasetId()));
        all.put("variant", StoredVariant::name);
        put(VariantColumn.CHROMOSOME, StoredVariant::contig);
        put(VariantColumn.POSITION, variant -> RawJson.of(variant.position()));
        put(VariantColumn.END_POS, variant -> RawJson.of(variant.end()));
        put(VariantColumn.ID, StoredVariant::id);
        put(VariantColumn.REF, StoredVariant::ref);
        put(VariantColumn.ALT, StoredVariant::alt);
        put(VariantColumn.QUAL, variant -> number(variant.qual()));
        put(VariantColumn.FILTER, StoredVariant::filter);
        put(VariantColumn.VARIANT_TYPE, variant -> variant.type().name());
        put(VariantColumn.ALLELE_FREQUENCY, variant -> number(variant.alleleFrequency()));
        put(VariantColumn.ALLELE_COUNT, variant -> number(variant.alleleCount()));
        put(VariantColumn.ALLELE_NUMBER, variant -> number(variant.alleleNumber()));
        put(VariantColumn.DEPTH, variant -> number(variant.depth()));
        put(VariantColumn.RS_NUMBER, variant -> number(variant.rsNumber()));
        put(VariantColumn.GENE, StoredVariant::gene);
        put(VariantColumn.GENE_ID, StoredVariant::geneId);
        put(VariantColumn.CONSEQUENCE, StoredVariant::consequence);
        put(VariantColumn.IMPACT, variant -> variant.impact().map(Enum::name));
        put(VariantColumn.HGVS_G, StoredVariant::hgvsGenomic);
        put(VariantColumn.HGVS_C, StoredVariant::hgvsCoding);
        put(VariantColumn.HGVS_P, StoredVariant::hgvsProtein);
        put(VariantColumn.CLINICAL_SIGNIFICANCES, VariantRows::significances);
        put(VariantColumn.RECORD_NUMBER, variant -> RawJson.of(variant.recordNumber()));
        put(VariantColumn.ALLELE_INDEX, StoredVariant::alleleIndex);
        put(VariantColumn.INFO, variant -> new RawJson(variant.info().toString()));
    }

    private void put(VariantColumn column, Function<StoredVariant, @Nullable Object> value) {
        all.put(column.sqlName(), value);
    }

    private static List<String> usual() {
        List<String> names = new ArrayList<>();
        names.add(DATASET);
        names.addAll(VariantColumn.names(List.of(
                VariantColumn.CHROMOSOME,
                VariantColumn.POSITION,
                VariantColumn.ID,
                VariantColumn.REF,
                VariantColumn.ALT,
                VariantColumn.QUAL,
                VariantColumn.FILTER,
                VariantColumn.ALLELE_FREQUENCY,
                VariantColumn.GENE,
                VariantColumn.CONSEQUENCE,
                VariantColumn.CLINICAL_SIGNIFICANCES)));
        return names;
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

    /** What a variant does to one transcript; what it touches of the transcript of the loaded genes, if they have it. */
    static Map<String, @Nullable Object> of(StoredConsequence consequence, @Nullable TranscriptConsequence touched) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("picked", consequence.isPicked());
        row.put("gene", consequence.gene());
        row.put("gene_id", consequence.geneId());
        row.put("transcript_id", consequence.transcriptId());
        row.put("biotype", consequence.biotype());
        row.put("impact", consequence.impact().map(Enum::name));
        row.put("terms", consequence.terms());
        row.put("exon", touched == null ? null : touched.exonText().orElse(null));
        row.put("intron", touched == null ? null : touched.intronText().orElse(null));
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
