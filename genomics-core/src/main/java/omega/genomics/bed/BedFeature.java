package omega.genomics.bed;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;
import omega.genomics.model.Cds;
import omega.genomics.model.Exon;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * One line of a BED file, to keep. Coordinates are 1-based and inclusive; the file has them 0-based and half-open. Immutable.
 *
 * <pre>{@code
 * BedFeature feature = BedFeature.of(Region.parse("17:43044295-43125364")).name("BRCA1").strand(Strand.MINUS).build();
 * }</pre>
 */
public final class BedFeature {
    private static final int MOST_COLUMNS = 12;

    private final String contig;
    private final int start0;
    private final int end0;
    private final @Nullable String name;
    private final OptionalDouble score;
    private final Strand strand;
    private final @Nullable Interval thick;
    private final @Nullable String rgb;
    private final List<Interval> blocks;
    private final int columns;
    private final List<String> more;

    private BedFeature(Builder builder) {
        contig = builder.contig;
        start0 = builder.start0;
        end0 = builder.end0;
        name = builder.name;
        score = builder.score;
        strand = builder.strand;
        thick = builder.thick;
        rgb = builder.rgb;
        blocks = List.copyOf(builder.blocks);
        more = List.copyOf(builder.more);
        columns = Math.max(builder.columns, needed());
    }

    /** The fewest columns that hold everything. */
    private int needed() {
        if (!blocks.isEmpty()) {
            return MOST_COLUMNS;
        }
        if (rgb != null) {
            return 9;
        }
        if (thick != null) {
            return 8;
        }
        return strand != Strand.NONE ? 6 : score.isPresent() ? 5 : name != null ? 4 : 3;
    }

    /**
     * Starts a feature.
     *
     * @param region 1-based, inclusive
     * @return a builder of a line with three columns
     */
    public static Builder of(Region region) {
        Objects.requireNonNull(region, "region");
        return new Builder(region.contig(), region.start() - 1, region.end());
    }

    static Builder of0(String contig, int start0, int end0) {
        return new Builder(contig, start0, end0);
    }

    /**
     * Makes the line of a gene.
     *
     * @param gene any gene
     * @return six columns; the name is the gene's id, the score 0
     */
    public static BedFeature of(Gene gene) {
        Objects.requireNonNull(gene, "gene");
        return of(gene.region())
                .name(gene.id())
                .score(0)
                .strand(stranded(gene.strand()))
                .build();
    }

    /**
     * Makes the line of a transcript.
     *
     * @param transcript any transcript
     * @return twelve columns: its exons are the blocks, and its coding part with the stop codon is thick; the name is its id
     * @throws IllegalArgumentException if it is trans-spliced over both strands or out of order, so that its exons are no blocks
     */
    public static BedFeature of(Transcript transcript) {
        Objects.requireNonNull(transcript, "transcript");
        Builder builder = of(transcript.region())
                .name(transcript.id())
                .score(0)
                .strand(stranded(transcript.strand()))
                .columns(MOST_COLUMNS);
        List<Interval> exons =
                transcript.exons().stream().map(Exon::interval).sorted().toList();
        builder.blocks(exons.isEmpty() ? List.of(transcript.interval()) : exons);
        transcript.cds().ifPresent(cds -> builder.thick(first(cds), last(cds)));
        return builder.build();
    }

    /**
     * Makes the line of an exon.
     *
     * @param transcript the one it belongs to
     * @param exon one of its exons
     * @return six columns; the name is the id of the transcript and the number of the exon, such as {@code ENST00000357654:2}
     */
    public static BedFeature of(Transcript transcript, Exon exon) {
        Objects.requireNonNull(transcript, "transcript");
        Objects.requireNonNull(exon, "exon");
        return of(new Region(transcript.contig(), exon.start(), exon.end()))
                .name(transcript.id() + ":" + exon.number())
                .score(0)
                .strand(stranded(exon.strand()))
                .build();
    }

    private static Strand stranded(Strand strand) {
        return strand == Strand.UNKNOWN ? Strand.NONE : strand;
    }

    private static int first(Cds cds) {
        return cds.stopCodon().stream().mapToInt(Interval::start).reduce(cds.start(), Math::min);
    }

    private static int last(Cds cds) {
        return cds.stopCodon().stream().mapToInt(Interval::end).reduce(cds.end(), Math::max);
    }

    /**
     * Returns the contig's name.
     *
     * @return column 1
     */
    public String contig() {
        return contig;
    }

    /**
     * Returns the first base.
     *
     * @return 1-based
     */
    public int start() {
        return start0 + 1;
    }

    /**
     * Returns the last base.
     *
     * @return 1-based, inclusive; {@code start() - 1} if it is empty
     */
    public int end() {
        return end0;
    }

    /**
     * Returns whether the feature covers no base.
     *
     * @return true if it marks the place between two bases
     */
    public boolean isEmpty() {
        return start0 == end0;
    }

    /**
     * Returns the bases of the feature.
     *
     * @return 1-based, inclusive
     * @throws IllegalStateException if it is {@linkplain #isEmpty() empty}
     */
    public Region region() {
        if (isEmpty()) {
            throw new IllegalStateException("expected a feature that covers a base, found an empty one");
        }
        return new Region(contig, start(), end());
    }

    /**
     * Returns the name.
     *
     * @return column 4
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * Returns the score.
     *
     * @return column 5
     */
    public OptionalDouble score() {
        return score;
    }

    /**
     * Returns the strand.
     *
     * @return {@link Strand#NONE} if it is missing
     */
    public Strand strand() {
        return strand;
    }

    /**
     * Returns the part that is drawn thick, such as the coding part of a transcript.
     *
     * @return 1-based, inclusive; empty if none is
     */
    public Optional<Interval> thick() {
        return Optional.ofNullable(thick);
    }

    /**
     * Returns the colour.
     *
     * @return such as {@code 255,0,0}
     */
    public Optional<String> rgb() {
        return Optional.ofNullable(rgb);
    }

    /**
     * Returns the blocks, such as exons.
     *
     * @return 1-based, inclusive, in ascending order; empty if the line has none
     */
    public List<Interval> blocks() {
        return blocks;
    }

    /**
     * Returns how many columns of BED the line has.
     *
     * @return 3 to 12; columns without a value are written as missing
     */
    public int columns() {
        return columns;
    }

    /**
     * Returns the columns after BED's own.
     *
     * @return as written
     */
    public List<String> more() {
        return more;
    }

    /** Two features are equal if they have equal columns. */
    @Override
    public boolean equals(Object other) {
        return other instanceof BedFeature that
                && contig.equals(that.contig)
                && start0 == that.start0
                && end0 == that.end0
                && Objects.equals(name, that.name)
                && score.equals(that.score)
                && strand == that.strand
                && Objects.equals(thick, that.thick)
                && Objects.equals(rgb, that.rgb)
                && blocks.equals(that.blocks)
                && columns == that.columns
                && more.equals(that.more);
    }

    @Override
    public int hashCode() {
        return Objects.hash(contig, start0, end0, name, score, strand, thick, rgb, blocks, columns, more);
    }

    /** Returns the line as BED, without its end. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(contig);
        String[] texts = {
            "" + start0,
            "" + end0,
            name == null ? "." : name,
            score.isEmpty() ? "." : number(score.getAsDouble()),
            strand.toString(),
            "" + (thick == null ? start0 : thick.start() - 1),
            "" + (thick == null ? start0 : thick.end()),
            rgb == null ? "0" : rgb
        };
        for (int i = 0; i < Math.min(columns - 1, texts.length); i++) {
            line.append('\t').append(texts[i]);
        }
        if (columns > 9) {
            line.append('\t').append(blocks.size()).append('\t');
            blocks.forEach(block -> line.append(block.length()).append(','));
            line.append('\t');
            blocks.forEach(block -> line.append(block.start() - 1 - start0).append(','));
        }
        more.forEach(text -> line.append('\t').append(text));
        return line.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Builds a {@link BedFeature}; what is not set is missing. Not thread-safe. */
    public static final class Builder {
        private final String contig;
        private final int start0;
        private final int end0;
        private @Nullable String name;
        private OptionalDouble score = OptionalDouble.empty();
        private Strand strand = Strand.NONE;
        private @Nullable Interval thick;
        private @Nullable String rgb;
        private List<Interval> blocks = List.of();
        private int columns = 3;
        private List<String> more = List.of();

        private Builder(String contig, int start0, int end0) {
            this.contig = checked(contig, "contig");
            this.start0 = start0;
            this.end0 = end0;
            if (contig.isEmpty() || contig.startsWith("#") || contig.indexOf(' ') >= 0) {
                throw new IllegalArgumentException(
                        "expected a contig without spaces that does not begin with #, found \"" + contig + "\"");
            }
        }

        private static String checked(String text, String what) {
            if (text.chars().anyMatch(c -> c < ' ')) {
                throw new IllegalArgumentException(
                        "expected a " + what + " without tabs and line ends, found \"" + text + "\"");
            }
            return text;
        }

        private static String present(String text, String what) {
            if (text.isEmpty() || text.equals(".")) {
                throw new IllegalArgumentException("expected a " + what + ", found \"" + text + "\"");
            }
            return checked(text, what);
        }

        /**
         * Sets the name.
         *
         * @param newName without tabs and line ends, not empty, not {@code .}
         * @return this builder
         * @throws IllegalArgumentException if BED cannot hold it
         */
        public Builder name(String newName) {
            Objects.requireNonNull(newName, "newName");
            name = present(newName, "name");
            return this;
        }

        /**
         * Sets the score.
         *
         * @param newScore a finite number; the specification wants integers from 0 to 1000
         * @return this builder
         * @throws IllegalArgumentException if it is not finite
         */
        public Builder score(double newScore) {
            if (!Double.isFinite(newScore)) {
                throw new IllegalArgumentException("expected a finite score, found " + newScore);
            }
            score = OptionalDouble.of(newScore + 0.0); // no negative zero
            return this;
        }

        /**
         * Sets the strand.
         *
         * @param newStrand any but {@link Strand#UNKNOWN}
         * @return this builder
         * @throws IllegalArgumentException if BED has no such strand
         */
        public Builder strand(Strand newStrand) {
            if (newStrand == Strand.UNKNOWN) {
                throw new IllegalArgumentException("expected one of the strands + - ., found ?");
            }
            strand = Objects.requireNonNull(newStrand, "newStrand");
            return this;
        }

        /**
         * Sets the part that is drawn thick.
         *
         * @param start its first base, 1-based
         * @param end its last base, inclusive
         * @return this builder
         * @throws IllegalArgumentException if it is not inside of the feature
         */
        public Builder thick(int start, int end) {
            Interval part = new Interval(start, end);
            if (start - 1 < start0 || end > end0) {
                throw new IllegalArgumentException(
                        "expected a part of " + (start0 + 1) + "-" + end0 + ", found " + part);
            }
            thick = part;
            return this;
        }

        /**
         * Sets the colour.
         *
         * @param colour such as {@code 255,0,0}
         * @return this builder
         * @throws IllegalArgumentException if BED cannot hold it
         */
        public Builder rgb(String colour) {
            Objects.requireNonNull(colour, "colour");
            rgb = present(colour, "colour");
            if (colour.equals("0")) {
                rgb = null;
            }
            return this;
        }

        /**
         * Sets the blocks.
         *
         * @param newBlocks 1-based, inclusive; in ascending order, without overlaps, from the first base of the feature to its last
         * @return this builder
         * @throws IllegalArgumentException if they are not
         */
        public Builder blocks(List<Interval> newBlocks) {
            Objects.requireNonNull(newBlocks, "newBlocks");
            int before = start0;
            for (Interval block : newBlocks) {
                if (block.start() <= before || (before == start0 && block.start() != start0 + 1)) {
                    throw outOfPlace(newBlocks);
                }
                before = block.end();
            }
            if (!newBlocks.isEmpty() && before != end0) {
                throw outOfPlace(newBlocks);
            }
            blocks = Objects.requireNonNull(newBlocks, "newBlocks");
            return this;
        }

        private IllegalArgumentException outOfPlace(List<Interval> found) {
            return new IllegalArgumentException(
                    "expected blocks in ascending order from " + (start0 + 1) + " to " + end0 + ", found " + found);
        }

        Builder columns(int count) {
            columns = count;
            return this;
        }

        /**
         * Sets the columns after BED's own.
         *
         * @param texts without tabs and line ends
         * @return this builder
         * @throws IllegalArgumentException if BED cannot hold them
         */
        public Builder more(List<String> texts) {
            Objects.requireNonNull(texts, "texts");
            texts.forEach(text -> checked(text, "column"));
            more = Objects.requireNonNull(texts, "texts");
            return this;
        }

        /**
         * Builds the feature.
         *
         * @return a new feature
         */
        public BedFeature build() {
            return new BedFeature(this);
        }
    }
}
