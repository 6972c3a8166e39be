package omega.genomics.consequence;

import static omega.genomics.consequence.ConsequenceTerm.CODING_SEQUENCE;
import static omega.genomics.consequence.ConsequenceTerm.CODING_TRANSCRIPT;
import static omega.genomics.consequence.ConsequenceTerm.DOWNSTREAM_GENE;
import static omega.genomics.consequence.ConsequenceTerm.FEATURE_ELONGATION;
import static omega.genomics.consequence.ConsequenceTerm.FEATURE_TRUNCATION;
import static omega.genomics.consequence.ConsequenceTerm.FIVE_PRIME_UTR;
import static omega.genomics.consequence.ConsequenceTerm.FRAMESHIFT;
import static omega.genomics.consequence.ConsequenceTerm.INFRAME_DELETION;
import static omega.genomics.consequence.ConsequenceTerm.INFRAME_INSERTION;
import static omega.genomics.consequence.ConsequenceTerm.INTRON;
import static omega.genomics.consequence.ConsequenceTerm.NMD_TRANSCRIPT;
import static omega.genomics.consequence.ConsequenceTerm.NON_CODING_TRANSCRIPT;
import static omega.genomics.consequence.ConsequenceTerm.NON_CODING_TRANSCRIPT_EXON;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_ACCEPTOR;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_DONOR;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_DONOR_5TH_BASE;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_DONOR_REGION;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_POLYPYRIMIDINE_TRACT;
import static omega.genomics.consequence.ConsequenceTerm.SPLICE_REGION;
import static omega.genomics.consequence.ConsequenceTerm.START_LOST;
import static omega.genomics.consequence.ConsequenceTerm.START_RETAINED;
import static omega.genomics.consequence.ConsequenceTerm.STOP_LOST;
import static omega.genomics.consequence.ConsequenceTerm.STOP_RETAINED;
import static omega.genomics.consequence.ConsequenceTerm.THREE_PRIME_UTR;
import static omega.genomics.consequence.ConsequenceTerm.TRANSCRIPT_ABLATION;
import static omega.genomics.consequence.ConsequenceTerm.TRANSCRIPT_AMPLIFICATION;
import static omega.genomics.consequence.ConsequenceTerm.UPSTREAM_GENE;

import java.util.Arrays;
import java.util.Optional;
import omega.genomics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Computes the effect of one change on one transcript, first by position, then by bases. An instance is used once.
 *
 * <p>{@code s} and {@code e} are the ends of the change in strand coordinates, see {@link TranscriptShape}.
 */
final class TranscriptEffect {
    private static final long NEAR_DONOR = SPLICE_DONOR_REGION.bit() | SPLICE_DONOR_5TH_BASE.bit();
    private static final long ESSENTIAL = SPLICE_DONOR.bit() | SPLICE_ACCEPTOR.bit();

    private final TranscriptShape shape;
    private final Change change;
    private final @Nullable CodingSequences sequences;
    private final int s;
    private final int e;

    long terms;
    /** The distance from the transcript, 1 for an adjacent base; -1 inside. */
    int distance = -1;
    /** Offsets in the coding sequence; -1 if no coding base is touched. */
    int codingFrom = -1;

    int codingTo = -1;
    /** Offsets in the spliced transcript; -1 if no exon is touched. */
    int splicedFrom = -1;

    int splicedTo = -1;

    @Nullable
    CodingEffect coding;

    TranscriptEffect(TranscriptShape shape, Change change, @Nullable CodingSequences sequences) {
        this.shape = shape;
        this.change = change;
        this.sequences = sequences;
        this.s = shape.reverse ? -change.end : change.start;
        this.e = shape.reverse ? -change.start : change.end;
    }

    /** Computes all fields; the terms remain 0 if the change is too far from the transcript. */
    TranscriptEffect decide(SeverityOrder order, boolean likeVep) {
        if (e < shape.start) {
            distance = shape.start - Math.max(s, e);
            terms = UPSTREAM_GENE.bit();
        } else if (s > shape.end) {
            distance = Math.min(s, e) - shape.end;
            terms = DOWNSTREAM_GENE.bit();
        } else {
            within();
            terms = known(order);
            if (likeVep) {
                leaveOut();
            }
        }
        return this;
    }

    /** Returns the numbers of the exons that the change touches, from 1 in reading order; an insertion touches those of both neighbours. */
    Optional<Interval> exons() {
        return numbers(shape.exonStart.length, 0);
    }

    /** Returns the numbers of the introns; an insertion touches the one that it lies within. */
    Optional<Interval> introns() {
        return numbers(shape.exonStart.length - 1, 1);
    }

    /** @param intron 0 for exons, 1 for the introns after them */
    private Optional<Interval> numbers(int count, int intron) {
        int first = 0;
        int last = 0;
        int low = Math.min(s, e);
        int high = Math.max(s, e);
        for (int i = 0; shape.isRegular && i < count; i++) {
            int from = intron == 0 ? shape.exonStart[i] : shape.exonEnd[i] + 1;
            int to = intron == 0 ? shape.exonEnd[i] : shape.exonStart[i + 1] - 1;
            boolean isWithin = s <= e || intron == 0 || (from <= low && high <= to);
            if (isWithin && from <= high && low <= to) {
                first = first == 0 ? i + 1 : first;
                last = i + 1;
            }
        }
        return first == 0 ? Optional.empty() : Optional.of(new Interval(first, last));
    }

    /** Returns the bases on the contig that change, or the two next to an insertion. */
    Interval changed() {
        return new Interval(
                Math.max(1, Math.min(change.start, change.end)), Math.max(1, Math.max(change.start, change.end)));
    }

    /** Returns whether an end of the change is a base of an exon: the first in reading order, or the last. An insertion has no such ends. */
    boolean isExonic(boolean isFirst) {
        return s > e || shape.exonicOffset(isFirst ? s : e) >= 0;
    }

    /** Returns whether an end of the change is a coding base. */
    boolean isCoding(boolean isFirst) {
        return s > e || shape.codingOffset(isFirst ? s : e) >= 0;
    }

    /** Returns the amino acids whose codons the coding positions belong to; empty before the first complete codon. */
    Optional<Interval> proteinFromCds() {
        int from = codingFrom - shape.phase;
        int to = codingTo - shape.phase;
        return codingFrom < 0 || to < 0
                ? Optional.empty()
                : Optional.of(new Interval(Math.max(from, 0) / 3 + 1, to / 3 + 1));
    }

    /**
     * Maps the terms to those of a release. A release without terms for the bases next to a donor calls them splice
     * region.
     */
    private long known(SeverityOrder order) {
        long found = terms;
        if ((found & NEAR_DONOR & ~order.known()) != 0 && (found & ESSENTIAL) == 0) {
            found |= SPLICE_REGION.bit();
        }
        long given = found & order.known();
        // before 110 there is no word for a change that only lies somewhere in a coding transcript
        return given == 0 ? INTRON.bit() & order.known() : given;
    }

    /** Removes splice terms that VEP omits when more specific ones apply. */
    private void leaveOut() {
        long donor = SPLICE_DONOR_5TH_BASE.bit() | SPLICE_DONOR_REGION.bit();
        if ((terms & donor) != 0) {
            terms &= ~SPLICE_REGION.bit();
        }
        if ((terms & SPLICE_DONOR_5TH_BASE.bit()) != 0) {
            terms &= ~SPLICE_DONOR_REGION.bit();
        }
        if (splicedFrom >= 0) {
            terms &= ~SPLICE_POLYPYRIMIDINE_TRACT.bit();
        }
    }

    private void within() {
        boolean whole = s <= shape.start && e >= shape.end;
        boolean lost = change.kind == Change.Kind.DELETION
                || (change.kind == Change.Kind.BASES && change.alt.length == 0 && change.ref.length > 0);
        if (whole && (lost || change.kind == Change.Kind.GAIN)) {
            terms = (lost ? TRANSCRIPT_ABLATION : TRANSCRIPT_AMPLIFICATION).bit();
            return;
        }
        terms = SpliceTerms.of(shape, s, e) | structural();
        boolean exonic = inExons();
        if (!shape.isCoding()) {
            terms |= (exonic ? NON_CODING_TRANSCRIPT_EXON : NON_CODING_TRANSCRIPT).bit();
        } else if (terms == 0) {
            terms = CODING_TRANSCRIPT.bit();
        }
        if (shape.isNmd) {
            terms |= NMD_TRANSCRIPT.bit();
        }
    }

    private long structural() {
        return switch (change.kind) {
            case DELETION -> FEATURE_TRUNCATION.bit();
            case GAIN, INSERTION -> s >= shape.start && e <= shape.end ? FEATURE_ELONGATION.bit() : 0;
            case BASES, OTHER -> 0;
        };
    }

    /** Returns whether exons are touched; in a coding transcript, also which part of them, and how. */
    private boolean inExons() {
        boolean insertion = s > e;
        int first = shape.exonFrom(insertion ? e : s);
        boolean exonic = false;
        boolean inCoding = false;
        for (int i = Math.max(first - 1, 0); i < shape.exonStart.length && reachOf(i) <= e + (insertion ? 1 : 0); i++) {
            int from = Math.max(s, reachOf(i));
            int to = insertion ? s : Math.min(e, endOf(i));
            if (insertion ? s <= endOf(i) + 1 : from <= to) {
                exonic = true;
                splice(i, from, to, insertion);
                inCoding |= shape.isCoding() && inExon(from, to, insertion);
            }
        }
        if (inCoding) {
            coding(insertion);
        }
        return exonic;
    }

    /**
     * Sets the positions in the spliced transcript. A gap that is not an intron has no base in the transcript and is
     * represented by the last base before it.
     */
    private void splice(int exon, int from, int to, boolean insertion) {
        int shift = shape.exonOffset[exon] - shape.exonStart[exon];
        int last = insertion ? shape.splicedLength() - 1 : shape.exonEnd[exon] + shift;
        if (splicedFrom < 0) {
            splicedFrom = Math.max(Math.min(insertion ? from - 1 : from, shape.exonEnd[exon]) + shift, 0);
        }
        splicedTo = Math.min(to + shift, last);
    }

    private int reachOf(int exon) {
        return shape.exonStart[exon];
    }

    /** Returns the end of an exon; a gap too short for an intron belongs to the previous exon. */
    private int endOf(int exon) {
        boolean last = exon + 1 == shape.exonStart.length;
        return last || shape.isIntron(exon) || !shape.isRegular
                ? shape.exonEnd[exon]
                : Math.max(shape.exonEnd[exon], shape.exonStart[exon + 1] - 1);
    }

    /**
     * Adds the terms for untranslated regions; returns whether part of the change lies between start and stop codon.
     */
    private boolean inExon(int from, int to, boolean insertion) {
        int begin = shape.codingStart();
        int end = shape.codingEnd();
        if (insertion ? from <= begin : from < begin) {
            terms |= FIVE_PRIME_UTR.bit();
        }
        if (to > end) {
            terms |= THREE_PRIME_UTR.bit();
        }
        return insertion ? from > begin && from <= end : from <= end && to >= begin;
    }

    // ---- coding

    private void coding(boolean insertion) {
        if (!shape.isRegular) {
            terms |= CODING_SEQUENCE.bit();
        } else if (insertion) {
            insertion();
        } else if (change.isSubstitution()) {
            substitution();
        } else {
            deletion();
        }
    }

    private void insertion() {
        int block = shape.blockFrom(e);
        int offset = shape.codeOffset[block] + Math.max(s - shape.codeStart[block], 0);
        if (change.kind == Change.Kind.BASES) {
            inside(offset, 0, change.alt(shape.reverse), 0);
        } else {
            codingFrom = offset - 1;
            codingTo = offset;
            terms |= CODING_SEQUENCE.bit();
        }
    }

    /**
     * Handles a substitution: the number of bases stays the same, so the coding bases within an exon can be examined
     * separately.
     */
    private void substitution() {
        int exon = shape.exonFrom(s);
        int block = shape.blockFrom(s);
        int from = Math.max(s, shape.codeStart[block]);
        int to = Math.min(e, shape.codeEnd[block]);
        if (shape.exonStart[exon] > s || e > shape.exonEnd[exon] || from > to) {
            acrossEdge();
            return;
        }
        byte[] alt = Arrays.copyOfRange(change.alt(shape.reverse), from - s, to - s + 1);
        inside(shape.codeOffset[block] + from - shape.codeStart[block], to - from + 1, alt, from - s);
    }

    private void deletion() {
        int block = shape.block(s, e);
        if (block >= 0 && change.kind == Change.Kind.BASES) {
            inside(shape.codeOffset[block] + s - shape.codeStart[block], e - s + 1, change.alt(shape.reverse), 0);
        } else {
            acrossEdge();
        }
    }

    /**
     * Handles a change entirely inside the coding sequence, or the coding part of a substitution, whose first
     * {@code leftOut} bases are omitted.
     */
    private void inside(int offset, int deleted, byte[] inserted, int leftOut) {
        codingFrom = deleted == 0 ? offset - 1 : offset;
        codingTo = deleted == 0 ? offset : offset + deleted - 1;
        byte[] bases = sequences == null ? null : sequences.of(shape);
        if (bases == null || !agrees(bases, offset, deleted, leftOut)) {
            terms |= withoutBases(offset, deleted, inserted);
        } else {
            coding = new CodingEffect(shape, sequences, bases, offset, deleted, inserted);
            terms |= coding.terms;
        }
    }

    /** Returns whether REF matches the genome; N matches any base. */
    private boolean agrees(byte[] bases, int offset, int deleted, int leftOut) {
        byte[] ref = change.ref(shape.reverse);
        for (int i = 0; i < deleted; i++) {
            byte base = bases[offset + i];
            if (ref[leftOut + i] != base && base != 'N' && ref[leftOut + i] != 'N') {
                return false;
            }
        }
        return true;
    }

    /** Returns the terms that follow from position and length alone. */
    private long withoutBases(int offset, int deleted, byte[] inserted) {
        int shift = inserted.length - deleted;
        if (shift == 0) {
            return codon(offset, deleted, inserted);
        }
        if (shift % 3 != 0) {
            return FRAMESHIFT.bit();
        }
        return shift < 0 ? INFRAME_DELETION.bit() : INFRAME_INSERTION.bit();
    }

    private long codon(int offset, int length, byte[] inserted) {
        if (shape.hasStart && offset < 3) {
            return START_LOST.bit();
        }
        if (length == 1 && shape.stopOffset >= 0 && offset >= shape.stopOffset) {
            byte ref = change.ref(shape.reverse)[0];
            return StopCodons.change(shape.code, offset - shape.stopOffset, ref, inserted[0]);
        }
        return CODING_SEQUENCE.bit();
    }

    /** Handles a change of bases inside and outside of the coding sequence, or in several blocks of it. */
    private void acrossEdge() {
        int first = -1;
        int last = -1;
        for (int i = shape.blockFrom(s); i < shape.codeStart.length && shape.codeStart[i] <= e; i++) {
            first = first >= 0 ? first : shape.codeOffset[i] + Math.max(s, shape.codeStart[i]) - shape.codeStart[i];
            last = shape.codeOffset[i] + Math.min(e, shape.codeEnd[i]) - shape.codeStart[i];
        }
        if (first < 0) {
            terms |= CODING_SEQUENCE.bit();
            return;
        }
        codingFrom = first;
        codingTo = last;
        int exon = shape.exonFrom(s);
        boolean oneExon = shape.exonStart[exon] <= s && e <= shape.exonEnd[exon];
        if (oneExon && change.kind == Change.Kind.BASES) {
            terms |= acrossCodon(first, last);
        } else {
            boolean deletes = !change.isSubstitution();
            terms |= CODING_SEQUENCE.bit()
                    | (deletes && shape.hasStart && first < 3 ? START_LOST.bit() : 0)
                    | (deletes && shape.stopOffset >= 0 && last >= shape.stopOffset ? STOP_LOST.bit() : 0);
        }
    }

    /**
     * Handles a change across the boundary of an untranslated region within one exon, where the bases decide whether
     * the start or stop codon remains.
     */
    private long acrossCodon(int first, int last) {
        byte[] bases = sequences == null ? null : sequences.of(shape);
        if (bases == null) {
            return CODING_SEQUENCE.bit();
        }
        long found = 0;
        if (s < shape.codingStart()) {
            boolean starts = CodingEffect.hasStart(shape, bases);
            found |= (!starts ? CODING_SEQUENCE : startStays(bases, last) ? START_RETAINED : START_LOST).bit();
        }
        if (e > shape.codingEnd()) {
            int stop = CodingEffect.stop(shape, bases);
            found |= (stop < 0 ? CODING_SEQUENCE : stopStays(bases, first, stop) ? STOP_RETAINED : STOP_LOST).bit();
        }
        return found;
    }

    /** Returns whether the bases before the remaining coding sequence equal the deleted ones. */
    private boolean startStays(byte[] bases, int last) {
        byte[] inserted = change.alt(shape.reverse);
        int untranslated = shape.codingStart() - s;
        byte[] before = CodingEffect.utr(shape, sequences, -(untranslated + change.length()));
        byte[] kept = Arrays.copyOf(before, Math.max(before.length - untranslated, 0));
        return CodingEffect.endsWith(CodingEffect.joined(kept, inserted, new byte[0]), Arrays.copyOf(bases, last + 1));
    }

    /** Returns whether the codon now at the deletion is a stop codon. */
    private boolean stopStays(byte[] bases, int first, int stop) {
        if (first < stop) {
            return false;
        }
        byte[] inserted = change.alt(shape.reverse);
        int untranslated = e - shape.codingEnd();
        byte[] behind = CodingEffect.utr(shape, sequences, untranslated + 3);
        byte[] kept =
                behind.length < untranslated ? new byte[0] : Arrays.copyOfRange(behind, untranslated, behind.length);
        byte[] read = CodingEffect.joined(Arrays.copyOfRange(bases, stop, first), inserted, kept);
        return read.length >= 3 && Codons.translate(shape.code, read, 0) == '*';
    }
}
