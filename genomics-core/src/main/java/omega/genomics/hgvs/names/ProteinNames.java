package omega.genomics.hgvs.names;

import java.util.Arrays;
import omega.genomics.model.GeneticCode;

/**
 * Translates a transcript before and after a change and writes the difference as a name. The bytes' twin of {@code ProteinPrediction}, with the
 * same rules. Reused; not thread-safe.
 */
final class ProteinNames {
    private static final byte[] NONE = {};
    private static final byte[] UNKNOWN = NameBuffer.ascii("?");
    private static final byte[] ABSENT = NameBuffer.ascii("0?");
    private static final byte[] NO_START = NameBuffer.ascii("Met1?");
    private static final byte[] DEL = NameBuffer.ascii("del");
    private static final byte[] DUP = NameBuffer.ascii("dup");
    private static final byte[] INS = NameBuffer.ascii("ins");
    private static final byte[] DELINS = NameBuffer.ascii("delins");
    private static final byte[] FRAME = NameBuffer.ascii("fsTer");
    private static final byte[] EXTENSION = NameBuffer.ascii("extTer");

    private GeneticCode code = GeneticCode.STANDARD;
    private boolean lacksStart;
    private byte[] sequence = {};
    private byte[] reference = {};
    private int start;
    private int codingLength;
    /** The replaced bases from the start codon on, from 0, and the new ones. */
    private int from;

    private int to;
    private byte[] inserted = new byte[64];
    private int count;
    private byte[] changed = new byte[1 << 12];
    private int changedLength;
    /** How many residues at the end are copied from the reference, and how many at the start. */
    private int sameTail;

    private int sameHead;

    /**
     * Writes the name after {@code p.}.
     *
     * @param change shifted to the 3′ end of the transcript
     * @param other shifted to the 5′ end
     */
    void write(NameBuffer out, NamedTranscript transcript, Spliced spliced, ShiftedChange change, ShiftedChange other) {
        code = transcript.code;
        lacksStart = transcript.lacksStart;
        sequence = spliced.bases;
        reference = spliced.residues;
        ShiftedChange taken = transcript.isExonic(change) ? change : transcript.isExonic(other) ? other : change;
        byte[] whole = whole(transcript, taken);
        if (whole.length > 0) {
            out.add(whole);
            return;
        }
        int mark = out.length;
        out.add('(');
        if (predict(out)) {
            out.add(')');
        } else {
            out.length = mark;
            out.add(UNKNOWN);
        }
    }

    /** Returns what is said of the whole protein, or nothing if it is to be translated. */
    private byte[] whole(NamedTranscript transcript, ShiftedChange change) {
        int first = transcript.cdsStart;
        int last = transcript.cdsEnd;
        int low = transcript.near(transcript.reverse ? -change.last : change.first);
        int high = transcript.near(transcript.reverse ? -change.first : change.last);
        if (change.kind == ShiftedChange.Kind.DELETION && low <= first && high >= last) {
            return ABSENT;
        }
        if (!transcript.isExonic(change) || low < 1 || high > sequence.length || high < low) {
            return UNKNOWN;
        }
        boolean inserts = change.kind == ShiftedChange.Kind.INSERTION || change.kind == ShiftedChange.Kind.DUPLICATION;
        if (high < first || (inserts ? high : low) > last || (low < first && high > last)) {
            return UNKNOWN;
        }
        locate(transcript, change, low, high);
        int changeStart = from + first;
        boolean touches = low < first
                || (changeStart < first + 3 && to > from)
                || (inserts && changeStart > first && changeStart < first + 3);
        if (transcript.phase != 0) {
            return UNKNOWN;
        }
        if (!lacksStart && touches && !keepsStart()) {
            return NO_START;
        }
        return changeStart < first || reference.length == 0 ? UNKNOWN : NONE;
    }

    /** Sets the replaced and the new bases. */
    private void locate(NamedTranscript transcript, ShiftedChange change, int low, int high) {
        start = transcript.cdsStart - 1;
        codingLength = transcript.cdsEnd - start;
        int replacedFrom = low - 1;
        int replacedTo = high;
        count = change.insertedLength;
        if (inserted.length < count + high - low + 1) {
            inserted = new byte[Math.max(count + high - low + 1, 2 * inserted.length)];
        }
        switch (change.kind) {
            case DUPLICATION -> {
                replacedFrom = high;
                count = high - low + 1;
                System.arraycopy(sequence, low - 1, inserted, 0, count);
            }
            case INVERSION -> {
                count = high - low + 1;
                for (int i = 0; i < count; i++) {
                    inserted[i] = ContigBases.complement(sequence[high - 1 - i]);
                }
            }
            case INSERTION -> {
                replacedFrom = low;
                replacedTo = low;
                copyInserted(transcript.reverse, change);
            }
            default -> copyInserted(transcript.reverse, change);
        }
        from = replacedFrom - start;
        to = replacedTo - start;
    }

    private void copyInserted(boolean reverse, ShiftedChange change) {
        for (int i = 0; i < count; i++) {
            inserted[i] = reverse ? ContigBases.complement(change.inserted[count - 1 - i]) : change.inserted[i];
        }
    }

    private boolean keepsStart() {
        if (from < 0) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (i >= length() || base(i) != sequence[start + i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number of bases from the start codon on, after the change. */
    private int length() {
        return sequence.length - start + count - (to - from);
    }

    private byte base(int at) {
        if (at < from) {
            return sequence[start + at];
        }
        return at < from + count ? inserted[at - from] : sequence[start + at - count + to - from];
    }

    /** Writes the change of the residues; false if the sequence does not tell it. */
    private boolean predict(NameBuffer out) {
        int delta = count - (to - from);
        boolean inFrame = delta % 3 == 0;
        translate(delta, inFrame);
        int n = reference.length;
        int most = Math.min(n, changedLength);
        int same = Math.min(sameHead, most);
        while (same < most && reference[same] == changed[same]) {
            same++;
        }
        if (same == n && same == changedLength) {
            silent(out);
            return true;
        }
        if (same == n && inFrame && isDuplicate(same, changedLength - same)) {
            location(out, 2 * same - changedLength, same - 1);
            out.add(DUP);
            return true;
        }
        if (same == n || same == changedLength) {
            return false;
        }
        byte is = changed[same];
        if (reference[same] == '*') {
            residue(out, same);
            out.addResidue(is);
            out.add(EXTENSION);
            distance(out, same, 0);
        } else if (is == '*' && (!inFrame || to > codingLength)) {
            residue(out, same);
            out.addResidue(is);
        } else if (!inFrame || to > codingLength) {
            residue(out, same);
            out.addResidue(is);
            out.add(FRAME);
            distance(out, same, 1);
        } else {
            return inFrame(out, same, delta);
        }
        return true;
    }

    /** Translates the changed transcript up to its first stop; without one there is no {@code *} at the end. */
    private void translate(int delta, boolean inFrame) {
        int length = length();
        int codon = from < 3 ? 0 : Math.min(from / 3, reference.length);
        int needed = codon + Math.max(length / 3 - codon, 0) + reference.length + 1;
        if (changed.length < needed) {
            changed = new byte[Math.max(needed, 2 * changed.length)];
        }
        System.arraycopy(reference, 0, changed, 0, codon);
        if (from >= 3 * reference.length && reference[reference.length - 1] == '*') {
            sameHead = codon;
            changedLength = codon;
            return;
        }
        int n = codon;
        sameHead = codon;
        sameTail = 0;
        for (int i = 3 * codon; i + 3 <= length; i += 3) {
            if (inFrame && i >= from + count && (i - delta) / 3 < reference.length) {
                // the frame is that of the reference again, whose rest follows
                int rest = (i - delta) / 3;
                sameTail = reference.length - rest;
                System.arraycopy(reference, rest, changed, n, sameTail);
                changedLength = n + sameTail;
                return;
            }
            byte residue = i == 0 && !lacksStart && keepsStart()
                    ? (byte) 'M'
                    : (byte) code.translate(base(i), base(i + 1), base(i + 2));
            if (residue == '*' && i + 3 <= from && i / 3 < reference.length && reference[i / 3] == 'U') {
                residue = 'U';
            }
            changed[n++] = residue;
            if (residue == '*') {
                break;
            }
        }
        changedLength = n;
    }

    private boolean endsWithStop() {
        return changedLength > 0 && changed[changedLength - 1] == '*';
    }

    private void distance(NameBuffer out, int residue, int counted) {
        if (endsWithStop()) {
            out.add((long) changedLength - 1 - residue + counted);
        } else {
            out.add('?');
        }
    }

    private void residue(NameBuffer out, int index) {
        out.addResidue(reference[index]);
        out.add(index + 1L);
    }

    private void location(NameBuffer out, int first, int last) {
        residue(out, first);
        if (last != first) {
            out.add('_');
            residue(out, last);
        }
    }

    private void silent(NameBuffer out) {
        int end = reference.length - 1;
        location(out, Math.min(from / 3, end), Math.min(Math.max(from, to - 1) / 3, end));
        out.add('=');
    }

    private boolean inFrame(NameBuffer out, int same, int delta) {
        int n = reference.length;
        if (changed[same] == '*') {
            residue(out, same);
            out.addResidue((byte) '*');
            return true;
        }
        if (endsWithStop() && changedLength < n + delta / 3) {
            int last = (to - 1) / 3;
            if (to > from && last >= same) {
                delins(out, same, last, same, changedLength);
            } else if (from % 3 == 0 && same > 0 && same == from / 3) {
                insertion(out, same, same, changedLength);
            } else {
                delins(out, same, same, same, changedLength);
            }
            return true;
        }
        int most = Math.min(n, changedLength) - same;
        int tail = Math.min(sameTail, most);
        while (tail < most && reference[n - 1 - tail] == changed[changedLength - 1 - tail]) {
            tail++;
        }
        int removed = n - tail - same;
        int added = changedLength - tail - same;
        if (removed == 0) {
            if (isDuplicate(same, added)) {
                location(out, same - added, same - 1);
                out.add(DUP);
            } else if (same == 0) { // before the first residue that is known
                return false;
            } else {
                insertion(out, same, same, same + added);
            }
        } else if (added == 0) {
            location(out, same, same + removed - 1);
            out.add(DEL);
        } else {
            delins(out, same, same + removed - 1, same, same + added);
        }
        return true;
    }

    private boolean isDuplicate(int at, int added) {
        return at >= added && Arrays.equals(reference, at - added, at, changed, at, at + added);
    }

    private void insertion(NameBuffer out, int at, int low, int high) {
        location(out, at - 1, at);
        out.add(INS);
        out.addResidues(changed, low, high);
    }

    private void delins(NameBuffer out, int first, int last, int low, int high) {
        location(out, first, last);
        if (first != last || high - low != 1) {
            out.add(DELINS);
        }
        out.addResidues(changed, low, high);
    }
}
