package omega.genomics.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;
import org.jspecify.annotations.Nullable;

/**
 * What a gene and a transcript have in common: ids, name, biotype, place, and the attributes of their line.
 *
 * <p>Immutable, equal by content. Coordinates are 1-based and inclusive.
 */
public abstract sealed class AnnotatedLocus permits Gene, Transcript {
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

    AnnotatedLocus(Builder<?> builder) {
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
    }

    /**
     * Returns the stable id, without version.
     *
     * <p>{@code ENSG00000141510.18} becomes {@code ENSG00000141510} with version 18; the suffix of a pseudoautosomal twin
     * stays ({@code ENSG00000182378.15_PAR_Y} is {@code ENSG00000182378_PAR_Y}). Ids whose part behind a dot is not a version
     * ({@code STRG.1}, {@code AT1G01010.1}) stay whole.
     *
     * @return never empty
     */
    public final String id() {
        return id;
    }

    /**
     * Returns the id exactly as the file writes it, version and suffixes included.
     *
     * @return equal to {@link #id()} where the file writes no version into it
     */
    public final String writtenId() {
        return writtenId;
    }

    /**
     * Returns the version of the id.
     *
     * @return empty if the file has none
     */
    public final OptionalInt version() {
        return version < 0 ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /**
     * Returns the name, such as {@code TP53} or {@code TP53-201}. Names are not unique.
     *
     * @return empty if the file has none
     */
    public final Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * Returns the name, or the id where there is no name.
     *
     * @return what to show people
     */
    public final String displayName() {
        return name == null ? id : name;
    }

    /**
     * Returns the biotype ({@code gene_biotype}, {@code gene_type}; {@code transcript_biotype}, {@code transcript_type}), such as {@code protein_coding}: an open set.
     *
     * @return empty if the file has none
     */
    public final Optional<String> biotype() {
        return Optional.ofNullable(biotype);
    }

    /**
     * Returns the feature type of its own line (column 3).
     *
     * @return {@code gene} or {@code transcript} in GTF; GFF3 has others, such as {@code pseudogene} and {@code mRNA}
     */
    public final String type() {
        return type;
    }

    /**
     * Returns the source (column 2).
     *
     * @return as the file writes it; {@code .} if missing
     */
    public final String source() {
        return source;
    }

    /**
     * Returns the name of the contig (column 1).
     *
     * @return as the file writes it
     */
    public final String contig() {
        return contig;
    }

    /**
     * Returns the leftmost base.
     *
     * @return 1-based
     */
    public final int start() {
        return start;
    }

    /**
     * Returns the rightmost base.
     *
     * @return 1-based, inclusive
     */
    public final int end() {
        return end;
    }

    /**
     * Returns the strand.
     *
     * @return that of the locus itself; exons of a trans-spliced transcript have their own
     */
    public final Strand strand() {
        return strand;
    }

    /**
     * Returns both ends.
     *
     * @return start and end on the contig
     */
    public final Interval interval() {
        return new Interval(start, end);
    }

    /**
     * Returns the place.
     *
     * @return contig, start and end
     */
    public final Region region() {
        return new Region(contig, start, end);
    }

    /**
     * Returns the number of bases from start to end on the contig, introns included.
     *
     * @return at least 1
     */
    public final int length() {
        return end - start + 1;
    }

    /**
     * Returns the attributes of its own line that have no accessor here.
     *
     * @return in file order, repeated keys kept
     */
    public final Attributes attributes() {
        return attributes;
    }

    /**
     * Tells whether the file has no line for it, so that it was inferred from its parts.
     *
     * @return true if inferred
     */
    public final boolean isDerived() {
        return derived;
    }

    /** Compares all that is kept here. */
    final boolean isSameLocus(AnnotatedLocus that) {
        return id.equals(that.id)
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
                && attributes.equals(that.attributes);
    }

    /** Returns id, name and place, for people. */
    final String describe(String what) {
        return what + " " + id + (name == null ? "" : " (" + name + ")") + " " + region() + strand;
    }

    /**
     * Collects what a gene and a transcript have in common. Not thread-safe.
     *
     * @param <B> the builder itself
     */
    public abstract static sealed class Builder<B extends Builder<B>> permits Gene.Builder, Transcript.Builder {
        private final String id;
        private final String contig;
        private final int start;
        private final int end;
        private final Strand strand;
        private @Nullable String writtenId;
        private int version = -1;
        private @Nullable String name;
        private @Nullable String biotype;
        private String type;
        private String source = ".";
        private Attributes attributes = Attributes.none();
        private boolean derived;

        Builder(String type, String id, String contig, int start, int end, Strand strand) {
            if (id.isEmpty() || contig.isEmpty() || start < 1 || end < start) {
                throw new IllegalArgumentException("expected an id, a contig and 1 <= start <= end, found \"" + id
                        + "\" " + contig + ":" + start + "-" + end);
            }
            this.type = type;
            this.id = id;
            this.contig = contig;
            this.start = start;
            this.end = end;
            this.strand = strand;
        }

        abstract B self();

        /**
         * Sets the id as the file writes it.
         *
         * @param writtenId with version and suffixes; null if it is the id itself
         * @return this builder
         */
        public final B writtenId(@Nullable String writtenId) {
            this.writtenId = writtenId;
            return self();
        }

        /**
         * Sets the version of the id.
         *
         * @param version 0 or more; a negative number for none
         * @return this builder
         */
        public final B version(int version) {
            this.version = Math.max(version, -1);
            return self();
        }

        /**
         * Sets the name.
         *
         * @param name null for none
         * @return this builder
         */
        public final B name(@Nullable String name) {
            this.name = name;
            return self();
        }

        /**
         * Sets the biotype.
         *
         * @param biotype null for none
         * @return this builder
         */
        public final B biotype(@Nullable String biotype) {
            this.biotype = biotype;
            return self();
        }

        /**
         * Sets the feature type.
         *
         * @param type column 3; {@code gene} or {@code transcript} unless set
         * @return this builder
         */
        public final B type(String type) {
            this.type = Objects.requireNonNull(type, "type");
            return self();
        }

        /**
         * Sets the source.
         *
         * @param source column 2; {@code .} unless set
         * @return this builder
         */
        public final B source(String source) {
            this.source = Objects.requireNonNull(source, "source");
            return self();
        }

        /**
         * Sets the attributes.
         *
         * @param attributes those without an accessor of their own
         * @return this builder
         */
        public final B attributes(Attributes attributes) {
            this.attributes = Objects.requireNonNull(attributes, "attributes");
            return self();
        }

        /**
         * Says whether the file lacks a line for it.
         *
         * @param derived true if inferred from its parts
         * @return this builder
         */
        public final B derived(boolean derived) {
            this.derived = derived;
            return self();
        }
    }
}
