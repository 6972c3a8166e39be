package omega.genomics.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Interval;
import omega.genomics.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A transcript: its exons in 5′ to 3′ order, and its {@link Cds} if it is coding.
 *
 * <p><b>Three coordinate systems</b> are used, all 1-based: positions on the contig; positions along the transcript,
 * where 1 is its 5′ end and introns are not counted (HGVS n.); and positions in the coding sequence, where 1 is the A
 * of ATG (HGVS c.) and the stop codon has the last three positions. The conversion of a position without counterpart
 * gives an empty result: there is no c.0, and introns and UTRs have no coding position.
 *
 * <p>A polycistronic transcript has several coding sequences: {@link #allCds()} returns all of them, {@link #cds()}
 * the first. A trans-spliced transcript has exons on both strands: they are ordered by number, each with its own
 * strand.
 *
 * <p>Immutable and thread-safe; equal by content.
 */
public final class Transcript extends AnnotatedLocus {
    private final String geneId;
    private final List<Exon> exons;
    private final List<Cds> codingSequences;
    private final List<Interval> selenocysteines;
    private final @Nullable TranscriptAlignment alignment;
    private @Nullable Projection exonic;
    private @Nullable Projection coding;

    private Transcript(Builder builder) {
        super(builder);
        geneId = builder.geneId;
        exons = inReadingOrder(builder.exons);
        checkLength(exons.stream().mapToLong(Exon::length).sum());
        codingSequences = List.copyOf(builder.codingSequences);
        selenocysteines = List.copyOf(builder.selenocysteines);
        alignment = builder.alignment;
    }

    private static void checkLength(long bases) {
        if (bases > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "expected exons of at most 2147483647 bases together, found " + bases + ": they overlap");
        }
    }

    private static List<Exon> inReadingOrder(List<Exon> exons) {
        List<Exon> sorted = new ArrayList<>(exons);
        sorted.sort(Comparator.comparingInt(Exon::number));
        return Collections.unmodifiableList(sorted);
    }

    /**
     * Creates a builder for a transcript.
     *
     * @param id the stable id without version
     * @param geneId the stable id of its gene, without version
     * @param contig the contig's name
     * @param start the leftmost base, 1-based
     * @param end the rightmost base, inclusive
     * @param strand the strand
     * @return a builder for the optional parts
     * @throws IllegalArgumentException if an id or the contig is empty, {@code start < 1} or {@code end < start}
     */
    public static Builder builder(String id, String geneId, String contig, int start, int end, Strand strand) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(geneId, "geneId");
        Objects.requireNonNull(strand, "strand");
        return new Builder(id, contig, start, end, strand, geneId);
    }

    /**
     * Returns the stable id of the gene.
     *
     * @return the gene's {@link Gene#id()}
     */
    public String geneId() {
        return geneId;
    }

    /**
     * Returns the exons.
     *
     * @return an immutable list in 5′ to 3′ order; empty if the file has none
     */
    public List<Exon> exons() {
        return exons;
    }

    /**
     * Returns the coding sequence, or the first one of a polycistronic transcript.
     *
     * @return the coding sequence; empty if the transcript is not coding
     */
    public Optional<Cds> cds() {
        return codingSequences.isEmpty() ? Optional.empty() : Optional.of(codingSequences.get(0));
    }

    /**
     * Returns all coding sequences.
     *
     * @return an immutable list of none, one, or for a polycistronic transcript several, the one nearest to the 5′ end
     *     first
     */
    public List<Cds> allCds() {
        return codingSequences;
    }

    /**
     * Returns the selenocysteine codons annotated in the file: UGA codons that are read as U, not as a stop.
     *
     * @return an immutable list of intervals on the contig, in 5′ to 3′ order
     */
    public List<Interval> selenocysteines() {
        return selenocysteines;
    }

    /**
     * Returns how a transcript with a sequence of its own lies on the contig, where that sequence lacks bases of the contig or has more.
     * The projections of this class, its sequences and consequences do not take it into account; HGVS names do.
     *
     * @return the alignment that the file gives; empty if it gives none, or one without gaps
     */
    public Optional<TranscriptAlignment> alignment() {
        return Optional.ofNullable(alignment);
    }

    /**
     * Returns how the transcript lies on the contig.
     *
     * @return {@link #alignment()} if there is one, otherwise a new alignment of the exons, without gaps
     * @throws IllegalArgumentException if the transcript has no exon, exons on both strands, or exons that overlap
     */
    public TranscriptAlignment toAlignment() {
        if (alignment != null) {
            return alignment;
        }
        if (isTransSpliced()) {
            throw new IllegalArgumentException("expected exons on one strand in " + id());
        }
        TranscriptAlignment.Builder builder = TranscriptAlignment.builder(isReverse());
        for (Exon exon : exons) {
            builder.exon(exon.interval(), List.of());
        }
        return builder.build();
    }

    /**
     * Returns whether the transcript has exons on both strands.
     *
     * @return true if it has; introns and UTRs of such a trans-spliced transcript are undefined and returned empty
     */
    public boolean isTransSpliced() {
        return exons.stream().map(Exon::strand).distinct().count() > 1;
    }

    /**
     * Returns whether NCBI and Ensembl selected this transcript jointly to stand for its gene.
     *
     * @return true if it has the tag {@code MANE_Select} (GTF and GFF3 of Ensembl and GENCODE) or {@code MANE Select} (RefSeq)
     */
    public boolean isManeSelect() {
        return attributes().has("tag", "MANE_Select") || attributes().has("tag", "MANE Select");
    }

    /**
     * Returns whether its annotation chose this transcript to stand for its gene.
     *
     * @return true if it has the tag {@code Ensembl_canonical} (Ensembl and GENCODE) or {@code RefSeq Select} (RefSeq)
     */
    public boolean isCanonical() {
        return attributes().has("tag", "Ensembl_canonical") || attributes().has("tag", "RefSeq Select");
    }

    /**
     * Returns the introns: the gaps between consecutive exons.
     *
     * @return the introns in 5′ to 3′ order; exons that overlap or are adjacent have none between them
     */
    public List<Interval> introns() {
        List<Interval> introns = new ArrayList<>();
        if (!isTransSpliced()) {
            for (int i = 1; i < exons.size(); i++) {
                Exon left = exons.get(isReverse() ? i : i - 1);
                Exon right = exons.get(isReverse() ? i - 1 : i);
                if (left.end() < right.start() - 1) {
                    introns.add(new Interval(left.end() + 1, right.start() - 1));
                }
            }
        }
        return introns;
    }

    /**
     * Returns the untranslated parts of the exons before the (first) coding sequence.
     *
     * @return the intervals in 5′ to 3′ order; empty if the transcript is not coding
     */
    public List<Interval> fivePrimeUtr() {
        if (codingSequences.isEmpty() || isTransSpliced()) {
            return List.of();
        }
        Cds first = codingSequences.get(0);
        List<Interval> bases = codingBlocks(first);
        return isReverse() ? exonsAfter(maxEnd(bases)) : exonsBefore(minStart(bases));
    }

    /**
     * Returns the untranslated parts of the exons after the stop codon of the (last) coding sequence.
     *
     * @return the intervals in 5′ to 3′ order; empty if the transcript is not coding
     */
    public List<Interval> threePrimeUtr() {
        if (codingSequences.isEmpty() || isTransSpliced()) {
            return List.of();
        }
        List<Interval> bases = codingBlocks(codingSequences.get(codingSequences.size() - 1));
        return isReverse() ? exonsBefore(minStart(bases)) : exonsAfter(maxEnd(bases));
    }

    private List<Interval> exonsBefore(int position) {
        return exons.stream()
                .filter(exon -> exon.start() < position)
                .map(exon -> new Interval(exon.start(), Math.min(exon.end(), position - 1)))
                .toList();
    }

    private List<Interval> exonsAfter(int position) {
        return exons.stream()
                .filter(exon -> exon.end() > position)
                .map(exon -> new Interval(Math.max(exon.start(), position + 1), exon.end()))
                .toList();
    }

    private static int minStart(List<Interval> intervals) {
        return intervals.stream().mapToInt(Interval::start).min().orElseThrow();
    }

    private static int maxEnd(List<Interval> intervals) {
        return intervals.stream().mapToInt(Interval::end).max().orElseThrow();
    }

    /**
     * Returns the length of the transcript without introns.
     *
     * @return the sum of the exons' lengths; 0 if there are none
     */
    public int splicedLength() {
        return exons.stream().mapToInt(Exon::length).sum();
    }

    /**
     * Converts a position on the contig to one along the transcript.
     *
     * @param position the position on the contig, 1-based
     * @return the position, 1 at the 5′ end; empty in introns and outside of the transcript
     */
    public OptionalInt genomeToTranscript(int position) {
        return exonic().fromGenome(position);
    }

    /**
     * Converts a position along the transcript to one on the contig.
     *
     * @param position the position along the transcript, 1 at the 5′ end
     * @return the position on the contig, 1-based; empty below 1 and beyond {@link #splicedLength()}
     */
    public OptionalInt transcriptToGenome(int position) {
        return exonic().toGenome(position);
    }

    /**
     * Converts a position on the contig to one in the (first) coding sequence.
     *
     * @param position the position on the contig, 1-based
     * @return the position, from 1 at the A of ATG to the last base of the stop codon; empty elsewhere
     */
    public OptionalInt genomeToCds(int position) {
        return coding().fromGenome(position);
    }

    /**
     * Converts a position in the (first) coding sequence to one on the contig.
     *
     * @param position the position in the coding sequence, 1 at the A of ATG
     * @return the position on the contig, 1-based; empty below 1 and after the stop codon
     */
    public OptionalInt cdsToGenome(int position) {
        return coding().toGenome(position);
    }

    /**
     * Converts a position along the transcript to one in the (first) coding sequence.
     *
     * @param position the position along the transcript, 1 at the 5′ end
     * @return the position, 1 at the A of ATG; empty in UTRs and outside of the transcript
     */
    public OptionalInt transcriptToCds(int position) {
        OptionalInt genome = transcriptToGenome(position);
        return genome.isEmpty() ? genome : genomeToCds(genome.getAsInt());
    }

    /**
     * Converts a position in the (first) coding sequence to one along the transcript.
     *
     * @param position the position in the coding sequence, 1 at the A of ATG
     * @return the position, 1 at the 5′ end; empty below 1 and after the stop codon
     */
    public OptionalInt cdsToTranscript(int position) {
        OptionalInt genome = cdsToGenome(position);
        return genome.isEmpty() ? genome : genomeToTranscript(genome.getAsInt());
    }

    /**
     * Returns the bases of the exons in 5′ to 3′ direction, without introns.
     *
     * @param reference the source of the bases, queried by this transcript's contig name
     * @return {@link #splicedLength()} bases, in the case of the reference
     * @throws IllegalArgumentException if the reference does not have these bases
     */
    public String splicedSequence(ReferenceSequence reference) {
        Objects.requireNonNull(reference, "reference");
        return sequences(reference).join(exons.stream().map(Exon::interval).toList());
    }

    /**
     * Returns the bases of the (first) coding sequence in 5′ to 3′ direction, without the stop codon.
     *
     * @param reference the source of the bases, queried by this transcript's contig name
     * @return the bases from the first base of the first segment, even if its phase is not 0; empty if the transcript
     *     is not coding
     * @throws IllegalArgumentException if the reference does not have these bases
     */
    public Optional<String> cdsSequence(ReferenceSequence reference) {
        Objects.requireNonNull(reference, "reference");
        return cds().map(first -> sequences(reference)
                .join(first.segments().stream().map(CodingSegment::interval).toList()));
    }

    /**
     * Translates the (first) coding sequence into a protein sequence.
     *
     * <p>Translation begins at the first complete codon, so that a 5′-incomplete coding sequence is read in its frame.
     * The codons in {@link #selenocysteines()} give {@code U}; any other stop codon inside gives {@code *}; an
     * incomplete codon at the end is omitted. A start codon other than ATG is translated like any other codon.
     *
     * @param reference the source of the bases, queried by this transcript's contig name
     * @param code the genetic code of the contig
     * @return one letter per amino acid; empty if the transcript is not coding
     * @throws IllegalArgumentException if the reference does not have these bases
     */
    public Optional<String> proteinSequence(ReferenceSequence reference, GeneticCode code) {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(code, "code");
        return cds().map(first -> sequences(reference).protein(first, selenocysteines, code));
    }

    private Sequences sequences(ReferenceSequence reference) {
        return new Sequences(contig(), this::strandOf, reference);
    }

    private boolean isReverse() {
        return strand().isReverse();
    }

    private Projection exonic() {
        Projection known = exonic;
        if (known == null) {
            known = project(exons.stream().map(Exon::interval).toList());
            exonic = known;
        }
        return known;
    }

    private Projection coding() {
        Projection known = coding;
        if (known == null) {
            known = project(codingSequences.isEmpty() ? List.of() : codingBlocks(codingSequences.get(0)));
            coding = known;
        }
        return known;
    }

    /** Returns the coding segments followed by the stop codon, in 5′ to 3′ order. */
    static List<Interval> codingBlocks(Cds cds) {
        List<Interval> blocks = new ArrayList<>();
        cds.segments().forEach(segment -> blocks.add(segment.interval()));
        blocks.addAll(cds.stopCodon());
        return blocks;
    }

    private Projection project(List<Interval> blocks) {
        boolean[] reverse = new boolean[blocks.size()];
        for (int i = 0; i < reverse.length; i++) {
            reverse[i] = strandOf(blocks.get(i)).isReverse();
        }
        return new Projection(blocks, reverse);
    }

    /** Returns the strand of the exon that holds a block: a trans-spliced transcript has two. */
    private Strand strandOf(Interval block) {
        for (Exon exon : exons) {
            if (exon.start() <= block.start() && block.end() <= exon.end()) {
                return exon.strand();
            }
        }
        return strand();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Transcript that
                && geneId.equals(that.geneId)
                && isSameLocus(that)
                && exons.equals(that.exons)
                && codingSequences.equals(that.codingSequences)
                && selenocysteines.equals(that.selenocysteines)
                && Objects.equals(alignment, that.alignment);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), contig(), start(), end(), exons.size());
    }

    /** Returns the id, name and coordinates, for logs and debugging. */
    @Override
    public String toString() {
        return describe("transcript");
    }

    /** Collects the parts of a {@link Transcript}. Not thread-safe. */
    public static final class Builder extends AnnotatedLocus.Builder<Builder> {
        private final String geneId;
        private final List<Exon> exons = new ArrayList<>();
        private final List<Cds> codingSequences = new ArrayList<>();
        private List<Interval> selenocysteines = List.of();
        private @Nullable TranscriptAlignment alignment;

        private Builder(String id, String contig, int start, int end, Strand strand, String geneId) {
            super("transcript", id, contig, start, end, strand);
            this.geneId = geneId;
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Adds an exon.
         *
         * @param exon the exon; exons may be added in any order and are sorted by {@link Exon#number()}
         * @return this builder
         */
        public Builder add(Exon exon) {
            Objects.requireNonNull(exon, "exon");
            exons.add(exon);
            return this;
        }

        /**
         * Adds a coding sequence.
         *
         * @param cds the next coding sequence from the 5′ end
         * @return this builder
         */
        public Builder add(Cds cds) {
            Objects.requireNonNull(cds, "cds");
            codingSequences.add(cds);
            return this;
        }

        /**
         * Sets the selenocysteine codons.
         *
         * @param intervals the intervals on the contig, in 5′ to 3′ order
         * @return this builder
         */
        public Builder selenocysteines(List<Interval> intervals) {
            selenocysteines = Objects.requireNonNull(intervals, "intervals");
            return this;
        }

        /**
         * Sets the alignment of a transcript whose own sequence differs in length from its exons on the contig.
         *
         * @param aligned the alignment; null for none
         * @return this builder
         */
        public Builder alignment(@Nullable TranscriptAlignment aligned) {
            alignment = aligned;
            return this;
        }

        /**
         * Builds the transcript.
         *
         * @return a new transcript
         * @throws IllegalArgumentException if the total length of the exons exceeds 2,147,483,647 bases, which is
         *     possible only if they overlap
         */
        public Transcript build() {
            return new Transcript(this);
        }
    }
}
