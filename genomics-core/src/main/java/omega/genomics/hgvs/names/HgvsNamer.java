package omega.genomics.hgvs.names;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;

/**
 * Names alleles of VCF in HGVS, on the contig and on every transcript that they overlap.
 *
 * <pre>{@code
 * HgvsNamer namer = HgvsNamer.builder(model, fasta::bases).contigNames(contig -> "NC_000017.11").build();
 * HgvsNames names = namer.names();                            // one for each thread
 * if (names.read("17", 43094464, "G", "A") == HgvsNames.Outcome.NAMED) {
 *     names.genomic();                                        // NC_000017.11:g.43094464G>A
 *     for (int i = 0; i < names.count(); i++) {
 *         names.transcript(i);                                // ENST00000357654.9:c.1067C>T
 *         names.protein(i);                                   // ENSP00000350283.3:p.(Gln356Ter), empty where there is none
 *     }
 * }
 * }</pre>
 *
 * <p>Immutable, and thread-safe if the {@link ReferenceSequence} is. The sequences of transcripts are read on first use and cached in bounded
 * memory. {@code docs/reference/hgvs.md} specifies the names.
 */
public final class HgvsNamer {
    private final NamedTranscripts transcripts;

    private HgvsNamer(Builder builder) {
        transcripts = new NamedTranscripts(builder.genes, builder.genome, builder.contigNames, builder.geneticCode);
    }

    /**
     * Creates a builder.
     *
     * @param model the genes whose transcripts are named; transcripts without exons and trans-spliced ones have no names
     * @param genome the bases, queried by the gene model's contig names; must be thread-safe if the namer is used concurrently
     * @return a builder for the optional settings
     */
    public static Builder builder(GeneModel model, ReferenceSequence genome) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(genome, "genome");
        return new Builder(model.genes(), genome);
    }

    /**
     * Creates a builder.
     *
     * @param genes the genes whose transcripts are named; transcripts without exons and trans-spliced ones have no names
     * @param genome the bases, queried by the gene model's contig names; must be thread-safe if the namer is used concurrently
     * @return a builder for the optional settings
     */
    public static Builder builder(Collection<Gene> genes, ReferenceSequence genome) {
        Objects.requireNonNull(genes, "genes");
        Objects.requireNonNull(genome, "genome");
        return new Builder(List.copyOf(genes), genome);
    }

    /**
     * Returns a view that names one allele after another.
     *
     * @return a new view, for one thread
     */
    public HgvsNames names() {
        return new HgvsNames(transcripts);
    }

    /** Returns the number of transcripts, for logs and debugging. */
    @Override
    public String toString() {
        return "names on " + transcripts.index.size() + " transcripts";
    }

    /** Collects the settings of a {@link HgvsNamer}. Not thread-safe. */
    public static final class Builder {
        private final List<Gene> genes;
        private final ReferenceSequence genome;
        private UnaryOperator<String> contigNames = contig -> contig;
        private Function<String, GeneticCode> geneticCode = GeneticCode::ofContig;

        private Builder(List<Gene> genes, ReferenceSequence genome) {
            this.genes = genes;
            this.genome = genome;
        }

        /**
         * Sets how names write a contig.
         *
         * @param names returns the accession of a contig of the gene model, for example {@code NC_000017.11} for {@code 17}; by default
         *     the contig's name itself
         * @return this builder
         */
        public Builder contigNames(UnaryOperator<String> names) {
            contigNames = Objects.requireNonNull(names, "names");
            return this;
        }

        /**
         * Sets the genetic code of contigs.
         *
         * @param code returns the code of a contig of the gene model; by default the vertebrate mitochondrial code for the
         *     mitochondria of human and mouse, otherwise the standard code
         * @return this builder
         */
        public Builder geneticCode(Function<String, GeneticCode> code) {
            geneticCode = Objects.requireNonNull(code, "code");
            return this;
        }

        /**
         * Builds the namer.
         *
         * @return the namer
         */
        public HgvsNamer build() {
            return new HgvsNamer(this);
        }
    }
}
