package omega.genomics.consequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
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
 * Tells what variants do to the transcripts of an annotation: a function of gene model, genome and variant alone.
 *
 * <pre>{@code
 * ConsequenceAnnotator annotator = ConsequenceAnnotator.builder(model).reference(fasta::bases).build();
 * annotator.annotate("17", 43094464, "G", "A").ifPresent(found -> System.out.println(found.picked()));
 * }</pre>
 *
 * <p>Without the genome the terms that position and length decide are given: splice sites, introns, untranslated parts, up- and
 * downstream, frameshift and in frame. With it also the terms that codons decide: missense, synonymous, stops and starts.
 * {@code docs/reference/consequences.md} states each rule and where VEP and bcftools differ.
 *
 * <p>Safe to share between threads. Coding sequences are read when first needed and kept in bounded memory.
 */
public final class ConsequenceAnnotator {
    private final IntervalIndex<TranscriptShape> index;
    private final @Nullable CodingSequences sequences;
    private final SeverityOrder order;
    private final int upstream;
    private final int downstream;
    private final Optional<VariantConsequences> intergenic;
    private final Comparator<TranscriptConsequence> pick;
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
        this.settings = index.size() + " transcripts (" + digest(builder.genes) + "), "
                + (sequences == null ? "positions" : "codons") + ", distance " + upstream + "/" + downstream + ", "
                + order + ", pick " + builder.pickOrder;
    }

    /** Of what the terms depend on; the bases of the genome are not among them. */
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
     * Starts an annotator.
     *
     * @param model the genes to annotate against
     * @return a builder for the rest
     */
    public static Builder builder(GeneModel model) {
        return builder(model.genes());
    }

    /**
     * Starts an annotator.
     *
     * @param genes the genes to annotate against
     * @return a builder for the rest
     */
    public static Builder builder(List<Gene> genes) {
        return new Builder(genes);
    }

    /**
     * Annotates an allele that is spelled out. Symbolic ones need their end: {@link #annotate(String, int, int, CharSequence,
     * CharSequence)}.
     *
     * @param contig as the gene model names it
     * @param position of the first base of REF, 1-based
     * @param ref REF
     * @param alt one of ALT
     * @return empty if the allele changes nothing of its own, see {@code docs/reference/consequences.md}
     */
    public Optional<VariantConsequences> annotate(String contig, int position, CharSequence ref, CharSequence alt) {
        return annotate(contig, position, position + ref.length() - 1, ref, alt);
    }

    /**
     * Annotates an allele.
     *
     * @param contig as the gene model names it
     * @param position of the first base of REF, 1-based
     * @param end the last base of a symbolic allele, 1-based; passed over for others
     * @param ref REF
     * @param alt one of ALT
     * @return empty if the allele changes nothing of its own: {@code .}, {@code *}, {@code <*>}, REF itself, a breakend, a
     *     symbolic allele without an end, or a position that is no base
     */
    public Optional<VariantConsequences> annotate(
            String contig, int position, int end, CharSequence ref, CharSequence alt) {
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
        effect.decide(order);
        int limit = effect.terms == ConsequenceTerm.UPSTREAM_GENE.bit() ? upstream : downstream;
        if (effect.distance <= limit) {
            found.add(TranscriptConsequence.of(shape, effect, order));
        }
    }

    /**
     * Returns the order of severity in use.
     *
     * @return that of the builder
     */
    public SeverityOrder severityOrder() {
        return order;
    }

    /**
     * Returns the contigs whose bases were asked for and which the genome has not got, or not as long as the gene model needs
     * them. Their transcripts are annotated as without a genome.
     *
     * @return names as the gene model has them; empty if all is well
     */
    public Set<String> contigsWithoutBases() {
        return sequences == null ? Set.of() : sequences.missing();
    }

    /** Returns what decides the result: a digest of the transcripts, and the settings. Equal texts give equal consequences. */
    @Override
    public String toString() {
        return settings;
    }

    /** Compares criterion by criterion, and at last by place and id, so that the order never depends on chance. */
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
        private static final Set<String> MITOCHONDRIA =
                Set.of("MT", "M", "chrM", "chrMT", "NC_012920.1", "J01415.2", "NC_005089.1", "AY172335.1");

        private final List<Gene> genes;
        private @Nullable ReferenceSequence reference;
        private int upstream = 5000;
        private int downstream = 5000;
        private SeverityOrder order = SeverityOrder.latest();
        private List<PickCriterion> pickOrder = PickCriterion.defaultOrder();
        private Function<String, GeneticCode> geneticCode =
                contig -> MITOCHONDRIA.contains(contig) ? GeneticCode.VERTEBRATE_MITOCHONDRIAL : GeneticCode.STANDARD;
        private long sequenceBytes = 64L << 20;

        private Builder(List<Gene> genes) {
            this.genes = genes;
        }

        /**
         * Sets where bases come from; without it the terms are those that position and length decide.
         *
         * @param bases such as {@code IndexedFasta::bases}, by the gene model's contig names; must be thread-safe if the
         *     annotator is shared
         * @return this builder
         */
        public Builder reference(ReferenceSequence bases) {
            reference = bases;
            return this;
        }

        /**
         * Sets how near a variant must be to be called upstream or downstream.
         *
         * @param bases 0 for never; 5,000 unless set
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        public Builder distance(int bases) {
            return distance(bases, bases);
        }

        /**
         * Sets how near a variant must be to be called upstream or downstream.
         *
         * @param before on the 5′ side of a transcript, 0 for never
         * @param behind on the 3′ side, 0 for never
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        public Builder distance(int before, int behind) {
            if (before < 0 || behind < 0) {
                throw new IllegalArgumentException("expected a distance from 0, found " + before + " and " + behind);
            }
            upstream = before;
            downstream = behind;
            return this;
        }

        /**
         * Sets which consequence is worse. Terms that the release does not know are not given.
         *
         * @param severity the newest unless set
         * @return this builder
         */
        public Builder severity(SeverityOrder severity) {
            order = severity;
            return this;
        }

        /**
         * Sets which transcript speaks for a variant.
         *
         * @param criteria each at most once, the first decides first; {@link PickCriterion#defaultOrder()} unless set
         * @return this builder
         * @throws IllegalArgumentException if one stands twice
         */
        public Builder pickOrder(PickCriterion... criteria) {
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
         * @param code by the gene model's contig name; unless set the usual names of human and mouse mitochondria have the
         *     vertebrate mitochondrial code, all others the standard one
         * @return this builder
         */
        public Builder geneticCode(Function<String, GeneticCode> code) {
            geneticCode = code;
            return this;
        }

        /**
         * Sets how many bases of coding sequences are kept, one byte each.
         *
         * @param bytes 64 MiB unless set, about half of all that human has
         * @return this builder
         * @throws IllegalArgumentException if negative
         */
        public Builder sequenceMemory(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("expected a number of bytes from 0, found " + bytes);
            }
            sequenceBytes = bytes;
            return this;
        }

        /**
         * Makes the annotator: all transcripts are made ready and indexed.
         *
         * @return a new annotator
         */
        public ConsequenceAnnotator build() {
            return new ConsequenceAnnotator(this);
        }
    }
}
