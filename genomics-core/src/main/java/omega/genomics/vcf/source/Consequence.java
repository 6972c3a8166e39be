package omega.genomics.vcf.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.source.ConsequenceFields.Field;
import org.jspecify.annotations.Nullable;

/**
 * What one ALT allele does to one transcript or other feature, as Ensembl VEP (CSQ) or SnpEff (ANN) says.
 *
 * <p>Immutable. The typed accessors read the fields by either tool's names.
 */
public final class Consequence {
    private final ConsequenceFields fields;
    private final String text;
    /** Where each field ends that the header names, as far as there are any. */
    private final int[] ends;

    /** @param text as it stands in INFO */
    Consequence(ConsequenceFields fields, String text) {
        this.fields = fields;
        this.text = text;
        this.ends = ends(text, fields.names().size());
    }

    private static int[] ends(String text, int most) {
        int[] ends = new int[most];
        int count = 0;
        for (int from = 0; count < most && from <= text.length(); ) {
            int bar = text.indexOf('|', from);
            ends[count] = bar < 0 ? text.length() : bar;
            from = ends[count++] + 1;
        }
        return count == most ? ends : Arrays.copyOf(ends, count);
    }

    /** Returns null if there is no such column, or it has no value. */
    private @Nullable String value(int column) {
        if (column < 0 || column >= ends.length) {
            return null;
        }
        int from = column == 0 ? 0 : ends[column - 1] + 1;
        if (from == ends[column]) {
            return null;
        }
        return fields.decoded(text.substring(from, ends[column]));
    }

    /**
     * Returns a field by the name the header gives it.
     *
     * @param name such as {@code SYMBOL}; case does not count
     * @return empty if there is no such field, or it has no value
     */
    public Optional<String> field(String name) {
        Objects.requireNonNull(name, "name");
        return Optional.ofNullable(value(fields.column(name)));
    }

    private Optional<String> field(Field field) {
        for (int column : fields.columns(field)) {
            String value = value(column);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the allele as the tool writes it: VEP leaves out a base that all alleles begin with, and writes {@code -} for
     * none.
     *
     * @return empty text if the annotation has none
     */
    public String allele() {
        return field(Field.ALLELE).orElse("");
    }

    /**
     * Returns the number of the allele in its record.
     *
     * @param record the annotation stands in
     * @return 1 for the first ALT; empty if no ALT is the allele
     */
    public OptionalInt alleleNumber(VcfRecord record) {
        Objects.requireNonNull(record, "record");
        return alleleNumber(record.ref(), record.alts());
    }

    /**
     * Returns the number of the allele among those of its record: for one after the other of a record's consequences, which
     * share its texts.
     *
     * @param ref the record's REF
     * @param alts its ALTs
     * @return 1 for the first ALT; empty if no ALT is the allele
     */
    public OptionalInt alleleNumber(String ref, List<String> alts) {
        Objects.requireNonNull(alts, "alts");
        Objects.requireNonNull(ref, "ref");
        Optional<String> stated = field(Field.ALLELE_NUMBER).filter(Consequence::isNumber);
        if (stated.isPresent()) {
            return OptionalInt.of(Integer.parseInt(stated.get()));
        }
        int exact = alts.indexOf(allele());
        if (exact >= 0) {
            return OptionalInt.of(exact + 1);
        }
        boolean shortened = alts.stream().allMatch(alt -> alt.charAt(0) == ref.charAt(0));
        for (int i = 0; i < alts.size() && shortened; i++) {
            String rest = alts.get(i).substring(1);
            if (allele().equals(rest.isEmpty() ? "-" : rest)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isNumber(String text) {
        return text.length() <= 9 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /**
     * Returns the Sequence Ontology terms.
     *
     * @return such as {@code missense_variant}, in the tool's order; empty if there are none
     */
    public List<String> terms() {
        return field(Field.TERMS)
                .map(terms -> List.of(terms.toLowerCase(Locale.ROOT).split("&", -1)))
                .orElse(List.of());
    }

    /**
     * Returns the terms that Ensembl VEP has too.
     *
     * @return in the tool's order, without those that only SnpEff knows
     */
    public List<ConsequenceTerm> knownTerms() {
        return terms().stream()
                .map(ConsequenceTerm::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Returns the impact.
     *
     * @return empty if the annotation has none
     */
    public Optional<Impact> impact() {
        return field(Field.IMPACT).flatMap(Impact::parse);
    }

    /**
     * Returns the symbol of the gene.
     *
     * @return such as {@code BRCA2}; empty for a feature without a gene
     */
    public Optional<String> symbol() {
        return field(Field.SYMBOL);
    }

    /**
     * Returns the identifier of the gene.
     *
     * @return such as {@code ENSG00000139618}; empty for a feature without a gene
     */
    public Optional<String> geneId() {
        return field(Field.GENE);
    }

    /**
     * Returns the identifier of the transcript or other feature.
     *
     * @return such as {@code ENST00000380152}
     */
    public Optional<String> feature() {
        return field(Field.FEATURE);
    }

    /**
     * Returns the biotype of the transcript.
     *
     * @return such as {@code protein_coding}
     */
    public Optional<String> biotype() {
        return field(Field.BIOTYPE);
    }

    /**
     * Returns the position in the spliced transcript.
     *
     * @return such as {@code 123}, {@code 123-125} or {@code ?-125}, without the transcript's length
     */
    public Optional<String> cdnaPosition() {
        return position(Field.CDNA);
    }

    /**
     * Returns the position in the coding sequence.
     *
     * @return such as {@code 123}, without its length
     */
    public Optional<String> cdsPosition() {
        return position(Field.CDS);
    }

    /**
     * Returns the position in the protein.
     *
     * @return such as {@code 41}, without its length
     */
    public Optional<String> proteinPosition() {
        return position(Field.PROTEIN);
    }

    private Optional<String> position(Field field) {
        return field(field).map(position -> {
            int length = position.indexOf('/');
            return length < 0 ? position : position.substring(0, length);
        });
    }

    /**
     * Returns the amino acids before and after.
     *
     * @return such as {@code A/V}; SnpEff has none
     */
    public Optional<String> aminoAcids() {
        return field(Field.AMINO_ACIDS);
    }

    /**
     * Returns the codons before and after.
     *
     * @return such as {@code gCa/gTa}; SnpEff has none
     */
    public Optional<String> codons() {
        return field(Field.CODONS);
    }

    /**
     * Returns the change of the coding sequence.
     *
     * @return in HGVS notation
     */
    public Optional<String> hgvsCoding() {
        return hgvs(Field.HGVS_CODING);
    }

    /**
     * Returns the change of the protein.
     *
     * @return in HGVS notation
     */
    public Optional<String> hgvsProtein() {
        return hgvs(Field.HGVS_PROTEIN);
    }

    /**
     * Returns the change of the contig.
     *
     * @return in HGVS notation; SnpEff has none
     */
    public Optional<String> hgvsGenomic() {
        return hgvs(Field.HGVS_GENOMIC);
    }

    /** VEP writes {@code =} as a code whatever the version of the file. */
    private Optional<String> hgvs(Field field) {
        return field(field).map(change -> change.replace("%3D", "="));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Consequence that && fields.areAs(that.fields) && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the values as they stand in INFO. */
    @Override
    public String toString() {
        return text;
    }
}
