package omega.genomics.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;

/** Reads the bases of a transcript's blocks in 5′ to 3′ direction. */
final class Sequences {
    private static final String BASES = "ACGTUNRYSWKMBDHVacgtunryswkmbdhv";
    private static final String COMPLEMENTS = "TGCAANYRSWMKVHDBtgcaanyrswmkvhdb";

    private final String contig;
    private final Function<Interval, Strand> strandOf;
    private final ReferenceSequence reference;

    /**
     * @param contig of the transcript
     * @param strandOf tells the strand of a block: a trans-spliced transcript has two
     */
    Sequences(String contig, Function<Interval, Strand> strandOf, ReferenceSequence reference) {
        this.contig = contig;
        this.strandOf = strandOf;
        this.reference = reference;
    }

    /** Joins blocks in the order given, each complemented if its strand is reverse. */
    String join(List<Interval> blocks) {
        StringBuilder joined = new StringBuilder();
        for (Interval block : blocks) {
            byte[] bases = reference.bases(new Region(contig, block.start(), block.end()));
            if (bases.length != block.length()) {
                throw new IllegalArgumentException(
                        "expected " + block.length() + " bases of " + contig + ":" + block + ", found " + bases.length);
            }
            if (strandOf.apply(block).isReverse()) {
                reverseComplement(bases);
            }
            joined.append(new String(bases, StandardCharsets.ISO_8859_1));
        }
        return joined.toString();
    }

    /** Returns bases in upper case, of the other strand if it is reverse. Changes the array. */
    static String upperCase(byte[] bases, boolean reverse) {
        if (reverse) {
            reverseComplement(bases);
        }
        return new String(bases, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }

    private static void reverseComplement(byte[] bases) {
        for (int i = 0, j = bases.length - 1; i <= j; i++, j--) {
            byte left = complement(bases[i]);
            bases[i] = complement(bases[j]);
            bases[j] = left;
        }
    }

    private static byte complement(byte base) {
        int at = BASES.indexOf(base & 0xff);
        return at < 0 ? base : (byte) COMPLEMENTS.charAt(at);
    }

    /** Translates whole codons from the first phase on; a codon that starts at a marked base is selenocysteine. */
    String protein(Cds cds, List<Interval> selenocysteines, GeneticCode code) {
        String bases = join(cds.segments().stream().map(CodingSegment::interval).toList());
        StringBuilder protein = new StringBuilder(bases.length() / 3);
        for (int i = cds.firstPhase(); i + 3 <= bases.length(); i += 3) {
            char aminoAcid =
                    code.translate((byte) bases.charAt(i), (byte) bases.charAt(i + 1), (byte) bases.charAt(i + 2));
            protein.append(aminoAcid == '*' && isSelenocysteine(cds, selenocysteines, i) ? 'U' : aminoAcid);
        }
        return protein.toString();
    }

    private boolean isSelenocysteine(Cds cds, List<Interval> selenocysteines, int offset) {
        int left = offset;
        for (CodingSegment segment : cds.segments()) {
            if (left < segment.length()) {
                boolean reverse = strandOf.apply(segment.interval()).isReverse();
                int position = reverse ? segment.end() - left : segment.start() + left;
                return selenocysteines.stream().anyMatch(codon -> codon.contains(position));
            }
            left -= segment.length();
        }
        return false;
    }
}
