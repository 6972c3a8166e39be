package omega.genomics.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Strand;
import org.jspecify.annotations.Nullable;

/**
 * One exon of one transcript. Two transcripts that share an exon each have their own instance.
 *
 * <p>Immutable and thread-safe; equal by content. Coordinates are 1-based and inclusive, on the transcript's contig.
 */
public final class Exon {
    private final int number;
    private final @Nullable String id;
    private final int version;
    private final int start;
    private final int end;
    private final Strand strand;
    private final Attributes attributes;

    private Exon(Builder builder) {
        number = builder.number;
        id = builder.id;
        version = builder.version;
        start = builder.start;
        end = builder.end;
        strand = builder.strand;
        attributes = builder.attributes;
    }

    /**
     * Creates a builder for an exon.
     *
     * @param number the rank in the transcript, from 1 at the 5′ end
     * @param start the leftmost base, 1-based
     * @param end the rightmost base, inclusive
     * @param strand the strand of the exon
     * @return a builder for the optional parts
     * @throws IllegalArgumentException if {@code number < 1}, {@code start < 1} or {@code end < start}
     */
    public static Builder builder(int number, int start, int end, Strand strand) {
        Objects.requireNonNull(strand, "strand");
        return new Builder(number, start, end, strand);
    }

    /**
     * Returns the rank in the transcript, counted from the 5′ end regardless of the numbers in the file.
     *
     * @return 1 for the exon at the 5′ end
     */
    public int number() {
        return number;
    }

    /**
     * Returns the exon's id.
     *
     * @return the id without version; empty if the file has none
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
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
     * Returns the strand, which differs from the transcript's only in a trans-spliced transcript.
     *
     * @return the strand
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
     * Returns the number of bases.
     *
     * @return at least 1
     */
    public int length() {
        return end - start + 1;
    }

    /**
     * Returns the attributes that the file gives for this exon but not for its transcript.
     *
     * @return the attributes in file order, excluding the number, id and version
     */
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Exon that
                && number == that.number
                && start == that.start
                && end == that.end
                && version == that.version
                && strand == that.strand
                && Objects.equals(id, that.id)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, start, end, id);
    }

    /** Returns the number, coordinates and id, for logs and debugging. */
    @Override
    public String toString() {
        return "exon " + number + " " + start + "-" + end + strand + (id == null ? "" : " " + id);
    }

    /** Collects the parts of an {@link Exon}. Not thread-safe. */
    public static final class Builder {
        private final int number;
        private final int start;
        private final int end;
        private final Strand strand;
        private @Nullable String id;
        private int version = -1;
        private Attributes attributes = Attributes.none();

        private Builder(int number, int start, int end, Strand strand) {
            if (number < 1 || start < 1 || end < start) {
                throw new IllegalArgumentException("expected a number from 1 and 1 <= start <= end, found exon "
                        + number + " " + start + "-" + end);
            }
            this.number = number;
            this.start = start;
            this.end = end;
            this.strand = strand;
        }

        /**
         * Sets the id.
         *
         * @param id the id without version; null for none
         * @return this builder
         */
        public Builder id(@Nullable String id) {
            this.id = id;
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
         * Builds the exon.
         *
         * @return a new exon
         */
        public Exon build() {
            return new Exon(this);
        }
    }
}
