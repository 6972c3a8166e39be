package omega.genomics.hgvs;

import omega.genomics.hgvs.HgvsVariant.Nucleotide;
import omega.genomics.hgvs.HgvsVariant.Protein;
import omega.genomics.hgvs.ProteinLocation.Residue;

/** Translates a transcript before and after a change, and names the difference. */
final class ProteinPrediction {
    private final HgvsReference protein;
    private final Translation translation;
    /** The transcript, where its start codon is, its coding length with the stop, and the change in its bases from there. */
    private final String sequence;

    private final int start;

    private final int codingLength;
    private final boolean lacksStart;
    private final int from;
    private final int to;
    private final String inserted;

    private ProteinPrediction(HgvsReference protein, HgvsTranscript transcript, int from, int to, String inserted) {
        this.protein = protein;
        this.translation = transcript.translation();
        this.sequence = transcript.requireSequence();
        this.start = transcript.cdsStart() - 1;
        this.codingLength = transcript.cdsEnd() - start;
        this.lacksStart = transcript.lacksStart();
        this.from = from;
        this.to = to;
        this.inserted = inserted;
    }

    static Protein of(HgvsTranscript transcript, Nucleotide variant, HgvsReference protein) {
        HgvsLocation location = variant.location();
        if (location == null || !location.isExact()) {
            return whole(protein, new ProteinEdit.Unknown());
        }
        int start = Positions.counted(transcript, variant.kind(), location.first());
        int end = Positions.counted(transcript, variant.kind(), location.last());
        String sequence = transcript.requireSequence();
        if (start <= transcript.cdsStart()
                && end >= transcript.cdsEnd()
                && variant.edit() instanceof NucleotideEdit.Deletion) {
            return whole(protein, new ProteinEdit.Absent(true));
        }
        if (location.first().offset() != 0 || location.last().offset() != 0) {
            return whole(protein, new ProteinEdit.Unknown());
        }
        if (start < 1 || end > sequence.length() || end < start) {
            return whole(protein, new ProteinEdit.Unknown());
        }
        boolean inserts = variant.edit() instanceof NucleotideEdit.Insertion
                || variant.edit() instanceof NucleotideEdit.Duplication;
        boolean beforeCds = end < transcript.cdsStart();
        boolean afterCds = inserts ? end > transcript.cdsEnd() : start > transcript.cdsEnd();
        if (beforeCds || afterCds || (start < transcript.cdsStart() && end > transcript.cdsEnd())) {
            return whole(protein, new ProteinEdit.Unknown());
        }
        SequenceChange change = SequenceChange.of(
                variant,
                start,
                end,
                (a, b) -> sequence.substring(a - 1, b),
                place -> Positions.copied(transcript, variant.kind(), place));
        int first = transcript.cdsStart();
        boolean touchesStart = start < first || (change.start() < first + 3 && change.end() >= change.start());
        if (inserts && change.start() > first && change.start() < first + 3) {
            touchesStart = true;
        }
        if (transcript.lacksStart()) {
            if (transcript.phase() != 0) {
                return whole(protein, new ProteinEdit.Unknown());
            }
        } else if (touchesStart && !keepsStart(sequence, change, first)) {
            return new Protein(protein, ProteinLocation.of('M', 1), new ProteinEdit.Unknown(), false);
        }
        if (change.start() < first) {
            return whole(protein, new ProteinEdit.Unknown());
        }
        return new ProteinPrediction(
                        protein, transcript, change.start() - first, change.end() - first + 1, change.inserted())
                .predict();
    }

    private static boolean keepsStart(String sequence, SequenceChange change, int first) {
        if (change.start() < first) {
            return false;
        }
        String after = sequence.substring(first - 1, change.start() - 1)
                + change.inserted()
                + sequence.substring(change.end());
        return after.startsWith(sequence.substring(first - 1, first + 2));
    }

    private static Protein whole(HgvsReference protein, ProteinEdit edit) {
        return new Protein(protein, null, edit, false);
    }

    private Protein predict() {
        String reference = translation.residues;
        if (reference == null) {
            return whole(protein, new ProteinEdit.Unknown());
        }
        int delta = inserted.length() - (to - from);
        boolean inFrame = delta % 3 == 0;
        String changed = changed(reference, delta, inFrame);
        int same = 0;
        while (same < reference.length() && same < changed.length() && reference.charAt(same) == changed.charAt(same)) {
            same++;
        }
        if (same == reference.length() && same == changed.length()) {
            return silent(reference);
        }
        if (same == reference.length() && inFrame && isDuplicate(reference, same, changed.substring(same))) {
            return duplication(reference, same, changed.length() - same);
        }
        if (same == reference.length() || same == changed.length()) {
            return whole(protein, new ProteinEdit.Unknown());
        }
        char was = reference.charAt(same);
        char is = changed.charAt(same);
        ProteinLocation here = ProteinLocation.of(was, same + 1);
        if (was == '*') {
            return predicted(here, new ProteinEdit.Extension(is, (char) 0, false, distance(changed, same, 0)));
        }
        // what reaches beyond the stop is named as a frameshift, as biocommons does
        if (!inFrame || to > codingLength) {
            return is == '*'
                    ? predicted(here, new ProteinEdit.Substitution('*'))
                    : predicted(here, new ProteinEdit.Frameshift(is, distance(changed, same, 1)));
        }
        return inFrame(reference, changed, same, delta);
    }

    /** Translates the changed transcript up to its first stop; without one there is no {@code *} at the end. */
    private String changed(String reference, int delta, boolean inFrame) {
        if (from >= 3 * reference.length() && reference.endsWith("*")) {
            return reference;
        }
        int length = sequence.length() - start + delta;
        int codon = Math.max(1, Math.min(from / 3, reference.length()));
        StringBuilder residues = new StringBuilder(reference.length() + 16);
        residues.append(reference, 0, codon);
        if (from < 3) {
            residues.setLength(0);
            codon = 0;
        }
        for (int i = 3 * codon; i + 3 <= length; i += 3) {
            if (inFrame && i >= from + inserted.length() && (i - delta) / 3 < reference.length()) {
                // the frame is that of the reference again, whose rest follows
                return residues.append(reference, (i - delta) / 3, reference.length())
                        .toString();
            }
            char residue =
                    i == 0 && startsWithStart(delta) ? 'M' : translation.codon(base(i), base(i + 1), base(i + 2));
            if (residue == '*' && i + 3 <= from && i / 3 < reference.length() && reference.charAt(i / 3) == 'U') {
                residue = 'U';
            }
            residues.append(residue);
            if (residue == '*') {
                break;
            }
        }
        return residues.toString();
    }

    private boolean startsWithStart(int delta) {
        if (lacksStart) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (i >= sequence.length() - start + delta || base(i) != sequence.charAt(start + i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a base of the changed transcript, from 0 at its start codon. */
    private char base(int at) {
        if (at < from) {
            return sequence.charAt(start + at);
        }
        return at < from + inserted.length()
                ? inserted.charAt(at - from)
                : sequence.charAt(start + at - inserted.length() + to - from);
    }

    /** Returns how far the new stop is from a residue, or an unknown distance. */
    private static HgvsCount distance(String changed, int residue, int counted) {
        return changed.endsWith("*") ? HgvsCount.of(changed.length() - 1 - residue + counted) : HgvsCount.UNKNOWN;
    }

    private Protein silent(String reference) {
        int first = Math.min(from / 3, reference.length() - 1);
        int last = Math.min(Math.max(from, to - 1) / 3, reference.length() - 1);
        return predicted(
                ProteinLocation.of(residue(reference, first), residue(reference, last)), new ProteinEdit.Identity());
    }

    private Protein inFrame(String reference, String changed, int same, int delta) {
        char is = changed.charAt(same);
        if (is == '*') {
            return predicted(ProteinLocation.of(reference.charAt(same), same + 1), new ProteinEdit.Substitution('*'));
        }
        boolean earlyStop = changed.endsWith("*") && changed.length() < reference.length() + delta / 3;
        if (earlyStop) {
            String residues = changed.substring(same);
            int last = (to - 1) / 3;
            if (to <= from || last < same) {
                return from % 3 == 0 && same > 0 && same == from / 3
                        ? insertion(reference, same, residues)
                        : delins(reference, same, same, residues);
            }
            return delins(reference, same, last, residues);
        }
        int tail = 0;
        int most = Math.min(reference.length(), changed.length()) - same;
        while (tail < most
                && reference.charAt(reference.length() - 1 - tail) == changed.charAt(changed.length() - 1 - tail)) {
            tail++;
        }
        String removed = reference.substring(same, reference.length() - tail);
        String added = changed.substring(same, changed.length() - tail);
        if (removed.isEmpty()) {
            return isDuplicate(reference, same, added)
                    ? duplication(reference, same, added.length())
                    : insertion(reference, same, added);
        }
        Residue first = residue(reference, same);
        Residue last = residue(reference, same + removed.length() - 1);
        if (added.isEmpty()) {
            return predicted(ProteinLocation.of(first, last), new ProteinEdit.Deletion());
        }
        return delins(reference, same, same + removed.length() - 1, added);
    }

    private static boolean isDuplicate(String reference, int at, String added) {
        return at >= added.length() && reference.startsWith(added, at - added.length());
    }

    private Protein duplication(String reference, int at, int length) {
        return predicted(
                ProteinLocation.of(residue(reference, at - length), residue(reference, at - 1)),
                new ProteinEdit.Duplication());
    }

    private Protein insertion(String reference, int at, String residues) {
        if (at == 0) { // before the first residue that is known
            return whole(protein, new ProteinEdit.Unknown());
        }
        return predicted(
                ProteinLocation.of(residue(reference, at - 1), residue(reference, at)),
                new ProteinEdit.Insertion(residues, null));
    }

    private Protein delins(String reference, int first, int last, String residues) {
        ProteinLocation location = ProteinLocation.of(residue(reference, first), residue(reference, last));
        return first == last && residues.length() == 1
                ? predicted(location, new ProteinEdit.Substitution(residues.charAt(0)))
                : predicted(location, new ProteinEdit.DeletionInsertion(residues, null));
    }

    private static Residue residue(String reference, int index) {
        return new Residue(reference.charAt(index), index + 1);
    }

    private Protein predicted(ProteinLocation location, ProteinEdit edit) {
        return new Protein(protein, location, edit, true);
    }
}
