package omega.genomics.consequence;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every difference from {@code bcftools csq --local-csq} that stands, with its reason. */
enum Disagreement {
    /** bcftools gives an insertion a base on either side, so that it is near a splice site one base earlier. */
    INSERTION_BESIDE_SPLICE_REGION {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.isBesideSpliceRegion() && without(ours, SPLICE).equals(without(theirs, SPLICE));
        }
    },
    /**
     * Between exon and intron: for us in the exon, as the intron's two bases stay; for bcftools in the exon at its left end on
     * the genome, and in the splice site at its right end.
     */
    INSERTION_BETWEEN_EXON_AND_INTRON {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.isBetweenExonAndIntron()
                    && ours.contains("splice_region")
                    && without(ours, SPLICE).containsAll(without(theirs, SPLICE));
        }
    },
    /** bcftools names a substitution of several codons by the first amino acid that differs. */
    SUBSTITUTION_NAMED_BY_ITS_FIRST_CODON {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.isSubstitution()
                    && place.change.length() > 1
                    && without(ours, SUBSTITUTED).equals(without(theirs, SUBSTITUTED))
                    && (theirs.contains("missense") || theirs.contains("stop_gained"));
        }
    },
    /** Over the border of coding sequence and UTR bcftools does not look at the codon, or not at all of it. */
    ACROSS_CODING_BORDER {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.crossesCodingBorder() && without(ours, CODON).equals(without(theirs, CODON));
        }
    },
    /** bcftools leaves out bases before the first whole codon and behind the last, and calls them intronic or nothing. */
    INCOMPLETE_CODON {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.touchesIncompleteCodon()
                    && without(ours, CODING_OR_INTRON).equals(without(theirs, CODING_OR_INTRON));
        }
    },
    /** An insertion behind the start codon leaves it alone; bcftools counts the base before it. */
    INSERTION_BEHIND_START {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.isRightBehindStart()
                    && theirs.contains("start_lost")
                    && !ours.contains("start_lost")
                    && ours.containsAll(besides(without(theirs, Set.of("start_lost")), place));
        }
    },
    /** An insertion before the stop codon leaves it alone; bcftools counts the base behind it. */
    INSERTION_BEFORE_STOP {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.isRightBeforeStop()
                    && (theirs.contains("stop_retained") || theirs.contains("stop_lost"))
                    && besides(without(ours, STOP_OR_LENGTH), place)
                            .equals(besides(without(theirs, STOP_OR_LENGTH), place));
        }
    },
    /** Over an exon's edge bcftools leaves out splice terms: always where the exon is untranslated, else one of two. */
    FEWER_SPLICE_TERMS_OVER_AN_EDGE {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.crossesExonEdge()
                    && ours.containsAll(theirs)
                    && without(ours, SPLICE).equals(without(theirs, SPLICE));
        }
    },
    /**
     * Inserted or deleted in the start codon, which is whole all the same or shifted out of the UTR: bcftools looks for that in
     * some deletions only.
     */
    START_STILL_THERE {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return !place.isSubstitution()
                    && place.touchesStart()
                    && (theirs.contains("start_lost") || theirs.contains("coding_sequence"))
                    && !ours.contains("start_lost");
        }
    },
    /**
     * Deleted in the stop codon, which the bases behind make whole again, or a stop inserted where the stop is: the protein is as
     * before, see {@link MutatedProteinTest}, and bcftools does not see that.
     */
    STOP_STILL_THERE {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return !place.isSubstitution()
                    && ours.contains("stop_retained")
                    && (theirs.contains("stop_lost")
                            || theirs.contains("stop_gained")
                            || theirs.contains("frameshift"));
        }
    },
    /** bcftools looks for a start or stop codon in one exon only; an intron splits this one. */
    SPLIT_CODON {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.hasSplitCodon()
                    && (place.touchesStart() || place.touchesStop() || place.isBetweenExonAndIntron())
                    && without(ours, CODING_OR_INTRON).equals(without(theirs, CODING_OR_INTRON));
        }
    },
    /** Deleted in the UTR beside the start codon: bcftools says that the start codon is touched and retained. */
    UTR_BESIDE_START {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return ours.equals(Set.of("5_prime_utr")) && theirs.equals(Set.of("start_retained"));
        }
    },
    /** bcftools has no word for a transcript that is deleted whole. */
    WHOLE_TRANSCRIPT {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return ours.equals(Set.of("transcript_ablation"));
        }
    },
    /** Where the inserted bases are read as a stop at once, the stop is all there is to say for us, as for VEP. */
    STOP_AT_ONCE {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.kind().equals("ins")
                    && ours.contains("stop_gained")
                    && theirs.contains("inframe_insertion")
                    && without(without(theirs, SPLICE), Set.of("inframe_insertion"))
                            .equals(without(ours, SPLICE));
        }
    },
    /** Shifted in the stop codon: bcftools reads a stop that is not there, as {@link MutatedProteinTest} shows. */
    STOP_NOT_THERE {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.touchesStop()
                    && theirs.contains("stop_retained")
                    && ours.contains("stop_lost")
                    && without(ours, STOP_OR_LENGTH).equals(without(theirs, STOP_OR_LENGTH));
        }
    },
    /**
     * bcftools does not know {@code cds_end_NF}: where the length is a multiple of three the last codon is a stop codon for it,
     * and as it is none, what is said of stop and start is taken back.
     */
    END_NOT_FOUND {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.transcript.attributes().has("tag", "cds_end_NF")
                    && without(theirs, STOP_OR_LENGTH).equals(without(ours, STOP_OR_LENGTH));
        }
    },
    /** bcftools does not translate the codon that a deletion at an exon's end leaves there. */
    CODON_NOT_TRANSLATED {
        @Override
        boolean explains(Set<String> ours, Set<String> theirs, Place place) {
            return place.kind().equals("del")
                    && ours.contains("splice_region")
                    && without(ours, Set.of("stop_gained", "stop_lost")).equals(theirs);
        }
    };

    private static final Set<String> STOP_OR_LENGTH = Set.of(
            "stop_retained",
            "stop_lost",
            "stop_gained",
            "start_lost",
            "frameshift",
            "inframe_deletion",
            "inframe_insertion");
    private static final Set<String> SPLICE = Set.of("splice_region", "splice_donor", "splice_acceptor", "intron");
    private static final Set<String> SUBSTITUTED = Set.of("missense", "stop_gained", "stop_lost", "stop_retained");
    private static final Set<String> CODON = Set.of(
            "coding_sequence",
            "start_lost",
            "start_retained",
            "stop_lost",
            "stop_retained",
            "missense",
            "synonymous",
            "stop_gained");

    private static final Set<String> CODING_OR_INTRON = Set.of(
            "coding_sequence",
            "start_lost",
            "start_retained",
            "stop_lost",
            "stop_retained",
            "stop_gained",
            "missense",
            "synonymous",
            "frameshift",
            "inframe_deletion",
            "inframe_insertion",
            "intron");

    abstract boolean explains(Set<String> ours, Set<String> theirs, Place place);

    static @Nullable Disagreement of(Set<String> ours, Set<String> theirs, Place place) {
        for (Disagreement one : values()) {
            if (one.explains(ours, theirs, place)) {
                return one;
            }
        }
        return null;
    }

    /** Both reasons may come together: where the codon ends three bases from the exon's edge. */
    private static Set<String> besides(Set<String> terms, Place place) {
        return place.isBesideSpliceRegion() ? without(terms, SPLICE) : terms;
    }

    private static Set<String> without(Set<String> terms, Set<String> some) {
        Set<String> rest = new TreeSet<>(terms);
        rest.removeAll(some);
        return rest;
    }
}
