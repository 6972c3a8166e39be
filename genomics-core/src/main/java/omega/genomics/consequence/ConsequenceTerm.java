package omega.genomics.consequence;

import static omega.genomics.consequence.Impact.HIGH;
import static omega.genomics.consequence.Impact.LOW;
import static omega.genomics.consequence.Impact.MODERATE;
import static omega.genomics.consequence.Impact.MODIFIER;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A consequence of a variant for a feature: the terms of the Sequence Ontology that Ensembl VEP uses, each with its
 * impact in VEP 110 and later. {@link SeverityOrder} ranks them.
 */
public enum ConsequenceTerm {
    /** The whole transcript is deleted. */
    TRANSCRIPT_ABLATION("transcript_ablation", 1893, HIGH),
    /** The last two bases of an intron are changed. */
    SPLICE_ACCEPTOR("splice_acceptor_variant", 1574, HIGH),
    /** The first two bases of an intron are changed. */
    SPLICE_DONOR("splice_donor_variant", 1575, HIGH),
    /** A codon becomes a stop codon, which truncates the protein. */
    STOP_GAINED("stop_gained", 1587, HIGH),
    /** The reading frame is shifted. */
    FRAMESHIFT("frameshift_variant", 1589, HIGH),
    /** The stop codon is lost, which elongates the protein. */
    STOP_LOST("stop_lost", 1578, HIGH),
    /** The start codon is lost. */
    START_LOST("start_lost", 2012, HIGH),
    /** The whole transcript is amplified. */
    TRANSCRIPT_AMPLIFICATION("transcript_amplification", 1889, HIGH),
    /** A structural variant makes the transcript longer. */
    FEATURE_ELONGATION("feature_elongation", 1907, HIGH),
    /** A structural variant makes the transcript shorter. */
    FEATURE_TRUNCATION("feature_truncation", 1906, HIGH),
    /** Amino acids are inserted; the others are unchanged. */
    INFRAME_INSERTION("inframe_insertion", 1821, MODERATE),
    /** Amino acids are deleted; the others are unchanged. */
    INFRAME_DELETION("inframe_deletion", 1822, MODERATE),
    /** An amino acid is replaced; the length is unchanged. */
    MISSENSE("missense_variant", 1583, MODERATE),
    /** An in-frame insertion or deletion that also changes other amino acids. */
    PROTEIN_ALTERING("protein_altering_variant", 1818, MODERATE),
    /** The fifth base of an intron is changed. */
    SPLICE_DONOR_5TH_BASE("splice_donor_5th_base_variant", 1787, LOW),
    /**
     * A change in the 3 bases of an exon at a splice site, or in bases 3 to 8 of an intron, counted from either end.
     */
    SPLICE_REGION("splice_region_variant", 1630, LOW),
    /** The third, fourth or sixth base of an intron is changed. */
    SPLICE_DONOR_REGION("splice_donor_region_variant", 2170, LOW),
    /** A change in bases 3 to 17 of an intron, counted from its end. */
    SPLICE_POLYPYRIMIDINE_TRACT("splice_polypyrimidine_tract_variant", 2169, LOW),
    /** A change in the last, incomplete codon of an incomplete annotation. */
    INCOMPLETE_TERMINAL_CODON("incomplete_terminal_codon_variant", 1626, LOW),
    /** The start codon is touched, but a start codon remains. */
    START_RETAINED("start_retained_variant", 2019, LOW),
    /** The stop codon is touched, but a stop codon remains. */
    STOP_RETAINED("stop_retained_variant", 1567, LOW),
    /** The codon changes, but the amino acid does not. */
    SYNONYMOUS("synonymous_variant", 1819, LOW),
    /** The coding sequence is changed in an unknown way. */
    CODING_SEQUENCE("coding_sequence_variant", 1580, MODIFIER),
    /** A change in a mature miRNA; never given by {@link ConsequenceAnnotator}. */
    MATURE_MIRNA("mature_miRNA_variant", 1620, MODIFIER),
    /** A change in the untranslated region before the start codon. */
    FIVE_PRIME_UTR("5_prime_UTR_variant", 1623, MODIFIER),
    /** A change in the untranslated region after the stop codon. */
    THREE_PRIME_UTR("3_prime_UTR_variant", 1624, MODIFIER),
    /** A change in an exon of a transcript without a coding sequence. */
    NON_CODING_TRANSCRIPT_EXON("non_coding_transcript_exon_variant", 1792, MODIFIER),
    /** A change in an intron, except in its first two and last two bases. */
    INTRON("intron_variant", 1627, MODIFIER),
    /** A change in a transcript that is a target of nonsense-mediated decay. */
    NMD_TRANSCRIPT("NMD_transcript_variant", 1621, MODIFIER),
    /** A change in a transcript without a coding sequence, outside of its exons. */
    NON_CODING_TRANSCRIPT("non_coding_transcript_variant", 1619, MODIFIER),
    /** A change in a coding transcript for which no other term applies. */
    CODING_TRANSCRIPT("coding_transcript_variant", 1968, MODIFIER),
    /** A change near a transcript, on its 5′ side. */
    UPSTREAM_GENE("upstream_gene_variant", 1631, MODIFIER),
    /** A change near a transcript, on its 3′ side. */
    DOWNSTREAM_GENE("downstream_gene_variant", 1632, MODIFIER),
    /** A transcription factor binding site is deleted; never given by {@link ConsequenceAnnotator}. */
    TFBS_ABLATION("TFBS_ablation", 1895, MODIFIER),
    /** A transcription factor binding site is amplified; never given by {@link ConsequenceAnnotator}. */
    TFBS_AMPLIFICATION("TFBS_amplification", 1892, MODIFIER),
    /** A change in a transcription factor binding site; never given by {@link ConsequenceAnnotator}. */
    TF_BINDING_SITE("TF_binding_site_variant", 1782, MODIFIER),
    /** A regulatory region is deleted; never given by {@link ConsequenceAnnotator}. */
    REGULATORY_REGION_ABLATION("regulatory_region_ablation", 1894, MODIFIER),
    /** A regulatory region is amplified; never given by {@link ConsequenceAnnotator}. */
    REGULATORY_REGION_AMPLIFICATION("regulatory_region_amplification", 1891, MODIFIER),
    /** A change in a regulatory region; never given by {@link ConsequenceAnnotator}. */
    REGULATORY_REGION("regulatory_region_variant", 1566, MODIFIER),
    /** A change that is not near any transcript. */
    INTERGENIC("intergenic_variant", 1628, MODIFIER),
    /** A change for which no other term is known; never given by {@link ConsequenceAnnotator}. */
    SEQUENCE("sequence_variant", 1060, MODIFIER);

    private static final Map<String, ConsequenceTerm> BY_LABEL = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(term -> term.label.toLowerCase(Locale.ROOT), Function.identity()));

    private final String label;
    private final int accession;
    private final Impact impact;

    ConsequenceTerm(String label, int accession, Impact impact) {
        this.label = label;
        this.accession = accession;
        this.impact = impact;
    }

    /**
     * Returns the name in the Sequence Ontology, as used in annotations.
     *
     * @return the name, such as {@code missense_variant}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the accession in the Sequence Ontology.
     *
     * @return the accession, such as {@code SO:0001583}
     */
    public String accession() {
        return String.format(Locale.ROOT, "SO:%07d", accession);
    }

    /**
     * Returns the impact of the term.
     *
     * @return the impact in VEP 110 and later
     */
    public Impact impact() {
        return impact;
    }

    /**
     * Finds a term by its name.
     *
     * @param label the name, such as {@code missense_variant}, case-insensitive
     * @return the term; empty if the name is unknown, as are some terms specific to SnpEff
     */
    public static Optional<ConsequenceTerm> parse(String label) {
        Objects.requireNonNull(label, "label");
        return Optional.ofNullable(BY_LABEL.get(label.toLowerCase(Locale.ROOT)));
    }

    /**
     * Returns the term's bit in a set of terms. It depends on the order of the constants, so such sets must not be
     * stored.
     */
    @SuppressWarnings("EnumOrdinal")
    long bit() {
        return 1L << ordinal();
    }

    /** Returns {@link #label()}. */
    @Override
    public String toString() {
        return label;
    }
}
