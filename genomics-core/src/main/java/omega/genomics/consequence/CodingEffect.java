package omega.genomics.consequence;

import static omega.genomics.consequence.ConsequenceTerm.CODING_SEQUENCE;
import static omega.genomics.consequence.ConsequenceTerm.FIVE_PRIME_UTR;
import static omega.genomics.consequence.ConsequenceTerm.FRAMESHIFT;
import static omega.genomics.consequence.ConsequenceTerm.INCOMPLETE_TERMINAL_CODON;
import static omega.genomics.consequence.ConsequenceTerm.INFRAME_DELETION;
import static omega.genomics.consequence.ConsequenceTerm.INFRAME_INSERTION;
import static omega.genomics.consequence.ConsequenceTerm.MISSENSE;
import static omega.genomics.consequence.ConsequenceTerm.PROTEIN_ALTERING;
import static omega.genomics.consequence.ConsequenceTerm.START_LOST;
import static omega.genomics.consequence.ConsequenceTerm.START_RETAINED;
import static omega.genomics.consequence.ConsequenceTerm.STOP_GAINED;
import static omega.genomics.consequence.ConsequenceTerm.STOP_LOST;
import static omega.genomics.consequence.ConsequenceTerm.STOP_RETAINED;
import static omega.genomics.consequence.ConsequenceTerm.SYNONYMOUS;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Computes the effect of a change on the codons of one transcript. An instance is used for one change only.
 *
 * <p>The window is the range of complete codons that the change touches. It is empty for an insertion between two
 * codons.
 */
final class CodingEffect {
    private static final long STOPS_AND_STARTS = STOP_GAINED.bit() | STOP_LOST.bit() | START_LOST.bit();

    private final TranscriptShape shape;
    private final @Nullable CodingSequences sequences;
    private final byte[] bases;
    private final int offset;
    private int deleted;
    private byte[] inserted;
    private final int shift;
    /** Whether the first codon is the start codon. */
    private final boolean hasStart;
    /** The offset of the stop codon; -1 if there is none. */
    private final int stop;

    long terms;
    int firstCodon = -1;
    int lastCodon = -1;

    private byte @Nullable [] before;
    private byte @Nullable [] after;
    private boolean isTranslated = true;
    private String ref = "";
    private String alt = "";

    /**
     * Creates the effect of a change that lies entirely in the coding sequence.
     *
     * @param bases the coding sequence, including the stop codon
     * @param offset the offset of the first deleted base, or of the base after the insertion
     */
    CodingEffect(
            TranscriptShape shape,
            @Nullable CodingSequences sequences,
            byte[] bases,
            int offset,
            int deleted,
            byte[] inserted) {
        this.shape = shape;
        this.sequences = sequences;
        this.bases = bases;
        this.offset = offset;
        this.deleted = deleted;
        this.inserted = inserted;
        this.shift = inserted.length - deleted;
        this.hasStart = hasStart(shape, bases);
        this.stop = stop(shape, bases);
        decide();
    }

    /**
     * Returns whether there is a start codon: annotated, or a methionine codon if the annotation does not mark the
     * start as missing.
     */
    static boolean hasStart(TranscriptShape shape, byte[] bases) {
        return !shape.lacksStart
                && bases.length >= 3
                && (shape.hasStart || Codons.translate(shape.code, bases, 0) == 'M');
    }

    /** Returns the offset of the stop codon, or -1; its bases must be a stop codon, whatever the annotation states. */
    static int stop(TranscriptShape shape, byte[] bases) {
        int last = shape.phase + (bases.length - shape.phase) / 3 * 3 - 3;
        int candidate = shape.stopOffset >= 0 ? shape.stopOffset : shape.lacksStop ? -1 : last;
        boolean reads = candidate >= 0
                && candidate == last
                && Codons.translate(shape.code, bases, candidate) == '*'
                && !shape.isSelenocysteine(candidate);
        return reads ? candidate : -1;
    }

    private void decide() {
        int phase = shape.phase;
        if (offset < phase) {
            terms = shift % 3 != 0 ? FRAMESHIFT.bit() : CODING_SEQUENCE.bit();
            return;
        }
        firstCodon = (offset - phase) / 3;
        boolean between = deleted == 0 && (offset - phase) % 3 == 0;
        lastCodon = between ? firstCodon - 1 : (offset + Math.max(deleted, 1) - 1 - phase) / 3;
        int from = phase + 3 * firstCodon;
        int to = phase + 3 * (lastCodon + 1);
        int whole = phase + (bases.length - phase) / 3 * 3;
        if (to > whole && (from >= whole || shift != 0)) {
            terms = INCOMPLETE_TERMINAL_CODON.bit() | CODING_SEQUENCE.bit();
            return;
        }
        if (to > whole) {
            terms = INCOMPLETE_TERMINAL_CODON.bit();
            inserted = Arrays.copyOf(inserted, whole - offset);
            deleted = inserted.length;
            to = whole;
        }
        byte[] before = Arrays.copyOfRange(bases, from, to);
        byte[] after = spliced(from, to);
        this.before = before;
        this.after = after;
        ref = translate(before, from);
        alt = translate(after, from);
        if (shift != 0 && hasUnknownBases()) {
            // codons after unknown bases are not translated, so that a stop codon there does not count
            isTranslated = false;
            terms = shift % 3 == 0 ? CODING_SEQUENCE.bit() : FRAMESHIFT.bit();
        } else if (shift == 0) {
            substitute(before, after, from);
        } else if (!keepsStart() && !keepsStop(after, from)) {
            shiftOrNot(after, from);
        }
    }

    private boolean hasUnknownBases() {
        for (byte base : inserted) {
            if (base != 'A' && base != 'C' && base != 'G' && base != 'T') {
                return true;
            }
        }
        return false;
    }

    private byte[] spliced(int from, int to) {
        byte[] after = new byte[to - from + shift];
        System.arraycopy(bases, from, after, 0, offset - from);
        System.arraycopy(inserted, 0, after, offset - from, inserted.length);
        System.arraycopy(bases, offset + deleted, after, offset - from + inserted.length, to - offset - deleted);
        return after;
    }

    /**
     * Translates codons to one letter each, X for an incomplete one at the end; a UGA of selenocysteine that is not
     * shifted remains selenocysteine.
     */
    private String translate(byte[] codons, int from) {
        char[] protein = new char[(codons.length + 2) / 3];
        for (int i = 0; i < protein.length; i++) {
            int at = 3 * i;
            char aminoAcid = at + 3 <= codons.length ? Codons.translate(shape.code, codons, at) : 'X';
            boolean selenocysteine = aminoAcid == '*' && isUga(codons, at) && shape.isSelenocysteine(from + at);
            protein[i] = selenocysteine ? 'U' : aminoAcid;
        }
        return new String(protein);
    }

    private static boolean isUga(byte[] codons, int at) {
        return codons[at] == 'T' && codons[at + 1] == 'G' && codons[at + 2] == 'A';
    }

    /** Returns the codons before and after, with changed bases in upper case; null if no complete codon is touched. */
    @Nullable
    String codons() {
        byte[] from = before;
        byte[] to = after;
        int start = offset - shape.phase - 3 * firstCodon;
        return from == null || to == null
                ? null
                : marked(from, start, deleted) + "/" + marked(to, start, inserted.length);
    }

    /** Returns the amino acids before and after, once if they are equal; null if no complete codon is touched. */
    @Nullable
    String aminoAcids() {
        if (before == null || !isTranslated) {
            return null;
        }
        return ref.equals(alt) ? ref : (ref.isEmpty() ? "-" : ref) + "/" + (alt.isEmpty() ? "-" : shown(alt));
    }

    /** Leaves out an incomplete codon behind a stop. */
    private static String shown(String residues) {
        return residues.endsWith("*X") ? residues.substring(0, residues.length() - 1) : residues;
    }

    /** Returns the window in lower case with changed bases in upper case; a hyphen if it is empty. */
    private static String marked(byte[] window, int from, int count) {
        if (window.length == 0) {
            return "-";
        }
        String text = new String(window, StandardCharsets.ISO_8859_1);
        return text.substring(0, from).toLowerCase(Locale.ROOT)
                + text.substring(from, from + count)
                + text.substring(from + count).toLowerCase(Locale.ROOT);
    }

    // ---- same number of bases

    private void substitute(byte[] before, byte[] after, int from) {
        boolean unknown = false;
        for (int i = 0; i < ref.length() && (terms & STOP_GAINED.bit()) == 0; i++) {
            int at = 3 * i;
            if (!Arrays.equals(before, at, at + 3, after, at, at + 3)) {
                unknown |= ref.charAt(i) == 'X' || alt.charAt(i) == 'X';
                terms |= codon(from + at, ref.charAt(i), alt.charAt(i));
            }
        }
        if ((terms & STOPS_AND_STARTS) != 0) {
            terms &= ~MISSENSE.bit();
        }
        if (unknown) {
            terms = (terms & ~(MISSENSE.bit() | SYNONYMOUS.bit())) | CODING_SEQUENCE.bit();
        } else if ((terms & ~(SYNONYMOUS.bit() | START_RETAINED.bit() | INCOMPLETE_TERMINAL_CODON.bit())) != 0) {
            terms &= ~SYNONYMOUS.bit();
        }
    }

    private long codon(int at, char ref, char alt) {
        if (at == stop) {
            return alt == '*' ? STOP_RETAINED.bit() : STOP_LOST.bit();
        }
        if (at == 0 && hasStart) {
            boolean starts = alt == ref || alt == 'M';
            return starts ? START_RETAINED.bit() | (alt == ref ? SYNONYMOUS.bit() : 0) : START_LOST.bit();
        }
        if (ref == alt) {
            return SYNONYMOUS.bit();
        }
        return ref == '*' ? STOP_LOST.bit() : alt == '*' ? STOP_GAINED.bit() : MISSENSE.bit();
    }

    // ---- longer or shorter

    /**
     * Returns whether the whole coding sequence is still present after bases inserted or deleted in the start codon.
     */
    private boolean keepsStart() {
        if (!touchesStart()) {
            return false;
        }
        byte[] head = Arrays.copyOf(bases, offset + deleted);
        if (endsWith(joined(utr(-Math.max(-shift, 0)), Arrays.copyOf(bases, offset), inserted), head)) {
            terms = START_RETAINED.bit() | FIVE_PRIME_UTR.bit();
            return true;
        }
        return false;
    }

    private boolean touchesStart() {
        return hasStart && offset < 3 && (deleted > 0 || offset > 0);
    }

    private boolean touchesStop() {
        return stop >= 0 && (deleted > 0 ? offset + deleted > stop : offset > stop);
    }

    /** Returns whether the protein is unchanged although the stop codon is touched, or a stop is inserted before it. */
    private boolean keepsStop(byte[] after, int from) {
        if (stop < 0 || (!touchesStop() && alt.indexOf('*') < 0)) {
            return false;
        }
        int length = stop + 3 - from;
        byte[] read = joined(after, behind(after, from), utr(Math.max(-shift, 0)));
        if (read.length >= length
                && translate(Arrays.copyOf(read, length), from)
                        .equals(translate(Arrays.copyOfRange(bases, from, stop + 3), from))) {
            terms = STOP_RETAINED.bit();
            return true;
        }
        return false;
    }

    private void shiftOrNot(byte[] after, int from) {
        boolean inFrame = shift % 3 == 0;
        String whole = inFrame ? alt : alt.substring(0, alt.length() - 1);
        terms |= inFrame ? inFrame(whole) : FRAMESHIFT.bit();
        if (touchesStop()) {
            terms |= readsStop(after, from) ? STOP_RETAINED.bit() : STOP_LOST.bit();
        } else if (whole.indexOf('*') >= 0 && ref.indexOf('*') < 0) {
            terms |= STOP_GAINED.bit();
            // a protein that ends here is not altered otherwise
            terms &= alt.charAt(0) == '*' ? ~PROTEIN_ALTERING.bit() : -1L;
        }
        if (touchesStart() && !startsAgain(after)) {
            terms |= START_LOST.bit();
        }
    }

    /**
     * Returns whether there is a stop among the changed codons, the last of which is completed with the bases that
     * follow.
     */
    private boolean readsStop(byte[] after, int from) {
        byte[] read = joined(after, behind(after, from), utr(2));
        return translate(Arrays.copyOf(read, Math.min((after.length + 2) / 3, read.length / 3) * 3), from)
                        .indexOf('*')
                >= 0;
    }

    /** Returns the coding bases after the window. */
    private byte[] behind(byte[] after, int from) {
        return Arrays.copyOfRange(bases, from + after.length - shift, bases.length);
    }

    /** Returns whether the coding sequence still begins with a start codon, although it is not entirely unchanged. */
    private boolean startsAgain(byte[] after) {
        byte[] read = joined(after, behind(after, 0), new byte[0]);
        if (read.length < 3) {
            return false;
        }
        char now = Codons.translate(shape.code, read, 0);
        return now == 'M' || now == Codons.translate(shape.code, bases, 0);
    }

    private long inFrame(String alt) {
        if (shift < 0) {
            return inserted.length == 0 || isLessAStretch(ref, alt) ? INFRAME_DELETION.bit() : PROTEIN_ALTERING.bit();
        }
        int end = alt.indexOf('*');
        String read = end < 0 ? alt : alt.substring(0, end + 1);
        return read.startsWith(ref) || read.endsWith(ref) ? INFRAME_INSERTION.bit() : PROTEIN_ALTERING.bit();
    }

    private static boolean isLessAStretch(String longer, String shorter) {
        int same = 0;
        while (same < shorter.length() && shorter.charAt(same) == longer.charAt(same)) {
            same++;
        }
        return longer.endsWith(shorter.substring(same));
    }

    /** Returns exonic bases next to the coding sequence: {@code count} bases after it, or before it if negative. */
    private byte[] utr(int count) {
        return utr(shape, sequences, count);
    }

    static byte[] utr(TranscriptShape shape, @Nullable CodingSequences sequences, int count) {
        if (count == 0 || sequences == null) {
            return new byte[0];
        }
        if (count < 0) {
            int first = shape.exonicOffset(shape.codingStart());
            return sequences.exonic(shape, first + count, first);
        }
        int last = shape.exonicOffset(shape.codingEnd());
        return sequences.exonic(shape, last + 1, last + 1 + count);
    }

    static byte[] joined(byte[] a, byte[] b, byte[] c) {
        byte[] all = Arrays.copyOf(a, a.length + b.length + c.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        System.arraycopy(c, 0, all, a.length + b.length, c.length);
        return all;
    }

    static boolean endsWith(byte[] text, byte[] end) {
        return text.length >= end.length
                && Arrays.equals(text, text.length - end.length, text.length, end, 0, end.length);
    }
}
