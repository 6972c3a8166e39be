package omega.genomics.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Region;
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
public final class Transcript {
    private final String id;
    private final String writtenId;
    private final int version;
    private final @Nullable String name;
    private final @Nullable String biotype;
    private final String type;
    private final String source;
    private final String contig;
    private final int start;
    private final int end;
    private final Strand strand;
    private final Attributes attributes;
    private final boolean derived;
    private final String geneId;
    private final List<Exon> exons;
    private final List<Cds> codingSequences;
    private final List<Interval> selenocysteines;
    private @Nullable Projection exonic;
    private @Nullable Projection coding;

    private Transcript(Builder builder) {
        id = builder.id;
        writtenId = builder.writtenId == null ? builder.id : builder.writtenId;
        version = builder.version;
        name = builder.name;
        biotype = builder.biotype;
        type = builder.type;
        source = builder.source;
        contig = builder.contig;
        start = builder.start;
        end = builder.end;
        strand = builder.strand;
        attributes = builder.attributes;
        derived = builder.derived;
        geneId = builder.geneId;
        exons = inReadingOrder(builder.exons);
        checkLength(exons.stream().mapToLong(Exon::length).sum());
        codingSequences = List.copyOf(builder.codingSequences);
        selenocysteines = List.copyOf(builder.selenocysteines);
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
        return new Builder(id, contig, start, end, strand, geneId);
    }

    /**
     * Returns the stable id, without version.
     *
     * <p>{@code ENST00000269305.9} becomes {@code ENST00000269305} with version 9; the suffix of a pseudoautosomal
     * copy is kept ({@code ENST00000381317.9_PAR_Y} is {@code ENST00000381317_PAR_Y}). Ids whose part after a dot is
     * not a version ({@code STRG.1}, {@code AT1G01010.1}) are unchanged.
     *
     * @return the id, never empty
     */
    public String id() {
        return id;
    }

    /**
     * Returns the id exactly as written in the file, including version and suffixes.
     *
     * @return the id; equal to {@link #id()} if the file's id contains no version
     */
    public String writtenId() {
        return writtenId;
    }

    /**
     * Returns the version of the id.
     *
     * @return the version; empty if the file has none
     */
    public OptionalInt version() {
        return version < 0 ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /**
     * Returns the name, such as {@code TP53-201}. Names are not unique.
     *
     * @return the name; empty if the file has none
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * Returns the name, or the id if there is no name.
     *
     * @return the text to display
     */
    public String displayName() {
        return name == null ? id : name;
    }

    /**
     * Returns the biotype ({@code transcript_biotype}, {@code transcript_type}), such as {@code protein_coding}. The
     * set of values is open.
     *
     * @return the biotype; empty if the file has none
     */
    public Optional<String> biotype() {
        return Optional.ofNullable(biotype);
    }

    /**
     * Returns the feature type of the transcript's line (column 3).
     *
     * @return {@code transcript} in GTF; GFF3 has others, such as {@code mRNA}
     */
    public String type() {
        return type;
    }

    /**
     * Returns the source (column 2).
     *
     * @return the source as written in the file; {@code .} if missing
     */
    public String source() {
        return source;
    }

    /**
     * Returns the name of the contig (column 1).
     *
     * @return the name as written in the file
     */
    public String contig() {
        return contig;
    }

    /**
     * Returns the leftmost position on the contig.
     *
     * @return the position, 1-based
     */
    public int start() {
        return start;
    }

    /**
     * Returns the rightmost position on the contig.
     *
     * @return the position, 1-based and inclusive
     */
    public int end() {
        return end;
    }

    /**
     * Returns the strand.
     *
     * @return the strand of the transcript itself
     */
    public Strand strand() {
        return strand;
    }

    /**
     * Returns the coordinates as an interval.
     *
     * @return the interval on the contig
     */
    public Interval interval() {
        return new Interval(start, end);
    }

    /**
     * Returns the coordinates as a region.
     *
     * @return the contig, start and end
     */
    public Region region() {
        return new Region(contig, start, end);
    }

    /**
     * Returns the number of bases from start to end on the contig, including introns.
     *
     * @return at least 1
     */
    public int length() {
        return end - start + 1;
    }

    /**
     * Returns the attributes of the transcript's line that have no accessor in this class.
     *
     * @return the attributes in file order, including repeated keys
     */
    public Attributes attributes() {
        return attributes;
    }

    /**
     * Returns whether this transcript was inferred from its parts because the file has no line for it.
     *
     * @return true if inferred
     */
    public boolean isDerived() {
        return derived;
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
     * Returns whether the transcript has exons on both strands.
     *
     * @return true if it has; introns and UTRs of such a trans-spliced transcript are undefined and returned empty
     */
    public boolean isTransSpliced() {
        return exons.stream().map(Exon::strand).distinct().count() > 1;
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
        return Sequences.join(this, exons.stream().map(Exon::interval).toList(), reference);
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
        return cds().map(first -> Sequences.join(
                this, first.segments().stream().map(CodingSegment::interval).toList(), reference));
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
        return cds().map(first -> Sequences.protein(this, first, reference, code));
    }

    private boolean isReverse() {
        return strand.isReverse();
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

    /** Returns the strand of the exon that contains a block; a trans-spliced transcript has two strands. */
    Strand strandOf(Interval block) {
        for (Exon exon : exons) {
            if (exon.start() <= block.start() && block.end() <= exon.end()) {
                return exon.strand();
            }
        }
        return strand;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Transcript that
                && geneId.equals(that.geneId)
                && id.equals(that.id)
                && writtenId.equals(that.writtenId)
                && version == that.version
                && Objects.equals(name, that.name)
                && Objects.equals(biotype, that.biotype)
                && type.equals(that.type)
                && source.equals(that.source)
                && contig.equals(that.contig)
                && start == that.start
                && end == that.end
                && strand == that.strand
                && derived == that.derived
                && attributes.equals(that.attributes)
                && exons.equals(that.exons)
                && codingSequences.equals(that.codingSequences)
                && selenocysteines.equals(that.selenocysteines);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, contig, start, end, exons.size());
    }

    /** Returns the id, name and coordinates, for logs and debugging. */
    @Override
    public String toString() {
        return "transcript " + id + (name == null ? "" : " (" + name + ")") + " " + region() + strand;
    }

    /** Collects the parts of a {@link Transcript}. Not thread-safe. */
    public static final class Builder {
        private final String geneId;
        private final String id;
        private final String contig;
        private final int start;
        private final int end;
        private final Strand strand;
        private @Nullable String writtenId;
        private int version = -1;
        private @Nullable String name;
        private @Nullable String biotype;
        private String type = "transcript";
        private String source = ".";
        private Attributes attributes = Attributes.none();
        private boolean derived;
        private final List<Exon> exons = new ArrayList<>();
        private final List<Cds> codingSequences = new ArrayList<>();
        private List<Interval> selenocysteines = List.of();

        private Builder(String id, String contig, int start, int end, Strand strand, String geneId) {
            if (id.isEmpty() || contig.isEmpty() || start < 1 || end < start) {
                throw new IllegalArgumentException("expected an id, a contig and 1 <= start <= end, found \"" + id
                        + "\" " + contig + ":" + start + "-" + end);
            }
            this.geneId = geneId;
            this.id = id;
            this.contig = contig;
            this.start = start;
            this.end = end;
            this.strand = strand;
        }

        /**
         * Sets the id as written in the file.
         *
         * @param writtenId the id with version and suffixes; null if it equals the id
         * @return this builder
         */
        public Builder writtenId(@Nullable String writtenId) {
            this.writtenId = writtenId;
            return this;
        }

        /**
         * Sets the version of the id.
         *
         * @param version the version, 0 or more; a negative number for none
         * @return this builder
         */
        public Builder version(int version) {
            this.version = Math.max(version, -1);
            return this;
        }

        /**
         * Sets the name.
         *
         * @param name the name; null for none
         * @return this builder
         */
        public Builder name(@Nullable String name) {
            this.name = name;
            return this;
        }

        /**
         * Sets the biotype.
         *
         * @param biotype the biotype; null for none
         * @return this builder
         */
        public Builder biotype(@Nullable String biotype) {
            this.biotype = biotype;
            return this;
        }

        /**
         * Sets the feature type.
         *
         * @param type column 3; the default is {@code transcript}
         * @return this builder
         */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /**
         * Sets the source.
         *
         * @param source column 2; the default is {@code .}
         * @return this builder
         */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /**
         * Sets the attributes.
         *
         * @param attributes the attributes without an accessor
         * @return this builder
         */
        public Builder attributes(Attributes attributes) {
            this.attributes = attributes;
            return this;
        }

        /**
         * Sets whether the file has no line for it.
         *
         * @param derived true if inferred from its parts
         * @return this builder
         */
        public Builder derived(boolean derived) {
            this.derived = derived;
            return this;
        }

        /**
         * Adds an exon.
         *
         * @param exon the exon; exons may be added in any order and are sorted by {@link Exon#number()}
         * @return this builder
         */
        public Builder add(Exon exon) {
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
            selenocysteines = intervals;
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
