package omega.genomics.model;

import java.util.ArrayList;
import java.util.Collection;
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
 * A gene with its transcripts: one locus on one contig.
 *
 * <p>A file that places the same gene id on two contigs (a pseudoautosomal gene, an alternate locus) gives two genes
 * with equal ids. Immutable and thread-safe; equal by content. Coordinates are 1-based and inclusive.
 */
public final class Gene {
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
    private final List<Transcript> transcripts;

    private Gene(Builder builder) {
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
        return new Builder(id, contig, start, end, strand);
    }

    /**
     * Returns the stable id, without version.
     *
     * <p>{@code ENSG00000141510.18} becomes {@code ENSG00000141510} with version 18; the suffix of a pseudoautosomal
     * copy is kept ({@code ENSG00000182378.15_PAR_Y} is {@code ENSG00000182378_PAR_Y}). Ids whose part after a dot is
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
     * Returns the name, such as {@code TP53}. Names are not unique.
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
     * Returns the biotype ({@code gene_biotype}, {@code gene_type}), such as {@code protein_coding}. The set of values
     * is open.
     *
     * @return the biotype; empty if the file has none
     */
    public Optional<String> biotype() {
        return Optional.ofNullable(biotype);
    }

    /**
     * Returns the feature type of the gene's line (column 3).
     *
     * @return {@code gene} in GTF; GFF3 has others, such as {@code pseudogene}
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
     * @return the strand of the gene itself
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
     * Returns the attributes of the gene's line that have no accessor in this class.
     *
     * @return the attributes in file order, including repeated keys
     */
    public Attributes attributes() {
        return attributes;
    }

    /**
     * Returns whether this gene was inferred from its parts because the file has no line for it.
     *
     * @return true if inferred
     */
    public boolean isDerived() {
        return derived;
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
        return transcripts.stream()
                .filter(t -> t.id().equals(transcriptId) || t.writtenId().equals(transcriptId))
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gene that
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
                && transcripts.equals(that.transcripts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, contig, start, end, transcripts.size());
    }

    /** Returns the id, name and coordinates, for logs and debugging. */
    @Override
    public String toString() {
        return "gene " + id + (name == null ? "" : " (" + name + ")") + " " + region() + strand;
    }

    /** Collects the parts of a {@link Gene}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final String contig;
        private final int start;
        private final int end;
        private final Strand strand;
        private @Nullable String writtenId;
        private int version = -1;
        private @Nullable String name;
        private @Nullable String biotype;
        private String type = "gene";
        private String source = ".";
        private Attributes attributes = Attributes.none();
        private boolean derived;
        private final List<Transcript> transcripts = new ArrayList<>();

        private Builder(String id, String contig, int start, int end, Strand strand) {
            if (id.isEmpty() || contig.isEmpty() || start < 1 || end < start) {
                throw new IllegalArgumentException("expected an id, a contig and 1 <= start <= end, found \"" + id
                        + "\" " + contig + ":" + start + "-" + end);
            }
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
         * @param type column 3; the default is {@code gene}
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
         * Adds a transcript.
         *
         * @param transcript the transcript to add
         * @return this builder
         */
        public Builder add(Transcript transcript) {
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
