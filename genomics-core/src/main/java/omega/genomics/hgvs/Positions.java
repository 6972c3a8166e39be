package omega.genomics.hgvs;

import omega.genomics.hgvs.HgvsPosition.Landmark;
import org.jspecify.annotations.Nullable;

/** Converts between positions of names and bases counted along a transcript, where 0 is the base before the first. */
final class Positions {
    private Positions() {}

    /** Returns the position as {@code c.} or {@code n.} write it. */
    static HgvsPosition written(HgvsTranscript transcript, HgvsKind kind, int base, int offset) {
        int start = 1;
        int end = Integer.MAX_VALUE;
        if (isFromCds(transcript, kind)) {
            if (!transcript.isCoding()) {
                throw new HgvsException(transcript.accession() + ": expected a coding sequence for c.");
            }
            start = transcript.cdsStart();
            end = transcript.cdsEnd();
        }
        if (base < start) {
            return new HgvsPosition(Landmark.BEFORE, start - base, offset);
        }
        return base > end
                ? new HgvsPosition(Landmark.AFTER_CDS, base - end, offset)
                : new HgvsPosition(Landmark.START, base - start + 1, offset);
    }

    /** Returns the base of a position, without its offset. */
    static int base(HgvsTranscript transcript, HgvsKind kind, HgvsPosition position) {
        int base = counted(transcript, kind, position);
        if (isFromCds(transcript, kind) && position.landmark() == Landmark.START && base > transcript.cdsEnd()) {
            throw new HgvsException("expected a position up to c." + (transcript.cdsEnd() - transcript.cdsStart() + 1)
                    + " of " + transcript.accession() + ", found " + position);
        }
        return base;
    }

    /** Returns the base of a position, also if it counts beyond the stop codon without {@code *}. */
    static int counted(HgvsTranscript transcript, HgvsKind kind, HgvsPosition position) {
        if (!position.isKnown()) {
            throw new HgvsException("expected a number on " + transcript.accession() + ", found " + position);
        }
        boolean coding = isFromCds(transcript, kind);
        long start = coding ? transcript.cdsStart() : 1;
        long base = switch (position.landmark()) {
            case START -> start + position.base() - 1;
            case BEFORE -> start - position.base();
            case AFTER_CDS -> {
                if (!coding) {
                    throw new HgvsException(transcript.accession() + ": expected a coding sequence for " + position);
                }
                yield (long) transcript.cdsEnd() + position.base();
            }
            default -> throw new HgvsException("expected a number, found " + position);
        };
        if (base > Integer.MAX_VALUE || base < -Integer.MAX_VALUE) {
            throw new HgvsException("expected a position on " + transcript.accession() + ", found " + position);
        }
        return (int) base;
    }

    private static boolean isFromCds(HgvsTranscript transcript, HgvsKind kind) {
        return kind == HgvsKind.CODING
                || ((kind == HgvsKind.RNA || kind == HgvsKind.UNSPECIFIED) && transcript.isCoding());
    }

    /** Returns the bases of an exact location within exons. */
    static String copied(HgvsTranscript transcript, HgvsKind kind, HgvsLocation location) {
        String bases = bases(transcript, kind, location);
        if (bases == null) {
            throw new HgvsException("expected bases of exons to copy, found " + location);
        }
        return bases;
    }

    /** Returns the bases of an exact location within exons, or null if it leaves them. */
    static @Nullable String bases(HgvsTranscript transcript, HgvsKind kind, HgvsLocation location) {
        if (location.first().offset() != 0 || location.last().offset() != 0) {
            return null;
        }
        int from = base(transcript, kind, location.first());
        int to = base(transcript, kind, location.last());
        String sequence = transcript.requireSequence();
        return from < 1 || to < from || to > sequence.length() ? null : sequence.substring(from - 1, to);
    }
}
