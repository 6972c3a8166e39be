package omega.genomics.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The coding sequence of a transcript: its segments from the start codon on, <b>excluding the stop codon</b>.
 *
 * <p>GTF2.2 excludes the stop codon from the CDS lines and GFF3 includes it; a model always excludes it, and returns
 * it from {@link #stopCodon()}. Segments are in 5′ to 3′ order. Two segments may overlap or leave a gap within one
 * exon: this is how a programmed frameshift is annotated, and it is preserved.
 *
 * <p>Immutable and thread-safe; equal by content. Coordinates are 1-based and inclusive, on the transcript's contig.
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
     * Creates a builder for a coding sequence.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the phase of each segment from the phase of the first one and the lengths.
     *
     * @param firstPhase the phase of the segment at the 5′ end: 0, 1 or 2
     * @param lengths the number of bases of each segment, in 5′ to 3′ order
     * @return a new array with one phase per segment
     */
    public static int[] phases(int firstPhase, int... lengths) {
        Objects.requireNonNull(lengths, "lengths");
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
     * @return an immutable list in 5′ to 3′ order, at least one segment, excluding the stop codon
     */
    public List<CodingSegment> segments() {
        return segments;
    }

    /**
     * Returns the leftmost position of the segments on the contig.
     *
     * @return the position, 1-based
     */
    public int start() {
        return segments.stream().mapToInt(CodingSegment::start).min().orElseThrow();
    }

    /**
     * Returns the rightmost position of the segments on the contig.
     *
     * @return the position, 1-based and inclusive, excluding the stop codon
     */
    public int end() {
        return segments.stream().mapToInt(CodingSegment::end).max().orElseThrow();
    }

    /**
     * Returns the number of coding bases.
     *
     * @return the sum of the segments' lengths, excluding the stop codon
     */
    public int length() {
        return segments.stream().mapToInt(CodingSegment::length).sum();
    }

    /**
     * Returns the phase of the first segment: the number of bases before the first complete codon.
     *
     * @return 0, 1 or 2; not 0 only if the 5′ end is missing
     */
    public int firstPhase() {
        return segments.get(0).phase();
    }

    /**
     * Returns the start codon.
     *
     * @return up to three intervals in 5′ to 3′ order, because introns may split it; empty if the file does not
     *     annotate it
     */
    public List<Interval> startCodon() {
        return startCodon;
    }

    /**
     * Returns the stop codon, which follows the last segment.
     *
     * @return up to three intervals in 5′ to 3′ order; empty if the file does not annotate it
     */
    public List<Interval> stopCodon() {
        return stopCodon;
    }

    /**
     * Returns the id of the coding sequence itself (GFF3 {@code ID}).
     *
     * @return the id; empty if the file has none
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * Returns the id of the protein.
     *
     * @return the id as written in the file; empty if it has none
     */
    public Optional<String> proteinId() {
        return Optional.ofNullable(proteinId);
    }

    /**
     * Returns whether the coding sequence is known to begin with its start codon.
     *
     * @return false if the file marks the 5′ end as missing, or does not state it
     */
    public boolean isStartComplete() {
        return startComplete;
    }

    /**
     * Returns whether the coding sequence is known to end with its stop codon.
     *
     * @return false if the file marks the 3′ end as missing, or does not state it
     */
    public boolean isStopComplete() {
        return stopComplete;
    }

    /**
     * Returns whether each segment's phase is consistent with the first phase and the lengths.
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
     * Returns the attributes that the file gives on the CDS lines but not on the transcript's line.
     *
     * @return the attributes of the first segment that has any, in file order
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

    /** Returns extent, length and protein, for logs and debugging. */
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
         * @param segment the next segment in 5′ to 3′ order
         * @return this builder
         */
        public Builder add(CodingSegment segment) {
            Objects.requireNonNull(segment, "segment");
            segments.add(segment);
            return this;
        }

        /**
         * Sets all segments.
         *
         * @param segments the segments in 5′ to 3′ order, excluding the stop codon; replace all segments added before
         * @return this builder
         */
        public Builder segments(List<CodingSegment> segments) {
            Objects.requireNonNull(segments, "segments");
            this.segments = new ArrayList<>(segments);
            return this;
        }

        /**
         * Sets the start codon.
         *
         * @param intervals the intervals in 5′ to 3′ order; empty for none
         * @return this builder
         */
        public Builder startCodon(List<Interval> intervals) {
            startCodon = Objects.requireNonNull(intervals, "intervals");
            return this;
        }

        /**
         * Sets the stop codon.
         *
         * @param intervals the intervals in 5′ to 3′ order; empty for none
         * @return this builder
         */
        public Builder stopCodon(List<Interval> intervals) {
            stopCodon = Objects.requireNonNull(intervals, "intervals");
            return this;
        }

        /**
         * Sets the id.
         *
         * @param id the id; null for none
         * @return this builder
         */
        public Builder id(@Nullable String id) {
            this.id = id;
            return this;
        }

        /**
         * Sets the id of the protein.
         *
         * @param proteinId the id; null for none
         * @return this builder
         */
        public Builder proteinId(@Nullable String proteinId) {
            this.proteinId = proteinId;
            return this;
        }

        /**
         * Sets whether the ends of the coding sequence are known to be complete.
         *
         * @param start whether it begins with its start codon
         * @param stop whether it ends with its stop codon
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
         * @param attributes the attributes that the transcript does not have
         * @return this builder
         */
        public Builder attributes(Attributes attributes) {
            this.attributes = Objects.requireNonNull(attributes, "attributes");
            return this;
        }

        /**
         * Builds the coding sequence.
         *
         * @return a new coding sequence
         * @throws IllegalArgumentException if there is no segment
         */
        public Cds build() {
            return new Cds(this);
        }
    }
}
