package omega.genomics.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.Strand;

/**
 * A gene with its transcripts: one locus on one contig.
 *
 * <p>A file that places the same gene id on two contigs (a pseudoautosomal gene, an alternate locus) gives two genes
 * with equal ids. Immutable and thread-safe; equal by content. Coordinates are 1-based and inclusive.
 */
public final class Gene extends AnnotatedLocus {
    private final List<Transcript> transcripts;

    private Gene(Builder builder) {
        super(builder);
        transcripts = List.copyOf(builder.transcripts);
    }

    /**
     * Creates a builder for a gene.
     *
     * @param id the stable id without version
     * @param contig the contig's name
     * @param start the leftmost base, 1-based
     * @param end the rightmost base, inclusive
     * @param strand the strand
     * @return a builder for the optional parts
     * @throws IllegalArgumentException if the id or contig is empty, {@code start < 1} or {@code end < start}
     */
    public static Builder builder(String id, String contig, int start, int end, Strand strand) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(strand, "strand");
        return new Builder(id, contig, start, end, strand);
    }

    /**
     * Returns the transcripts.
     *
     * @return an immutable list, ordered by start, end and id; empty if the file has none
     */
    public List<Transcript> transcripts() {
        return transcripts;
    }

    /**
     * Finds a transcript of this gene.
     *
     * @param transcriptId the stable id, or the id as written in the file
     * @return the first transcript with this id; empty if there is none
     */
    public Optional<Transcript> transcript(String transcriptId) {
        Objects.requireNonNull(transcriptId, "transcriptId");
        return transcripts.stream()
                .filter(t -> t.id().equals(transcriptId) || t.writtenId().equals(transcriptId))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gene that && isSameLocus(that) && transcripts.equals(that.transcripts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), contig(), start(), end(), transcripts.size());
    }

    /** Returns the id, name and coordinates, for logs and debugging. */
    @Override
    public String toString() {
        return describe("gene");
    }

    /** Collects the parts of a {@link Gene}. Not thread-safe. */
    public static final class Builder extends AnnotatedLocus.Builder<Builder> {
        private final List<Transcript> transcripts = new ArrayList<>();

        private Builder(String id, String contig, int start, int end, Strand strand) {
            super("gene", id, contig, start, end, strand);
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Adds a transcript.
         *
         * @param transcript the transcript to add
         * @return this builder
         */
        public Builder add(Transcript transcript) {
            Objects.requireNonNull(transcript, "transcript");
            transcripts.add(transcript);
            return this;
        }

        /**
         * Adds transcripts.
         *
         * @param more the transcripts to add
         * @return this builder
         */
        public Builder addAll(Collection<Transcript> more) {
            Objects.requireNonNull(more, "more");
            transcripts.addAll(more);
            return this;
        }

        /**
         * Builds the gene.
         *
         * @return a new gene
         */
        public Gene build() {
            return new Gene(this);
        }
    }
}
