package omega.genomics.postgres.load.variants;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.ParseException;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.vcf.AlleleKind;
import omega.genomics.vcf.KeptValues;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoDefinition;
import omega.genomics.vcf.header.InfoKey;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfNumber;
import omega.genomics.vcf.header.VcfType;
import omega.genomics.vcf.header.VcfVersion;
import omega.genomics.vcf.source.ClinicalSignificance;
import omega.genomics.vcf.source.SourceFields;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as rows of {@code variants}, one an ALT allele. Columns for which the header promises nothing are left out:
 * receiving seven nulls a row costs the server a twentieth of a load of typed columns. What all rows of a table have in common
 * is its default and not sent either, see {@link VariantTables}.
 */
final class VariantRows {
    /** Those of every file. */
    private static final String COLUMNS = "rs_number, allele_frequency, position, end_pos, record_number, allele_count,"
            + " allele_number, depth, qual, allele_index, variant_type, ref, alt, id, filter";

    private static final List<ByteSlice> SPANNING =
            List.of(ByteSlice.of("<DEL"), ByteSlice.of("<DUP"), ByteSlice.of("<INV"), ByteSlice.of("<CNV"));

    private final boolean numbersRepetitions;
    private final SourceFields fields;
    private final @Nullable InfoKey<String> counts;
    private final @Nullable InfoKey<String> frequencies;
    private final @Nullable InfoKey<int[]> depth;
    /** Whether DP may be a list, of which no value is the record's depth. */
    private final boolean isDepthOpen;

    private final @Nullable InfoKey<int[]> svlen;
    private final boolean isLengthByAllele;
    private final @Nullable InfoKey<int[]> endKey;
    private final InfoJson info;
    private final KeptValues kept;
    private final VariantAnnotator annotator;
    private final CohortColumns cohort;
    private final ConsequenceColumns consequences;
    private final Annotation annotation = new Annotation();
    private final String columns;
    private final int columnCount;

    // Of the record whose alleles are being written.
    private OptionalLong rs = OptionalLong.empty();
    private OptionalInt alleleNumber = OptionalInt.empty();
    private @Nullable String gene;
    private int depthValue;
    private boolean hasCounts;
    private boolean hasLengths;
    private boolean hasFrequencies;

    VariantRows(
            VariantOptions options,
            VcfHeader header,
            VariantAnnotator annotator,
            ConsequenceColumns consequences,
            KeptValues kept) {
        this.kept = kept;
        this.consequences = consequences;
        cohort = new CohortColumns(options.genotypes);
        numbersRepetitions = options.duplicates == DuplicatePolicy.ALL;
        this.annotator = annotator;
        fields = SourceFields.of(header);
        counts = byAllele(header, "AC");
        frequencies = byAllele(header, "AF");
        depth = integer(header, "DP");
        isDepthOpen = !header.info("DP").number().equals(VcfNumber.ONE);
        boolean isByLength = header.version().isAtLeast(VcfVersion.V4_4);
        svlen = isByLength ? integer(header, "SVLEN") : null;
        isLengthByAllele = header.info("SVLEN").number().kind() == VcfNumber.Kind.A;
        endKey = isByLength ? null : integer(header, "END");
        info = new InfoJson(header, options.infoKeys, kept);
        columns = COLUMNS
                + (numbersRepetitions ? ", ordinal" : "")
                + (hasGenes() ? ", gene" : "")
                + (hasConsequences() ? ", gene_id, consequence, impact" : "")
                + (fields.hasClinicalSignificance() ? ", clinical_significance, clinical_significances" : "")
                + (info.hasKeys() ? ", info" : "")
                + cohort.names()
                + consequences.names();
        columnCount = columns.split(",", -1).length;
    }

    private boolean hasGenes() {
        return hasConsequences() || fields.hasGenes();
    }

    private boolean hasConsequences() {
        return annotator != VariantAnnotator.NONE;
    }

    /**
     * Returns the columns that the rows have, in the order in which they are written.
     *
     * @param ofOneContig whether they go to a table that has no others
     */
    String columns(boolean ofOneContig) {
        return ofOneContig ? columns : "chromosome, " + columns;
    }

    private static @Nullable InfoKey<int[]> integer(VcfHeader header, String id) {
        return header.info(id).type() == VcfType.INTEGER ? header.info(id).asIntegers() : null;
    }

    /** Reads what all rows of a record share. */
    void begin(VcfRecord record) {
        cohort.begin(record);
        annotator.begin(record);
        consequences.begin(record);
        info.begin(record);
        rs = fields.rsNumber(record);
        alleleNumber = alleleNumber(record);
        int altCount = record.altCount();
        hasCounts = altCount <= 1 || hasValuePerAllele(record, counts, altCount);
        hasFrequencies = hasCounts && (altCount <= 1 || hasValuePerAllele(record, frequencies, altCount));
        gene = fields.gene(record).orElse(null);
        depthValue = depth(record);
        hasLengths = svlen == null || altCount <= 1 || record.info().count(svlen) == altCount;
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
            keep("INFO AN", record, e);
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
            keep("INFO DP", record, e);
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
            keep("INFO AC", record, e);
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
            keep("INFO AC", record, e);
            return OptionalDouble.empty();
        }
    }

    /** Goes on without a value that is no number, if that is wanted; the text of it is kept in {@code info}. */
    private void keep(String key, VcfRecord record, ParseException e) {
        if (!kept.keeps()) {
            throw e;
        }
        kept.add(key, record.lineNumber(), e::diagnostic);
    }

    /**
     * Writes one row.
     *
     * @param ofOneContig as of {@link #columns}
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
        int end = end(record, kind, allele, altCount);
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
        if (numbersRepetitions) {
            row.putShort(allele.ordinal);
        }
        putAnnotation(row, record, allele, contig);
        if (fields.hasClinicalSignificance()) {
            putSignificance(row, index < 0 ? Set.of() : fields.clinicalSignificance(record, index));
        }
        if (info.hasKeys()) {
            info.put(row, record, index, altCount, allele.isMoved && index >= 0 ? end : InfoJson.AS_WRITTEN);
        }
        cohort.put(row, index);
        consequences.put(row, record, index, contig);
    }

    /** A long END belongs to the symbolic alleles of a record, not to the bases beside them. */
    private int end(VcfRecord record, AlleleKind kind, RowAllele allele, int altCount) {
        int refEnd = allele.refEnd();
        boolean isSymbol = kind == AlleleKind.SYMBOLIC || kind == AlleleKind.UNSPECIFIED || kind == AlleleKind.MISSING;
        if (!isSymbol) {
            return refEnd;
        }
        if (altCount > 1
                && svlen != null
                && kind == AlleleKind.SYMBOLIC
                && spansReference(allele.alt)
                && !record.info().isMissing(svlen, allele.index)
                && (!isLengthByAllele || hasLengths)) {
            return (int)
                    Math.min(Integer.MAX_VALUE, Math.max(refEnd, record.position() + length(record, svlen, allele)));
        }
        return Math.max(refEnd, allele.isMoved ? statedEnd(record) : record.end());
    }

    /** Of a record without ALT whose REF was cut down to its first base: END still counts, the rest of REF does not. */
    private int statedEnd(VcfRecord record) {
        try {
            return endKey == null ? 0 : record.info().intOr(endKey, 0, 0);
        } catch (ParseException e) {
            keep("INFO END", record, e);
            return 0;
        }
    }

    private long length(VcfRecord record, InfoKey<int[]> key, RowAllele allele) {
        try {
            return Math.abs((long) record.info().intValue(key, allele.index));
        } catch (ParseException e) {
            keep("INFO SVLEN", record, e);
            return 0;
        }
    }

    private static boolean spansReference(ByteSlice alt) {
        return SPANNING.stream()
                .anyMatch(type -> alt.length() > 4
                        && alt.subSequence(0, 4).toString().equals(type.toString())
                        && (alt.byteAt(4) == '>' || alt.byteAt(4) == ':'));
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

    private void putAnnotation(BinaryCopyWriter row, VcfRecord record, RowAllele allele, String contig) {
        annotation.clear();
        annotation.gene = gene;
        annotator.annotate(record, allele, contig, annotation);
        if (hasGenes()) {
            VcfFindings.checkIndexed(record, "a gene's name", annotation.gene);
            putClean(row, annotation.gene);
        }
        if (hasConsequences()) {
            putClean(row, annotation.geneId);
            putClean(row, annotation.consequence);
            putClean(row, annotation.impact);
        }
    }

    private static void putClean(BinaryCopyWriter row, @Nullable String text) {
        row.putText(text == null || text.isEmpty() ? null : JsonText.withoutNul(text));
    }

    private static void putSignificance(BinaryCopyWriter row, Set<ClinicalSignificance> said) {
        if (said.isEmpty()) {
            row.putNull();
            row.putNull();
            return;
        }
        List<String> words =
                said.stream().map(word -> word.name().toLowerCase(Locale.ROOT)).toList();
        row.putText(words.get(0));
        if (words.size() > 1) {
            row.putTexts(words);
        } else {
            row.putNull();
        }
    }
}
