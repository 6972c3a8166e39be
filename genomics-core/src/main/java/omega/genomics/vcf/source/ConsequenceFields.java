package omega.genomics.vcf.source;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.internal.vcf.PercentEncoding;

/** The fields of an annotation as its header names them, and where those stand that accessors read by either tool's name. */
final class ConsequenceFields {
    /** What VEP and SnpEff call alike things. */
    enum Field {
        ALLELE("Allele"),
        ALLELE_NUMBER("ALLELE_NUM"),
        TERMS("Consequence", "Annotation"),
        IMPACT("IMPACT", "Annotation_Impact"),
        SYMBOL("SYMBOL", "Gene_Name"),
        GENE("Gene", "Gene_ID"),
        FEATURE("Feature", "Feature_ID"),
        BIOTYPE("BIOTYPE", "Transcript_BioType"),
        CDNA("cDNA_position", "cDNA.pos / cDNA.length"),
        CDS("CDS_position", "CDS.pos / CDS.length"),
        PROTEIN("Protein_position", "AA.pos / AA.length"),
        AMINO_ACIDS("Amino_acids"),
        CODONS("Codons"),
        HGVS_GENOMIC("HGVSg"),
        HGVS_CODING("HGVSc", "HGVS.c"),
        HGVS_PROTEIN("HGVSp", "HGVS.p");

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> names;

        Field(String... names) {
            this.names = List.of(names);
        }
    }

    static final int NONE = -1;

    private final List<String> names;
    private final boolean isPercentEncoded;
    /** Of each field the columns of its names, the first name first. */
    private final Map<Field, int[]> columns = new EnumMap<>(Field.class);

    /** @param isPercentEncoded whether values may have codes: a bar among them bounds no field */
    ConsequenceFields(List<String> names, boolean isPercentEncoded) {
        this.names = names;
        this.isPercentEncoded = isPercentEncoded;
        for (Field field : Field.values()) {
            columns.put(
                    field,
                    field.names.stream()
                            .mapToInt(this::column)
                            .filter(column -> column != NONE)
                            .toArray());
        }
    }

    List<String> names() {
        return names;
    }

    /** Returns what the text of a field says. */
    String decoded(String text) {
        return isPercentEncoded ? PercentEncoding.decode(text) : text;
    }

    /** Tells whether the same text says the same by both. */
    boolean areAs(ConsequenceFields other) {
        return names.equals(other.names) && isPercentEncoded == other.isPercentEncoded;
    }

    /** Returns the column of a name, whose case does not count; −1 if there is none. */
    int column(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return NONE;
    }

    /** Returns the columns that a field may stand in, to be asked in order: those of its names that the header has. */
    int[] columns(Field field) {
        return Objects.requireNonNull(columns.get(field));
    }

    /** Returns the first of them; −1 if there is none. */
    int column(Field field) {
        int[] all = columns(field);
        return all.length == 0 ? NONE : all[0];
    }
}
