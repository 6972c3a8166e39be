package omega.genomics.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import omega.genomics.Interval;
import omega.genomics.Region;

/**
 * How a transcript lies on a contig: exons, introns, and within exons the bases that only one of the two has.
 *
 * <p>A transcript that is spliced from the genome has none of the latter; {@link Transcript#toAlignment()} makes its alignment. Transcripts of
 * RefSeq have a sequence of their own, which may lack bases of the genome or have more; their alignments are the
 * {@code cDNA_match} rows of NCBI's GFF3 files, with the attribute {@code Gap}.
 *
 * <p>Immutable and thread-safe. Positions on the contig are 1-based. Positions along the transcript are 1-based, too; those before its first base
 * continue with 0, −1 and so on, those after its last base with its length plus 1: no base is skipped.
 */
public final class TranscriptAlignment {
    /** What a stretch of the alignment is. */
    private static final byte MATCH = 'M';

    private static final byte TRANSCRIPT_ONLY = 'I';
    private static final byte GENOME_ONLY = 'D';
    private static final byte INTRON = 'N';

    private final boolean reverse;
    private final int first;
    private final byte[] kinds;
    /** Offsets from the 5′ end along the contig and the transcript, with one more than there are stretches. */
    private final int[] genome;

    private final int[] transcript;

    private TranscriptAlignment(Builder builder) {
        reverse = builder.reverse;
        first = builder.first;
        kinds = Arrays.copyOf(builder.kinds, builder.size);
        genome = Arrays.copyOf(builder.genome, builder.size + 1);
        transcript = Arrays.copyOf(builder.transcript, builder.size + 1);
    }

    /**
     * Starts an alignment.
     *
     * @param reverse whether the transcript is on the reverse strand
     * @return a builder without exons
     */
    public static Builder builder(boolean reverse) {
        return new Builder(reverse);
    }

    /**
     * Returns whether the transcript is on the reverse strand.
     *
     * @return true if it is
     */
    public boolean isReverse() {
        return reverse;
    }

    /**
     * Returns the number of bases of the transcript.
     *
     * @return at least 1
     */
    public int length() {
        return transcript[kinds.length];
    }

    /**
     * Returns the extent on the contig.
     *
     * @return the interval from the leftmost to the rightmost base
     */
    public Interval interval() {
        int last = genomeAt(genome[kinds.length] - 1);
        return reverse ? new Interval(last, first) : new Interval(first, last);
    }

    /**
     * Returns whether each base of an exon has a counterpart.
     *
     * @return false if there are bases that only the transcript or only the contig has
     */
    public boolean isWithoutGaps() {
        for (byte kind : kinds) {
            if (kind == TRANSCRIPT_ONLY || kind == GENOME_ONLY) {
                return false;
            }
        }
        return true;
    }

    private int genomeAt(int offset) {
        return reverse ? first - offset : first + offset;
    }

    /**
     * A position along the transcript.
     *
     * @param base the base, or the one of an exon that is nearest to a base in an intron
     * @param offset bases into the intron, negative if the exon follows; 0 in exons
     * @param inGap whether the base has no counterpart, and a neighbour is given instead
     */
    public record Place(int base, int offset, boolean inGap) {}

    /**
     * Converts a position on the contig.
     *
     * @param position the position, 1-based
     * @param isStart whether it begins an interval in the direction of the transcript: in a gap the neighbour before it is given, else the one
     *     after it
     * @return the place along the transcript; in the middle of an intron of odd length, from the exon before it
     */
    public Place toTranscript(int position, boolean isStart) {
        int offset = reverse ? first - position : position - first;
        int n = kinds.length;
        if (offset < 0) {
            return new Place(offset + 1, 0, false);
        }
        if (offset >= genome[n]) {
            return new Place(transcript[n] + offset - genome[n] + 1, 0, false);
        }
        int i = stretch(genome, offset);
        return switch (kinds[i]) {
            case MATCH -> new Place(transcript[i] + offset - genome[i] + 1, 0, false);
            case INTRON -> {
                int before = offset - genome[i] + 1;
                int after = genome[i + 1] - offset;
                yield before <= after
                        ? new Place(transcript[i], before, false)
                        : new Place(transcript[i] + 1, -after, false);
            }
            default -> new Place(isStart ? transcript[i] : transcript[i] + 1, 0, true);
        };
    }

    /**
     * Converts a position along the transcript.
     *
     * @param base the base, from 1; values outside of the transcript continue along the contig
     * @param offset bases into an intron
     * @param isStart whether the position begins an interval in the direction of the transcript
     * @return the position on the contig, which may lie outside of it
     */
    public long toGenome(int base, int offset, boolean isStart) {
        long at = base - 1L;
        int n = kinds.length;
        long along;
        if (at < 0) {
            along = at;
        } else if (at >= transcript[n]) {
            along = genome[n] + at - transcript[n];
        } else {
            int i = stretch(transcript, (int) at);
            along = kinds[i] == MATCH ? genome[i] + at - transcript[i] : isStart ? genome[i] - 1 : genome[i];
        }
        along += offset;
        return reverse ? first - along : first + along;
    }

    /**
     * Returns the bases of the transcript as the contig has them.
     *
     * @param contig the contig, as the reference names it
     * @param reference the source of the bases
     * @return {@link #length()} bases, 5′ to 3′, in upper case; N for those that only the transcript has
     * @throws IllegalArgumentException if the reference does not have these bases
     */
    public String sequence(String contig, ReferenceSequence reference) {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(reference, "reference");
        StringBuilder bases = new StringBuilder(length());
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == TRANSCRIPT_ONLY) {
                bases.append("N".repeat(transcript[i + 1] - transcript[i]));
            } else if (kinds[i] == MATCH) {
                int from = genomeAt(genome[i]);
                int to = genomeAt(genome[i + 1] - 1);
                byte[] read = reference.bases(new Region(contig, Math.min(from, to), Math.max(from, to)));
                bases.append(Sequences.upperCase(read, reverse));
            }
        }
        return bases.toString();
    }

    /**
     * Returns whether a base of the transcript has no counterpart on the contig.
     *
     * @param base the base, from 1
     * @return true if only the transcript has it
     */
    public boolean isTranscriptOnly(int base) {
        return base >= 1 && base <= length() && kinds[stretch(transcript, base - 1)] == TRANSCRIPT_ONLY;
    }

    /**
     * Returns the exon of a base.
     *
     * @param base the base, from 1 to {@link #length()}
     * @return first and last base of its exon along the transcript
     */
    public Interval exonOf(int base) {
        int i = stretch(transcript, base - 1);
        int left = i;
        while (left > 0 && kinds[left - 1] != INTRON) {
            left--;
        }
        int right = i;
        while (right < kinds.length - 1 && kinds[right + 1] != INTRON) {
            right++;
        }
        return new Interval(transcript[left] + 1, transcript[right + 1]);
    }

    /**
     * Returns how far a position on the contig can move without meeting a gap.
     *
     * @param position the position, 1-based
     * @return the interval around it in which contig and transcript differ by introns only; from 1 and to 2147483647 where no gap ends it
     */
    public Interval withoutGaps(int position) {
        int offset = reverse ? first - position : position - first;
        int low = Integer.MIN_VALUE;
        int high = Integer.MAX_VALUE;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] != TRANSCRIPT_ONLY && kinds[i] != GENOME_ONLY) {
                continue;
            }
            if (genome[i + 1] <= offset) {
                low = genome[i + 1];
            } else if (genome[i] > offset) {
                high = genome[i] - 1;
                break;
            } else {
                return new Interval(position, position);
            }
        }
        int left = low == Integer.MIN_VALUE ? (reverse ? Integer.MAX_VALUE : 1) : genomeAt(low);
        int right = high == Integer.MAX_VALUE ? (reverse ? 1 : Integer.MAX_VALUE) : genomeAt(high);
        return new Interval(Math.min(left, right), Math.max(left, right));
    }

    /** Returns the last stretch that begins at or before an offset and is not empty on this side. */
    private int stretch(int[] starts, int offset) {
        int i = Arrays.binarySearch(starts, 0, kinds.length, offset);
        if (i < 0) {
            i = -i - 2;
        }
        while (i < kinds.length - 1 && starts[i + 1] <= offset) {
            i++;
        }
        return i;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TranscriptAlignment that
                && reverse == that.reverse
                && first == that.first
                && Arrays.equals(kinds, that.kinds)
                && Arrays.equals(genome, that.genome)
                && Arrays.equals(transcript, that.transcript);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reverse, first, Arrays.hashCode(genome));
    }

    /** Returns extent and length, for logs and debugging. */
    @Override
    public String toString() {
        return "alignment " + interval() + (reverse ? " −" : " +") + " (" + length() + " bases)";
    }

    /** A stretch of an exon, 5′ to 3′ along the transcript. */
    public enum Part {
        /** Each base of the transcript has one on the contig, the same or another. */
        MATCH,
        /** Bases that only the transcript has: {@code I} of GFF3's {@code Gap}. */
        TRANSCRIPT_ONLY,
        /** Bases that only the contig has: {@code D} of GFF3's {@code Gap}. */
        GENOME_ONLY
    }

    /**
     * A part of an exon and its length.
     *
     * @param part what it is
     * @param length the number of bases
     */
    public record Stretch(Part part, int length) {
        /** Creates a record; nothing in it may be null. */
        public Stretch {
            Objects.requireNonNull(part, "part");
        }
    }

    /** Collects exons, 5′ to 3′. Not thread-safe. */
    public static final class Builder {
        private final boolean reverse;
        private int first;
        private int size;
        private byte[] kinds = new byte[8];
        private int[] genome = new int[9];
        private int[] transcript = new int[9];

        private Builder(boolean reverse) {
            this.reverse = reverse;
        }

        /**
         * Adds the next exon.
         *
         * @param exon its extent on the contig
         * @param stretches its parts along the transcript; empty if each base matches
         * @return this builder
         * @throws IllegalArgumentException if the exon overlaps the one before it, or the parts do not add up to it
         */
        public Builder exon(Interval exon, List<Stretch> stretches) {
            Objects.requireNonNull(exon, "exon");
            Objects.requireNonNull(stretches, "stretches");
            if (size == 0) {
                first = reverse ? exon.end() : exon.start();
            } else {
                int expected = reverse ? first - genome[size] : first + genome[size];
                int gap = reverse ? expected - exon.end() : exon.start() - expected;
                if (gap < 0) {
                    throw new IllegalArgumentException("expected exons in 5′ to 3′ order without overlap, found " + exon
                            + " where " + expected + " is next");
                }
                if (gap > 0) {
                    add(INTRON, gap, 0);
                }
            }
            int end = genome[size] + exon.length();
            if (stretches.isEmpty()) {
                add(MATCH, exon.length(), exon.length());
            }
            for (Stretch stretch : stretches) {
                int length = stretch.length();
                switch (stretch.part()) {
                    case MATCH -> add(MATCH, length, length);
                    case TRANSCRIPT_ONLY -> add(TRANSCRIPT_ONLY, 0, length);
                    case GENOME_ONLY -> add(GENOME_ONLY, length, 0);
                }
            }
            if (genome[size] != end) {
                throw new IllegalArgumentException("expected parts of " + exon.length() + " bases of the contig for "
                        + exon + ", found " + stretches);
            }
            return this;
        }

        /**
         * Adds the next exon as a GFF3 row of type {@code cDNA_match} describes it.
         *
         * @param exon the extent of the row
         * @param gap its attribute {@code Gap}, for example {@code M185 I3 M250}; empty for no gaps
         * @return this builder
         * @throws IllegalArgumentException if the attribute is no list of M, I and D with lengths, or does not add up to the row
         */
        public Builder match(Interval exon, String gap) {
            Objects.requireNonNull(exon, "exon");
            Objects.requireNonNull(gap, "gap");
            if (gap.isEmpty()) {
                return exon(exon, List.of());
            }
            return exon(
                    exon,
                    Arrays.stream(gap.trim().split("[ +]+"))
                            .map(Builder::stretch)
                            .toList());
        }

        private static Stretch stretch(String operation) {
            String digits = operation.substring(Math.min(1, operation.length()));
            Part part = switch (operation.isEmpty() ? ' ' : operation.charAt(0)) {
                case 'M' -> Part.MATCH;
                case 'I' -> Part.TRANSCRIPT_ONLY;
                case 'D' -> Part.GENOME_ONLY;
                default -> null;
            };
            if (part == null || !digits.matches("[1-9][0-9]{0,8}")) {
                throw new IllegalArgumentException("expected M, I or D and a length in Gap, found " + operation);
            }
            return new Stretch(part, Integer.parseInt(digits));
        }

        private void add(byte kind, int onGenome, int onTranscript) {
            if (size == kinds.length) {
                kinds = Arrays.copyOf(kinds, 2 * size);
                genome = Arrays.copyOf(genome, 2 * size + 1);
                transcript = Arrays.copyOf(transcript, 2 * size + 1);
            }
            kinds[size] = kind;
            genome[size + 1] = genome[size] + onGenome;
            transcript[size + 1] = transcript[size] + onTranscript;
            size++;
        }

        /**
         * Builds the alignment.
         *
         * @return the alignment
         * @throws IllegalArgumentException if there is no exon
         */
        public TranscriptAlignment build() {
            if (size == 0) {
                throw new IllegalArgumentException("expected at least one exon");
            }
            return new TranscriptAlignment(this);
        }
    }
}
