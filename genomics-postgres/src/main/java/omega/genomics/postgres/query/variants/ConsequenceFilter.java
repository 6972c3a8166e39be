package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.CONSEQUENCE_SETS;
import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;
import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import omega.genomics.consequence.Impact;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.query.genes.NameResolution;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which consequences count, whether they are the picked ones or not: all that is said must hold of one and the same transcript.
 *
 * <pre>{@code
 * variants.anyConsequence(ConsequenceFilter.any().ofGene("BRCA1").atLeast(Impact.MODERATE)).list();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ConsequenceFilter {
    private static final ConsequenceFilter ANY = new ConsequenceFilter(null, null, null, List.of());

    private final @Nullable String gene;
    private final @Nullable String transcript;
    private final @Nullable Impact least;
    private final List<String> terms;

    private ConsequenceFilter(
            @Nullable String gene, @Nullable String transcript, @Nullable Impact least, List<String> terms) {
        this.gene = gene;
        this.transcript = transcript;
        this.least = least;
        this.terms = terms;
    }

    /**
     * Begins a filter.
     *
     * @return that every consequence passes
     */
    public static ConsequenceFilter any() {
        return ANY;
    }

    /**
     * Asks for transcripts of a gene.
     *
     * @param name symbol, alias or stable id
     * @return narrowed filter
     */
    public ConsequenceFilter ofGene(String name) {
        Objects.requireNonNull(name, "name");
        return new ConsequenceFilter(name, transcript, least, terms);
    }

    /**
     * Asks for one transcript.
     *
     * @param id as the annotation has it
     * @return narrowed filter
     */
    public ConsequenceFilter ofTranscript(String id) {
        Objects.requireNonNull(id, "id");
        return new ConsequenceFilter(gene, id, least, terms);
    }

    /**
     * Asks for what matters so much or more.
     *
     * @param impact such as {@link Impact#MODERATE}, which lets HIGH pass too
     * @return narrowed filter
     */
    public ConsequenceFilter atLeast(Impact impact) {
        Objects.requireNonNull(impact, "impact");
        return new ConsequenceFilter(gene, transcript, impact, terms);
    }

    /**
     * Asks for terms.
     *
     * @param anyOf Sequence Ontology terms, such as {@code stop_gained}; they need not be the worst of their transcript
     * @return narrowed filter
     */
    public ConsequenceFilter term(String... anyOf) {
        Objects.requireNonNull(anyOf, "anyOf");
        return new ConsequenceFilter(gene, transcript, least, List.of(anyOf));
    }

    /** Genes and transcripts have an index. */
    VariantCriteria.Leaves leaves() {
        return isIndexed() ? VariantCriteria.Leaves.FEW : VariantCriteria.Leaves.MANY;
    }

    private boolean isIndexed() {
        return gene != null || transcript != null;
    }

    /**
     * Checks, after an empty result, that the gene and the transcript exist.
     *
     * @throws UnknownNameException if one does not
     */
    void checkNames(DSLContext context, NameResolution resolution) {
        if (transcript != null
                && !context.fetchExists(CONSEQUENCE_SETS, CONSEQUENCE_SETS.TRANSCRIPT_ID.eq(transcript))
                && !context.fetchExists(TRANSCRIPTS, TRANSCRIPTS.TRANSCRIPT_ID.eq(transcript))) {
            throw UnknownNameException.of("transcript", transcript);
        }
        if (gene != null && !context.fetchExists(CONSEQUENCE_SETS, isNamed(resolution.names(context, List.of(gene))))) {
            resolution.checkLabel(context, gene);
        }
    }

    private static Condition isNamed(Set<String> names) {
        String[] called = names.toArray(new String[0]);
        return CONSEQUENCE_SETS.GENE.eq(DSL.any(called)).or(CONSEQUENCE_SETS.GENE_ID.eq(DSL.any(called)));
    }

    /** Says it of the set of a variant. */
    Condition condition(DSLContext context, NameResolution names) {
        Condition member = member(gene == null ? Set.of() : names.names(context, List.of(gene)));
        Condition ofVariant = CONSEQUENCE_SETS
                .CHROMOSOME
                .eq(VARIANTS.CHROMOSOME)
                .and(CONSEQUENCE_SETS.DATASET_ID.eq(VARIANTS.DATASET_ID))
                .and(CONSEQUENCE_SETS.SET_NUMBER.eq(VARIANTS.CONSEQUENCE_SET));
        return (isIndexed() ? inSets(context, member) : noCondition())
                .and(VARIANTS.CONSEQUENCE_SET.isNotNull())
                .and(exists(selectOne().from(CONSEQUENCE_SETS).where(ofVariant).and(member)));
    }

    /**
     * Says the same more loosely: contigs and datasets are found first, so that the planner sees no other partitions, and their
     * sets before the variants, so that it takes the index by set.
     */
    private static Condition inSets(DSLContext context, Condition member) {
        Result<Record2<String, Integer>> found = context.selectDistinct(
                        CONSEQUENCE_SETS.CHROMOSOME, CONSEQUENCE_SETS.DATASET_ID)
                .from(CONSEQUENCE_SETS)
                .where(member)
                .fetch();
        Set<String> contigs = found.intoSet(CONSEQUENCE_SETS.CHROMOSOME);
        Set<Integer> datasets = found.intoSet(CONSEQUENCE_SETS.DATASET_ID);
        Field<Integer[]> sets = array(select(CONSEQUENCE_SETS.SET_NUMBER)
                .from(CONSEQUENCE_SETS)
                .where(CONSEQUENCE_SETS.CHROMOSOME.in(contigs))
                .and(CONSEQUENCE_SETS.DATASET_ID.in(datasets))
                .and(member));
        return VARIANTS.CHROMOSOME
                .in(contigs)
                .and(VARIANTS.DATASET_ID.in(datasets))
                .and(VARIANTS.CONSEQUENCE_SET.eq(DSL.any(sets)));
    }

    private Condition member(Set<String> names) {
        Condition member = noCondition();
        if (gene != null) {
            member = isNamed(names);
        }
        if (transcript != null) {
            member = member.and(CONSEQUENCE_SETS.TRANSCRIPT_ID.eq(transcript));
        }
        if (least != null) {
            member = member.and(CONSEQUENCE_SETS.IMPACT.in(
                    EnumSet.range(Impact.HIGH, least).stream().map(Enum::name).toList()));
        }
        if (!terms.isEmpty()) {
            member = member.and(
                    arrayOverlap(CONSEQUENCE_SETS.TERMS, val(terms.toArray(new String[0]), CONSEQUENCE_SETS.TERMS)));
        }
        return member;
    }
}
