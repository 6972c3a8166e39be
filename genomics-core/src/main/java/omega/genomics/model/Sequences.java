package omega.genomics.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.Interval;
import omega.genomics.Region;

/** Reads the bases of a transcript's blocks in 5′ to 3′ direction. */
final class Sequences {
    private static final String BASES = "ACGTUNRYSWKMBDHVacgtunryswkmbdhv";
    private static final String COMPLEMENTS = "TGCAANYRSWMKVHDBtgcaanyrswmkvhdb";

    private Sequences() {}

    /** Joins blocks in the given order, each reverse-complemented if it is on the reverse strand. */
    static String join(Transcript transcript, List<Interval> blocks, ReferenceSequence reference) {
        StringBuilder joined = new StringBuilder();
        for (Interval block : blocks) {
            byte[] bases = reference.bases(new Region(transcript.contig(), block.start(), block.end()));
            if (bases.length != block.length()) {
                throw new IllegalArgumentException("expected " + block.length() + " bases of " + transcript.contig()
                        + ":" + block + ", found " + bases.length);
            }
            if (transcript.strandOf(block).isReverse()) {
                reverseComplement(bases);
            }
            joined.append(new String(bases, StandardCharsets.ISO_8859_1));
        }
        return joined.toString();
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

    /**
     * Translates complete codons from the first phase on; a codon that starts at a marked base gives selenocysteine.
     */
    static String protein(Transcript transcript, Cds cds, ReferenceSequence reference, GeneticCode code) {
        String bases = join(
                transcript, cds.segments().stream().map(CodingSegment::interval).toList(), reference);
        StringBuilder protein = new StringBuilder(bases.length() / 3);
        for (int i = cds.firstPhase(); i + 3 <= bases.length(); i += 3) {
            char aminoAcid =
                    code.translate((byte) bases.charAt(i), (byte) bases.charAt(i + 1), (byte) bases.charAt(i + 2));
            protein.append(aminoAcid == '*' && isSelenocysteine(transcript, cds, i) ? 'U' : aminoAcid);
        }
        return protein.toString();
    }

    private static boolean isSelenocysteine(Transcript transcript, Cds cds, int offset) {
        int left = offset;
        for (CodingSegment segment : cds.segments()) {
            if (left < segment.length()) {
                boolean reverse = transcript.strandOf(segment.interval()).isReverse();
                int position = reverse ? segment.end() - left : segment.start() + left;
                return transcript.selenocysteines().stream().anyMatch(codon -> codon.contains(position));
            }
            left -= segment.length();
        }
        return false;
    }
}
