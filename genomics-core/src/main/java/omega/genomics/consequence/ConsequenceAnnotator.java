package omega.genomics.consequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import omega.genomics.interval.IntervalIndex;
import omega.genomics.model.Gene;
import omega.genomics.model.GeneModel;
import omega.genomics.model.GeneticCode;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.model.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * Computes the consequences of variants for the transcripts of an annotation. The result depends only on the gene
 * model, the genome, the variant and the settings.
 *
 * <pre>{@code
 * ConsequenceAnnotator annotator = ConsequenceAnnotator.builder(model).reference(fasta::bases).build();
 * annotator.annotate("17", 43094464, "G", "A").ifPresent(found -> System.out.println(found.picked()));
 * }</pre>
 *
 * <p>Without the genome, only terms that follow from position and length are given: splice sites, introns,
 * untranslated regions, upstream and downstream, frameshift and in-frame changes. With the genome, also those that
 * depend on codons: missense, synonymous, stops and starts. {@code docs/reference/consequences.md} specifies each
 * rule, and where VEP and bcftools differ.
 *
 * <p>Thread-safe if the {@link ReferenceSequence} is. Coding sequences are read on first use and cached in bounded
 * memory.
 */
public final class ConsequenceAnnotator {
    private final IntervalIndex<TranscriptShape> index;
    private final @Nullable CodingSequences sequences;
    private final SeverityOrder order;
    private final int upstream;
    private final int downstream;
    private final Optional<VariantConsequences> intergenic;
    private final Comparator<TranscriptConsequence> pick;
    private final boolean likeVep;
    private final String settings;

    private ConsequenceAnnotator(Builder builder) {
        this.order = builder.order;
        this.upstream = builder.upstream;
        this.downstream = builder.downstream;
        this.sequences =
                builder.reference == null ? null : new CodingSequences(builder.reference, builder.sequenceBytes);
        this.intergenic = Optional.of(new VariantConsequences(List.of(TranscriptConsequence.intergenic(order))));
        this.pick = new PickOrder(builder.pickOrder, order);
        this.index = index(builder);
        this.likeVep = builder.likeVep;
        this.settings = index.size() + " transcripts (" + digest(builder.genes) + "), "
                + (sequences == null ? "positions" : "codons") + ", distance " + upstream + "/" + downstream + ", "
                + order + (likeVep ? " without terms beside others" : "") + ", pick " + builder.pickOrder;
    }

    /** Returns a digest of the properties that determine the terms, except the bases of the genome. */
    private static String digest(List<Gene> genes) {
        long digest = 7;
        for (Gene gene : genes) {
            for (Transcript transcript : gene.transcripts()) {
                int hash = java.util.Objects.hash(
                        transcript.id(),
                        transcript.contig(),
                        transcript.start(),
                        transcript.end(),
                        gene.id(),
                        transcript.attributes().all("tag"));
                digest = 31 * (31 * digest + hash)
                        + transcript
                                .cds()
                                .map(cds -> cds.start() + 31 * cds.end())
                                .orElse(0);
                digest = 31 * digest + transcript.exons().hashCode();
            }
        }
        return Long.toHexString(digest);
    }

    private static IntervalIndex<TranscriptShape> index(Builder builder) {
        IntervalIndex.Builder<TranscriptShape> index = IntervalIndex.builder();
        for (Gene gene : builder.genes) {
            GeneticCode code = builder.geneticCode.apply(gene.contig());
            for (Transcript transcript : gene.transcripts()) {
                TranscriptShape shape = new TranscriptShape(gene, transcript, code, builder.pickOrder);
                int left = shape.reverse ? builder.downstream : builder.upstream;
                int right = shape.reverse ? builder.upstream : builder.downstream;
                int from = (int) Math.max(1, (long) transcript.start() - left);
                int to = (int) Math.min(Integer.MAX_VALUE, (long) transcript.end() + right);
                index.add(transcript.contig(), from, to, shape);
            }
        }
        return index.build();
    }

    /**
     * Creates a builder.
     *
     * @param model the genes to annotate against
     * @return a builder for the optional settings
     */
    public static Builder builder(GeneModel model) {
        Objects.requireNonNull(model, "model");
        return builder(model.genes());
    }

    /**
     * Creates a builder.
     *
     * @param genes the genes to annotate against
     * @return a builder for the optional settings
     */
    public static Builder builder(List<Gene> genes) {
        Objects.requireNonNull(genes, "genes");
        return new Builder(genes);
    }

    /**
     * Annotates an allele given as bases. A symbolic allele needs its end, see {@link #annotate(String, int, int,
     * CharSequence, CharSequence)}.
     *
     * @param contig the contig, as named in the gene model
     * @param position the position of the first base of REF, 1-based (POS)
     * @param ref the REF allele
     * @param alt one of the ALT alleles
     * @return the consequences; empty if the allele has no change to annotate, see {@link #annotate(String, int, int,
     *     CharSequence, CharSequence)}
     */
    public Optional<VariantConsequences> annotate(String contig, int position, CharSequence ref, CharSequence alt) {
        Objects.requireNonNull(ref, "ref");
        return annotate(contig, position, position + ref.length() - 1, ref, alt);
    }

    /**
     * Annotates an allele.
     *
     * @param contig the contig, as named in the gene model
     * @param position the position of the first base of REF, 1-based (POS)
     * @param end the last base of a symbolic allele, 1-based and inclusive; ignored for others
     * @param ref the REF allele
     * @param alt one of the ALT alleles
     * @return the consequences; empty if the allele has no change to annotate: {@code .}, {@code *}, {@code <*>}, REF
     *     itself, a breakend, a symbolic allele without an end, or a change that begins before position 1
     */
    public Optional<VariantConsequences> annotate(
            String contig, int position, int end, CharSequence ref, CharSequence alt) {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        Objects.requireNonNull(contig, "contig");
        Change change = Change.of(position, end, ref, alt);
        if (change == null || change.start < 1 || Math.max(change.start, change.end) < 1) {
            return Optional.empty();
        }
        List<TranscriptConsequence> found = new ArrayList<>();
        int low = Math.max(1, Math.min(change.start, change.end));
        int high = Math.max(change.start, change.end);
        index.forEachOverlapping(contig, low, high, (from, to, shape) -> add(shape, change, found));
        if (found.isEmpty()) {
            return intergenic;
        }
        found.sort(pick);
        return Optional.of(new VariantConsequences(List.copyOf(found)));
    }

    private void add(TranscriptShape shape, Change change, List<TranscriptConsequence> found) {
        TranscriptEffect effect = new TranscriptEffect(shape, change, sequences);
        effect.decide(order, likeVep);
        int limit = effect.terms == ConsequenceTerm.UPSTREAM_GENE.bit() ? upstream : downstream;
        boolean isInside = effect.distance < 0;
        if (isInside || (limit > 0 && effect.distance <= limit)) {
            found.add(TranscriptConsequence.of(shape, effect, order));
        }
    }

    /**
     * Returns the order of severity in use.
     *
     * @return the order set in the builder
     */
    public SeverityOrder severityOrder() {
        return order;
    }

    /**
     * Returns the contigs whose bases were needed so far but are missing from the genome, or shorter than the gene
     * model requires. Their transcripts are annotated as if there were no genome.
     *
     * @return the names as in the gene model; empty if no bases were missing
     */
    public Set<String> contigsWithoutBases() {
        return sequences == null ? Set.of() : sequences.missing();
    }

    /**
     * Returns a digest of the transcripts, and the settings. Annotators with equal texts give equal consequences, if
     * their genomes are the same.
     */
    @Override
    public String toString() {
        return settings;
    }

    /** Compares criterion by criterion, and finally by position and id, so that the order is deterministic. */
    private static final class PickOrder implements Comparator<TranscriptConsequence> {
        private static final Comparator<Transcript> LAST = Comparator.comparing(Transcript::id)
                .thenComparingInt(Transcript::start)
                .thenComparingInt(Transcript::end);

        private final int rankAt;
        private final SeverityOrder order;

        PickOrder(List<PickCriterion> criteria, SeverityOrder order) {
            this.rankAt = criteria.indexOf(PickCriterion.RANK);
            this.order = order;
        }

        @Override
        public int compare(TranscriptConsequence a, TranscriptConsequence b) {
            TranscriptShape x = java.util.Objects.requireNonNull(a.shape());
            TranscriptShape y = java.util.Objects.requireNonNull(b.shape());
            for (int i = 0; i < x.pickKeys.length; i++) {
                int decided = i == rankAt
                        ? order.compare(a.mostSevere(), b.mostSevere())
                        : Integer.compare(x.pickKeys[i], y.pickKeys[i]);
                if (decided != 0) {
                    return decided;
                }
            }
            return LAST.compare(x.transcript, y.transcript);
        }
    }

    /** Collects the settings of a {@link ConsequenceAnnotator}. Not thread-safe. */
    public static final class Builder {
        private final List<Gene> genes;
        private @Nullable ReferenceSequence reference;
        private int upstream = 5000;
        private int downstream = 5000;
        private SeverityOrder order = SeverityOrder.latest();
        private List<PickCriterion> pickOrder = PickCriterion.defaultOrder();
        private Function<String, GeneticCode> geneticCode = GeneticCode::ofContig;
        private long sequenceBytes = 64L << 20;
        private boolean likeVep;

        private Builder(List<Gene> genes) {
            this.genes = genes;
        }

        /**
         * Sets the source of the genome's bases. Without it, only terms that follow from position and length are
         * given.
         *
         * @param bases the source, such as {@code IndexedFasta::bases}, queried by the gene model's contig names; must
         *     be thread-safe if the annotator is used concurrently
         * @return this builder
         */
        public Builder reference(ReferenceSequence bases) {
            reference = Objects.requireNonNull(bases, "bases");
            return this;
        }

        /**
         * Sets the maximum distance at which a variant is upstream or downstream of a transcript.
         *
         * @param bases the distance in bases on both sides; 0 disables these terms; the default is 5,000
         * @return this builder
         * @throws IllegalArgumentException if the argument is negative
         */
        public Builder distance(int bases) {
            return distance(bases, bases);
        }

        /**
         * Sets the maximum distance at which a variant is upstream or downstream of a transcript.
         *
         * @param upstreamBases the maximum distance upstream of a transcript, in bases; 0 disables the term
         * @param downstreamBases the maximum distance downstream of a transcript, in bases; 0 disables the term
         * @return this builder
         * @throws IllegalArgumentException if an argument is negative
         */
        public Builder distance(int upstreamBases, int downstreamBases) {
            if (upstreamBases < 0 || downstreamBases < 0) {
                throw new IllegalArgumentException(
                        "expected a distance from 0, found " + upstreamBases + " and " + downstreamBases);
            }
            upstream = upstreamBases;
            downstream = downstreamBases;
            return this;
        }

        /**
         * Sets the order of severity. Terms that its release of VEP does not have are not given.
         *
         * @param severity the order; the default is {@link SeverityOrder#latest()}
         * @return this builder
         */
        public Builder severity(SeverityOrder severity) {
            order = Objects.requireNonNull(severity, "severity");
            return this;
        }

        /**
         * Chooses whether splice terms that VEP omits are omitted here as well: the donor region if the fifth base also applies,
         * the splice region if either of those applies, and the polypyrimidine tract if the variant also changes an exon.
         *
         * @param isLikeVep true for VEP's choice; false for every term whose definition in the Sequence Ontology fits,
         *     which is the default
         * @return this builder
         */
        public Builder likeVep(boolean isLikeVep) {
            likeVep = isLikeVep;
            return this;
        }

        /**
         * Sets the criteria that select the picked transcript of a variant.
         *
         * @param criteria the criteria in order of precedence, each at most once; the default is
         *     {@link PickCriterion#defaultOrder()}
         * @return this builder
         * @throws IllegalArgumentException if a criterion occurs twice
         */
        public Builder pickOrder(PickCriterion... criteria) {
            Objects.requireNonNull(criteria, "criteria");
            List<PickCriterion> list = List.of(criteria);
            if (!list.isEmpty() && EnumSet.copyOf(list).size() != list.size()) {
                throw new IllegalArgumentException("expected each criterion once, found " + Arrays.toString(criteria));
            }
            pickOrder = list;
            return this;
        }

        /**
         * Sets the genetic code of contigs.
         *
         * @param code returns the code of a contig, by the gene model's name; by default the usual names of human and
         *     mouse mitochondria have the vertebrate mitochondrial code, and all other contigs the standard code
         * @return this builder
         */
        public Builder geneticCode(Function<String, GeneticCode> code) {
            geneticCode = Objects.requireNonNull(code, "code");
            return this;
        }

        /**
         * Sets the size of the cache of coding sequences, at one byte per base.
         *
         * @param bytes the size in bytes; the default is 64 MiB, about half of all human coding sequences
         * @return this builder
         * @throws IllegalArgumentException if the argument is negative
         */
        public Builder sequenceMemory(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("expected a number of bytes from 0, found " + bytes);
            }
            sequenceBytes = bytes;
            return this;
        }

        /**
         * Builds the annotator, which prepares and indexes all transcripts.
         *
         * @return a new annotator
         */
        public ConsequenceAnnotator build() {
            return new ConsequenceAnnotator(this);
        }
    }
}
