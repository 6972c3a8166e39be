package omega.genomics.consequence;

import static omega.genomics.consequence.Impact.HIGH;
import static omega.genomics.consequence.Impact.LOW;
import static omega.genomics.consequence.Impact.MODERATE;
import static omega.genomics.consequence.Impact.MODIFIER;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a variant does to a feature: the terms of the Sequence Ontology that Ensembl VEP uses, each with the impact of VEP 110
 * and newer. {@link SeverityOrder} ranks them.
 */
public enum ConsequenceTerm {
    /** The whole transcript is deleted. */
    TRANSCRIPT_ABLATION("transcript_ablation", 1893, HIGH),
    /** The last two bases of an intron are changed. */
    SPLICE_ACCEPTOR("splice_acceptor_variant", 1574, HIGH),
    /** The first two bases of an intron are changed. */
    SPLICE_DONOR("splice_donor_variant", 1575, HIGH),
    /** A codon becomes a stop, so that the protein is cut short. */
    STOP_GAINED("stop_gained", 1587, HIGH),
    /** The reading frame is shifted. */
    FRAMESHIFT("frameshift_variant", 1589, HIGH),
    /** The stop codon is none any more, so that the protein is longer. */
    STOP_LOST("stop_lost", 1578, HIGH),
    /** The start codon is none any more. */
    START_LOST("start_lost", 2012, HIGH),
    /** The whole transcript is there more often. */
    TRANSCRIPT_AMPLIFICATION("transcript_amplification", 1889, HIGH),
    /** A structural variant makes the transcript longer. */
    FEATURE_ELONGATION("feature_elongation", 1907, HIGH),
    /** A structural variant makes the transcript shorter. */
    FEATURE_TRUNCATION("feature_truncation", 1906, HIGH),
    /** Whole amino acids are inserted, the others stay. */
    INFRAME_INSERTION("inframe_insertion", 1821, MODERATE),
    /** Whole amino acids are deleted, the others stay. */
    INFRAME_DELETION("inframe_deletion", 1822, MODERATE),
    /** An amino acid is another one, the length stays. */
    MISSENSE("missense_variant", 1583, MODERATE),
    /** Inserted or deleted in frame, with other amino acids changed too. */
    PROTEIN_ALTERING("protein_altering_variant", 1818, MODERATE),
    /** The fifth base of an intron. */
    SPLICE_DONOR_5TH_BASE("splice_donor_5th_base_variant", 1787, LOW),
    /** Bases 1 to 3 of an exon's end, or 3 to 8 of an intron's. */
    SPLICE_REGION("splice_region_variant", 1630, LOW),
    /** The third, fourth or sixth base of an intron. */
    SPLICE_DONOR_REGION("splice_donor_region_variant", 2170, LOW),
    /** Bases 3 to 17 from the end of an intron. */
    SPLICE_POLYPYRIMIDINE_TRACT("splice_polypyrimidine_tract_variant", 2169, LOW),
    /** The last codon of an annotation that ends inside a codon. */
    INCOMPLETE_TERMINAL_CODON("incomplete_terminal_codon_variant", 1626, LOW),
    /** The start codon is touched and still a start. */
    START_RETAINED("start_retained_variant", 2019, LOW),
    /** The stop codon is touched and still a stop. */
    STOP_RETAINED("stop_retained_variant", 1567, LOW),
    /** The codon is another one, the amino acid is not. */
    SYNONYMOUS("synonymous_variant", 1819, LOW),
    /** The coding sequence is changed, how is not known. */
    CODING_SEQUENCE("coding_sequence_variant", 1580, MODIFIER),
    /** In a mature miRNA; never given by {@link ConsequenceAnnotator}. */
    MATURE_MIRNA("mature_miRNA_variant", 1620, MODIFIER),
    /** Untranslated, before the start codon. */
    FIVE_PRIME_UTR("5_prime_UTR_variant", 1623, MODIFIER),
    /** Untranslated, behind the stop codon. */
    THREE_PRIME_UTR("3_prime_UTR_variant", 1624, MODIFIER),
    /** In an exon of a transcript without coding sequence. */
    NON_CODING_TRANSCRIPT_EXON("non_coding_transcript_exon_variant", 1792, MODIFIER),
    /** In an intron, its first and last two bases aside. */
    INTRON("intron_variant", 1627, MODIFIER),
    /** In a transcript that nonsense-mediated decay takes away. */
    NMD_TRANSCRIPT("NMD_transcript_variant", 1621, MODIFIER),
    /** In a transcript without coding sequence, outside its exons. */
    NON_CODING_TRANSCRIPT("non_coding_transcript_variant", 1619, MODIFIER),
    /** In a coding transcript, and nothing better can be said. */
    CODING_TRANSCRIPT("coding_transcript_variant", 1968, MODIFIER),
    /** Near a transcript, on its 5′ side. */
    UPSTREAM_GENE("upstream_gene_variant", 1631, MODIFIER),
    /** Near a transcript, on its 3′ side. */
    DOWNSTREAM_GENE("downstream_gene_variant", 1632, MODIFIER),
    /** A binding site of a transcription factor is deleted; never given by {@link ConsequenceAnnotator}. */
    TFBS_ABLATION("TFBS_ablation", 1895, MODIFIER),
    /** A binding site of a transcription factor is there more often; never given by {@link ConsequenceAnnotator}. */
    TFBS_AMPLIFICATION("TFBS_amplification", 1892, MODIFIER),
    /** In a binding site of a transcription factor; never given by {@link ConsequenceAnnotator}. */
    TF_BINDING_SITE("TF_binding_site_variant", 1782, MODIFIER),
    /** A regulatory region is deleted; never given by {@link ConsequenceAnnotator}. */
    REGULATORY_REGION_ABLATION("regulatory_region_ablation", 1894, MODIFIER),
    /** A regulatory region is there more often; never given by {@link ConsequenceAnnotator}. */
    REGULATORY_REGION_AMPLIFICATION("regulatory_region_amplification", 1891, MODIFIER),
    /** In a regulatory region; never given by {@link ConsequenceAnnotator}. */
    REGULATORY_REGION("regulatory_region_variant", 1566, MODIFIER),
    /** Far from every transcript. */
    INTERGENIC("intergenic_variant", 1628, MODIFIER),
    /** Nothing better is known; never given by {@link ConsequenceAnnotator}. */
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
     * Returns the name in the Sequence Ontology, as annotations write it.
     *
     * @return such as {@code missense_variant}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the accession in the Sequence Ontology.
     *
     * @return such as {@code SO:0001583}
     */
    public String accession() {
        return String.format(Locale.ROOT, "SO:%07d", accession);
    }

    /**
     * Returns how much it matters.
     *
     * @return the impact VEP 110 and newer give
     */
    public Impact impact() {
        return impact;
    }

    /**
     * Finds the term of a name.
     *
     * @param label such as {@code missense_variant}, in any case
     * @return empty if it is none of these: SnpEff has terms of its own
     */
    public static Optional<ConsequenceTerm> parse(String label) {
        return Optional.ofNullable(BY_LABEL.get(label.toLowerCase(Locale.ROOT)));
    }

    /** The term's bit in a set of terms; the sets live no longer than the program. */
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
