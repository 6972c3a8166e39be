package omega.genomics.postgres.load.variants;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.table.VariantColumn;
import omega.genomics.vcf.AlleleKind;
import omega.genomics.vcf.KeptValues;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.source.ClinicalSignificance;
import omega.genomics.vcf.source.SourceFields;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as rows of {@code variants}, one an ALT allele, with the columns of a {@link VariantPlan}. What all rows of a table have in
 * common is its default and not sent, see {@link VariantTables}.
 */
final class VariantRows {
    private static final Map<ClinicalSignificance, String> WORDS = words();

    private final VariantPlan plan;
    private final SourceFields fields;
    private final @Nullable InfoKey<String> counts;
    private final @Nullable InfoKey<String> frequencies;
    private final @Nullable InfoKey<int[]> depth;
    /** Whether DP may be a list, of which no value is the record's depth. */
    private final boolean isDepthOpen;

    private final InfoJson info;
    private final KeptValues kept;
    private final AlleleAnnotator annotator;
    private final CohortColumns cohort;
    private final ConsequenceColumns consequences;
    private final AlleleConsequences found = new AlleleConsequences();
    private final int columnCount;

    // Of the record whose alleles are being written.
    private OptionalLong rs = OptionalLong.empty();
    private OptionalInt alleleNumber = OptionalInt.empty();
    private @Nullable String gene;
    private int depthValue;
    private boolean hasCounts;
    private boolean hasFrequencies;

    /**
     * Makes rows as planned.
     *
     * @param sets numbers all consequences of an allele, may be null if the plan does not keep them
     * @param kept counts values that are kept as text
     */
    VariantRows(VariantPlan plan, @Nullable ConsequenceSets sets, KeptValues kept) {
        this.plan = plan;
        this.kept = kept;
        VcfHeader header = plan.header();
        consequences = new ConsequenceColumns(plan.keepsAllConsequences() ? sets : null);
        cohort = new CohortColumns(plan.options().genotypes);
        annotator = plan.annotator();
        fields = plan.fields();
        counts = byAllele(header, "AC");
        frequencies = byAllele(header, "AF");
        depth = integer(header, "DP");
        isDepthOpen = !header.info("DP").number().equals(VcfNumber.ONE);
        info = new InfoJson(header, plan.options().infoKeys, kept);
        columnCount = plan.columns().size();
    }

    /** Returns how many values have been kept as text so far. */
    long keptValues() {
        return kept.count();
    }

    private static @Nullable InfoKey<int[]> integer(VcfHeader header, String id) {
        return header.info(id).type() == VcfType.INTEGER ? header.info(id).asIntegers() : null;
    }

    /** Reads what all rows of a record share. */
    void begin(VcfRecord record) {
        cohort.begin(record);
        annotator.begin(record);
        info.begin(record);
        rs = fields.rsNumber(record);
        alleleNumber = alleleNumber(record);
        int altCount = record.altCount();
        hasCounts = altCount <= 1 || hasValuePerAllele(record, counts, altCount);
        hasFrequencies = hasCounts && (altCount <= 1 || hasValuePerAllele(record, frequencies, altCount));
        gene = fields.gene(record).orElse(null);
        depthValue = depth(record);
    }

    /** Nobody can tell which value is whose if a list of {@code Number=A} is shorter or longer than it should be. */
    private static boolean hasValuePerAllele(VcfRecord record, @Nullable InfoKey<String> key, int altCount) {
        int values = key == null ? 0 : record.info().count(key);
        return values == 0 || values == altCount;
    }

    private static @Nullable InfoKey<String> byAllele(VcfHeader header, String id) {
        InfoDefinition definition = header.info(id);
        return definition.number().kind() == VcfNumber.Kind.A && definition.type() != VcfType.FLAG
                ? definition.asString()
                : null;
    }

    private OptionalInt alleleNumber(VcfRecord record) {
        try {
            return fields.alleleNumber(record);
        } catch (ParseException e) {
            keepText("INFO AN", record, e);
            return OptionalInt.empty();
        }
    }

    private int depth(VcfRecord record) {
        if (depth == null || (isDepthOpen && record.info().count(depth) != 1)) {
            return Integer.MIN_VALUE;
        }
        try {
            return record.info().intOr(depth, 0, Integer.MIN_VALUE);
        } catch (ParseException e) {
            keepText("INFO DP", record, e);
            return Integer.MIN_VALUE;
        }
    }

    private OptionalInt alleleCount(VcfRecord record, int alt) {
        if (!hasCounts) {
            return OptionalInt.empty();
        }
        try {
            return fields.alleleCount(record, alt);
        } catch (ParseException e) {
            keepText("INFO AC", record, e);
            return OptionalInt.empty();
        }
    }

    /** AC / AN stand for a frequency that the record does not say. */
    private OptionalDouble frequency(VcfRecord record, int alt) {
        if (!hasFrequencies) {
            return OptionalDouble.empty();
        }
        try {
            return fields.frequency(record, alt);
        } catch (ParseException e) {
            keepText("INFO AC", record, e);
            return OptionalDouble.empty();
        }
    }

    /** Goes on without a value that is no number, if that is wanted; the text of it is kept in {@code info}. */
    private void keepText(String key, VcfRecord record, ParseException e) {
        if (!kept.keeps()) {
            throw e;
        }
        kept.add(key, record.lineNumber(), e::diagnostic);
    }

    /** Keeps the rows of the record: what belongs to them in other tables is written. */
    void keep() {
        consequences.keep();
    }

    /** Forgets what the rows of a refused record have in other tables. */
    void forget() {
        consequences.forget();
    }

    /**
     * Writes one row.
     *
     * @param ofOneContig whether it goes to a table that has no other contigs
     */
    void write(
            BinaryCopyWriter row,
            VcfRecord record,
            String contig,
            boolean ofOneContig,
            int number,
            RowAllele allele,
            int altCount) {
        int index = allele.index;
        AlleleKind kind = index < 0 ? AlleleKind.MISSING : record.altKind(index);
        int end = record.end(index, allele.refEnd());
        row.startRow(ofOneContig ? columnCount : columnCount + 1);
        if (!ofOneContig) {
            row.putText(contig);
        }
        row.put(rs);
        row.put(index < 0 ? OptionalDouble.empty() : frequency(record, index));
        row.putInt(allele.position);
        row.putInt(end);
        row.putInt(number);
        row.put(index < 0 ? OptionalInt.empty() : alleleCount(record, index));
        row.put(alleleNumber);
        row.put(depthValue == Integer.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(depthValue));
        putQual(row, record);
        row.putShort(index + 1);
        row.putText(VariantType.of(kind, allele.ref, allele.alt));
        JsonText.putText(row, allele.ref.array(), allele.ref.offset(), allele.ref.offset() + allele.ref.length());
        putUnlessMissing(row, allele.alt);
        putUnlessMissing(row, record.idBytes());
        putUnlessMissing(row, record.filterBytes());
        if (plan.numbersRepetitions()) {
            row.putShort(allele.ordinal);
        }
        putAnnotation(row, record, allele, end, contig);
        if (plan.hasSignificance()) {
            putSignificance(row, index < 0 ? Set.of() : fields.clinicalSignificance(record, index));
        }
        if (plan.hasInfo()) {
            info.put(row, record, index, altCount, allele.isMoved && index >= 0 ? end : InfoJson.AS_WRITTEN);
        }
        cohort.put(row, index);
        consequences.put(row, record, found, contig);
        if (plan.hasNames()) {
            putNames(row);
        }
    }

    private void putNames(BinaryCopyWriter row) {
        for (int i = 0; i < VariantColumn.HGVS.size(); i++) {
            ByteSlice name = found.name(i);
            if (name == null) {
                row.putNull();
            } else {
                JsonText.putText(row, name.array(), name.offset(), name.offset() + name.length());
            }
        }
    }

    private static void putQual(BinaryCopyWriter row, VcfRecord record) {
        if (record.hasQual()) {
            row.putFloat(record.qual());
        } else {
            row.putNull();
        }
    }

    private static void putUnlessMissing(BinaryCopyWriter row, ByteSlice text) {
        if (text.length() == 1 && text.byteAt(0) == '.') {
            row.putNull();
        } else {
            JsonText.putText(row, text.array(), text.offset(), text.offset() + text.length());
        }
    }

    private void putAnnotation(BinaryCopyWriter row, VcfRecord record, RowAllele allele, int end, String contig) {
        found.clear(gene);
        annotator.annotate(record, allele, end, contig, found);
        if (plan.hasGenes()) {
            VcfFindings.checkIndexed(record, "a gene's name", found.gene);
            putClean(row, found.gene);
        }
        if (plan.hasConsequences()) {
            putClean(row, found.geneId);
            putClean(row, found.consequence);
            putClean(row, found.impact);
        }
    }

    private static void putClean(BinaryCopyWriter row, @Nullable String text) {
        row.putText(text == null || text.isEmpty() ? null : JsonText.withoutNul(text));
    }

    private static Map<ClinicalSignificance, String> words() {
        Map<ClinicalSignificance, String> words = new EnumMap<>(ClinicalSignificance.class);
        for (ClinicalSignificance value : ClinicalSignificance.values()) {
            words.put(value, value.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static void putSignificance(BinaryCopyWriter row, Set<ClinicalSignificance> said) {
        if (said.isEmpty()) {
            row.putNull();
            row.putNull();
            return;
        }
        row.putText(WORDS.get(said.iterator().next()));
        if (said.size() > 1) {
            row.putTexts(said.stream().map(WORDS::get).toList());
        } else {
            row.putNull();
        }
    }
}
