package omega.genomics.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The coding sequence of a transcript: its segments from the start codon on, <b>without the stop codon</b>.
 *
 * <p>GTF2.2 leaves the stop codon out of the CDS lines and GFF3 puts it in; a model always leaves it out and keeps it in
 * {@link #stopCodon()}. Segments stand in reading order. Two segments may overlap or leave a gap inside one exon: that is
 * how a programmed frameshift is annotated, and it is kept as it is.
 *
 * <p>Immutable, equal by content. Coordinates are 1-based, inclusive, on the transcript's contig.
 */
public final class Cds {
    private final List<CodingSegment> segments;
    private final List<Interval> startCodon;
    private final List<Interval> stopCodon;
    private final @Nullable String id;
    private final @Nullable String proteinId;
    private final boolean startComplete;
    private final boolean stopComplete;
    private final Attributes attributes;

    private Cds(Builder builder) {
        segments = List.copyOf(builder.segments);
        startCodon = List.copyOf(builder.startCodon);
        stopCodon = List.copyOf(builder.stopCodon);
        id = builder.id;
        proteinId = builder.proteinId;
        startComplete = builder.startComplete;
        stopComplete = builder.stopComplete;
        attributes = builder.attributes;
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("expected at least one coding segment, found none");
        }
        long bases = segments.stream().mapToLong(CodingSegment::length).sum();
        if (bases > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "expected coding segments of at most 2147483647 bases together, found " + bases + ": they overlap");
        }
    }

    /**
     * Starts a coding sequence.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the phase of each segment from the first one's and the lengths.
     *
     * @param firstPhase phase of the segment at the 5′ end: 0, 1 or 2
     * @param lengths number of bases of each segment in reading order
     * @return one phase a segment
     */
    public static int[] phases(int firstPhase, int... lengths) {
        int[] phases = new int[lengths.length];
        int phase = firstPhase;
        for (int i = 0; i < lengths.length; i++) {
            phases[i] = phase;
            phase = Math.floorMod(phase - lengths[i], 3);
        }
        return phases;
    }

    /**
     * Returns the segments.
     *
     * @return in reading order, at least one, the stop codon excluded
     */
    public List<CodingSegment> segments() {
        return segments;
    }

    /**
     * Returns the leftmost base.
     *
     * @return 1-based
     */
    public int start() {
        return segments.stream().mapToInt(CodingSegment::start).min().orElseThrow();
    }

    /**
     * Returns the rightmost base.
     *
     * @return 1-based, inclusive, the stop codon excluded
     */
    public int end() {
        return segments.stream().mapToInt(CodingSegment::end).max().orElseThrow();
    }

    /**
     * Returns the number of coding bases.
     *
     * @return the sum of the segments' lengths, the stop codon excluded
     */
    public int length() {
        return segments.stream().mapToInt(CodingSegment::length).sum();
    }

    /**
     * Returns the phase of the first segment: bases to skip before the first whole codon.
     *
     * @return 0 unless the 5′ end is missing
     */
    public int firstPhase() {
        return segments.get(0).phase();
    }

    /**
     * Returns the start codon.
     *
     * @return up to three intervals in reading order, since introns may split it; empty if the file shows none
     */
    public List<Interval> startCodon() {
        return startCodon;
    }

    /**
     * Returns the stop codon, which follows the last segment.
     *
     * @return up to three intervals in reading order; empty if the file shows none
     */
    public List<Interval> stopCodon() {
        return stopCodon;
    }

    /**
     * Returns the id of the coding sequence itself (GFF3 {@code ID}).
     *
     * @return empty if the file has none
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * Returns the id of the protein.
     *
     * @return as the file writes it; empty if it has none
     */
    public Optional<String> proteinId() {
        return Optional.ofNullable(proteinId);
    }

    /**
     * Tells whether the coding sequence is known to begin at its start codon.
     *
     * @return false if the file says that the 5′ end is missing or says nothing
     */
    public boolean isStartComplete() {
        return startComplete;
    }

    /**
     * Tells whether the coding sequence is known to end at its stop codon.
     *
     * @return false if the file says that the 3′ end is missing or says nothing
     */
    public boolean isStopComplete() {
        return stopComplete;
    }

    /**
     * Tells whether each segment's phase follows from the first one and the lengths.
     *
     * @return false if the file's phases contradict its coordinates
     */
    public boolean hasConsistentPhases() {
        int[] expected = phases(
                firstPhase(), segments.stream().mapToInt(CodingSegment::length).toArray());
        for (int i = 0; i < expected.length; i++) {
            if (segments.get(i).phase() != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns what the file says on the CDS lines and not on the transcript's.
     *
     * @return attributes in file order, of the first segment that has them
     */
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cds that
                && segments.equals(that.segments)
                && startCodon.equals(that.startCodon)
                && stopCodon.equals(that.stopCodon)
                && Objects.equals(id, that.id)
                && Objects.equals(proteinId, that.proteinId)
                && startComplete == that.startComplete
                && stopComplete == that.stopComplete
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(segments, proteinId);
    }

    /** Returns extent, length and protein, for people. */
    @Override
    public String toString() {
        return "cds " + start() + "-" + end() + " (" + length() + " bases)"
                + (proteinId == null ? "" : " " + proteinId);
    }

    /** Collects the parts of a {@link Cds}. Not thread-safe. */
    public static final class Builder {
        private List<CodingSegment> segments = new ArrayList<>();
        private List<Interval> startCodon = List.of();
        private List<Interval> stopCodon = List.of();
        private @Nullable String id;
        private @Nullable String proteinId;
        private boolean startComplete;
        private boolean stopComplete;
        private Attributes attributes = Attributes.none();

        private Builder() {}

        /**
         * Adds a segment.
         *
         * @param segment the next one in reading order
         * @return this builder
         */
        public Builder add(CodingSegment segment) {
            segments.add(segment);
            return this;
        }

        /**
         * Sets all segments.
         *
         * @param segments in reading order, the stop codon excluded
         * @return this builder
         */
        public Builder segments(List<CodingSegment> segments) {
            this.segments = new ArrayList<>(segments);
            return this;
        }

        /**
         * Sets the start codon.
         *
         * @param intervals in reading order; empty for none
         * @return this builder
         */
        public Builder startCodon(List<Interval> intervals) {
            startCodon = intervals;
            return this;
        }

        /**
         * Sets the stop codon.
         *
         * @param intervals in reading order; empty for none
         * @return this builder
         */
        public Builder stopCodon(List<Interval> intervals) {
            stopCodon = intervals;
            return this;
        }

        /**
         * Sets the id.
         *
         * @param id null for none
         * @return this builder
         */
        public Builder id(@Nullable String id) {
            this.id = id;
            return this;
        }

        /**
         * Sets the id of the protein.
         *
         * @param proteinId null for none
         * @return this builder
         */
        public Builder proteinId(@Nullable String proteinId) {
            this.proteinId = proteinId;
            return this;
        }

        /**
         * Says whether the ends are known to be there.
         *
         * @param start whether it begins at its start codon
         * @param stop whether it ends at its stop codon
         * @return this builder
         */
        public Builder complete(boolean start, boolean stop) {
            startComplete = start;
            stopComplete = stop;
            return this;
        }

        /**
         * Sets the attributes.
         *
         * @param attributes those the transcript does not carry
         * @return this builder
         */
        public Builder attributes(Attributes attributes) {
            this.attributes = attributes;
            return this;
        }

        /**
         * Makes the coding sequence.
         *
         * @return a new value
         * @throws IllegalArgumentException if there is no segment
         */
        public Cds build() {
            return new Cds(this);
        }
    }
}
