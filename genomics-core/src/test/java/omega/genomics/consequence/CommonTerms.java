package omega.genomics.consequence;

import java.util.Set;
import java.util.TreeSet;

/**
 * The words that VEP's vocabulary, which is ours, and that of {@code bcftools csq} have in common. Each rule drops or joins what
 * one of the two does not tell apart; none of them changes a word into one that means something else.
 */
final class CommonTerms {
    private static final Set<String> LENGTH = Set.of("frameshift", "inframe_deletion", "inframe_insertion");
    private static final Set<String> CODING = Set.of(
            "synonymous",
            "missense",
            "coding_sequence",
            "stop_gained",
            "stop_lost",
            "stop_retained",
            "start_lost",
            "start_retained",
            "frameshift",
            "inframe_deletion",
            "inframe_insertion");

    private CommonTerms() {}

    static Set<String> ofOurs(@org.jspecify.annotations.Nullable TranscriptConsequence consequence, Place place) {
        Set<String> terms = new TreeSet<>();
        if (consequence == null) {
            return terms;
        }
        for (ConsequenceTerm term : consequence.terms()) {
            switch (term) {
                // bcftools has one word for the neighbourhood of splice sites, and none for bases 9 to 17.
                case SPLICE_DONOR_5TH_BASE, SPLICE_DONOR_REGION -> terms.add("splice_region");
                case SPLICE_POLYPYRIMIDINE_TRACT -> {}
                // What kind of transcript it is, bcftools says in another field.
                case NMD_TRANSCRIPT, CODING_TRANSCRIPT -> {}
                case NON_CODING_TRANSCRIPT, NON_CODING_TRANSCRIPT_EXON -> terms.add("non_coding");
                // bcftools names in-frame changes by their length alone.
                case PROTEIN_ALTERING ->
                    terms.add(place.kind().equals("del") ? "inframe_deletion" : "inframe_insertion");
                // bcftools leaves the unfinished codon at the end out of the coding sequence.
                case INCOMPLETE_TERMINAL_CODON -> {}
                case FIVE_PRIME_UTR -> terms.add("5_prime_utr");
                case THREE_PRIME_UTR -> terms.add("3_prime_utr");
                default -> terms.add(term.label().replace("_variant", ""));
            }
        }
        return common(terms, place);
    }

    static Set<String> ofTheirs(Set<String> written, Place place) {
        return common(new TreeSet<>(written), place);
    }

    private static Set<String> common(Set<String> terms, Place place) {
        // bcftools looks at splice sites of coding transcripts only.
        if (terms.contains("non_coding")) {
            return Set.of("non_coding");
        }
        if (terms.contains("splice_donor") || terms.contains("splice_acceptor")) {
            terms.remove("splice_region");
            // bcftools adds this where the two bases read as before, and still names the site.
            terms.remove("synonymous");
        }
        // Over an exon's edge the frame cannot be known. We say coding_sequence, bcftools one of five things by strand
        // and side.
        if (place.crossesExonEdge()) {
            terms.removeAll(CODING);
        }
        // Over the border of UTR and coding sequence we look at the codon alone, bcftools also at the length of the
        // coding part.
        if (place.crossesCodingBorder() && !place.isSubstitution()) {
            terms.removeAll(LENGTH);
        }
        // A lost start codon is all that bcftools says of an allele.
        if (terms.contains("start_lost")) {
            terms.removeAll(LENGTH);
            terms.remove("stop_gained");
            terms.remove("missense");
        }
        // We look for a stop in the codons that are touched, bcftools anywhere behind, but only if the last codon is no
        // stop.
        if (terms.contains("frameshift")) {
            terms.remove("stop_gained");
        }
        // Where the protein ends as before, bcftools still adds the length, and we do where amino acids are fewer or
        // more.
        if (terms.contains("stop_retained") || terms.contains("start_retained")) {
            terms.removeAll(LENGTH);
        }
        // An equivalent change of the UTR: we name the UTR as well.
        if (terms.contains("start_retained")) {
            terms.remove("5_prime_utr");
        }
        // bcftools says intron only when it has nothing else to say.
        if (terms.size() > 1) {
            terms.remove("intron");
        }
        return terms;
    }
}
