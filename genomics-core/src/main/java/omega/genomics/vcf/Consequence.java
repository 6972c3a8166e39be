package omega.genomics.vcf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;

/**
 * What one ALT allele does to one transcript or other feature, as Ensembl VEP (CSQ) or SnpEff (ANN) says.
 *
 * <p>Immutable. The typed accessors read the fields by either tool's names.
 */
public final class Consequence {
    private final List<String> names;
    private final List<String> values;

    Consequence(List<String> names, List<String> values) {
        this.names = names;
        this.values = List.copyOf(values);
    }

    /**
     * Returns a field by the name the header gives it.
     *
     * @param name such as {@code SYMBOL}; case does not count
     * @return empty if there is no such field, or it has no value
     */
    public Optional<String> field(String name) {
        for (int i = 0; i < names.size() && i < values.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return values.get(i).isEmpty() ? Optional.empty() : Optional.of(values.get(i));
            }
        }
        return Optional.empty();
    }

    private Optional<String> either(String vep, String snpEff) {
        return field(vep).or(() -> field(snpEff));
    }

    /**
     * Returns the allele as the tool writes it: VEP leaves out a base that all alleles begin with, and writes {@code -} for
     * none.
     *
     * @return empty text if the annotation has none
     */
    public String allele() {
        return field("Allele").orElse("");
    }

    /**
     * Returns the number of the allele in its record.
     *
     * @param record the annotation stands in
     * @return 1 for the first ALT; empty if no ALT is the allele
     */
    public OptionalInt alleleNumber(VcfRecord record) {
        Optional<String> stated = field("ALLELE_NUM").filter(text -> text.matches("\\d{1,9}"));
        if (stated.isPresent()) {
            return OptionalInt.of(Integer.parseInt(stated.get()));
        }
        List<String> alts = record.alts();
        int exact = alts.indexOf(allele());
        if (exact >= 0) {
            return OptionalInt.of(exact + 1);
        }
        String ref = record.ref();
        boolean shortened = alts.stream().allMatch(alt -> alt.charAt(0) == ref.charAt(0));
        for (int i = 0; i < alts.size() && shortened; i++) {
            String rest = alts.get(i).substring(1);
            if (allele().equals(rest.isEmpty() ? "-" : rest)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns the Sequence Ontology terms.
     *
     * @return such as {@code missense_variant}, in the tool's order; empty if there are none
     */
    public List<String> terms() {
        return either("Consequence", "Annotation")
                .map(text -> List.of(text.toLowerCase(Locale.ROOT).split("&", -1)))
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
        return either("IMPACT", "Annotation_Impact").flatMap(Impact::parse);
    }

    /**
     * Returns the symbol of the gene.
     *
     * @return such as {@code BRCA2}; empty for a feature without a gene
     */
    public Optional<String> symbol() {
        return either("SYMBOL", "Gene_Name");
    }

    /**
     * Returns the identifier of the gene.
     *
     * @return such as {@code ENSG00000139618}; empty for a feature without a gene
     */
    public Optional<String> geneId() {
        return either("Gene", "Gene_ID");
    }

    /**
     * Returns the identifier of the transcript or other feature.
     *
     * @return such as {@code ENST00000380152}
     */
    public Optional<String> feature() {
        return either("Feature", "Feature_ID");
    }

    /**
     * Returns the biotype of the transcript.
     *
     * @return such as {@code protein_coding}
     */
    public Optional<String> biotype() {
        return either("BIOTYPE", "Transcript_BioType");
    }

    /**
     * Returns the position in the spliced transcript.
     *
     * @return such as {@code 123}, {@code 123-125} or {@code ?-125}, without the transcript's length
     */
    public Optional<String> cdnaPosition() {
        return position("cDNA_position", "cDNA.pos / cDNA.length");
    }

    /**
     * Returns the position in the coding sequence.
     *
     * @return such as {@code 123}, without its length
     */
    public Optional<String> cdsPosition() {
        return position("CDS_position", "CDS.pos / CDS.length");
    }

    /**
     * Returns the position in the protein.
     *
     * @return such as {@code 41}, without its length
     */
    public Optional<String> proteinPosition() {
        return position("Protein_position", "AA.pos / AA.length");
    }

    private Optional<String> position(String vep, String snpEff) {
        return either(vep, snpEff).map(text -> text.split("/", 2)[0]);
    }

    /**
     * Returns the amino acids before and after.
     *
     * @return such as {@code A/V}; SnpEff has none
     */
    public Optional<String> aminoAcids() {
        return field("Amino_acids");
    }

    /**
     * Returns the codons before and after.
     *
     * @return such as {@code gCa/gTa}; SnpEff has none
     */
    public Optional<String> codons() {
        return field("Codons");
    }

    /**
     * Returns the change of the coding sequence.
     *
     * @return in HGVS notation
     */
    public Optional<String> hgvsCoding() {
        return hgvs("HGVSc", "HGVS.c");
    }

    /**
     * Returns the change of the protein.
     *
     * @return in HGVS notation
     */
    public Optional<String> hgvsProtein() {
        return hgvs("HGVSp", "HGVS.p");
    }

    /** VEP writes {@code =} as a code whatever the version of the file. */
    private Optional<String> hgvs(String vep, String snpEff) {
        return either(vep, snpEff).map(text -> text.replace("%3D", "="));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Consequence that && names.equals(that.names) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the values as they stand in INFO. */
    @Override
    public String toString() {
        return String.join("|", values);
    }
}
