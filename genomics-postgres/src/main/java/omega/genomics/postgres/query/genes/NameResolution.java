package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.GENES;
import static omega.genomics.postgres.jooq.Tables.GENE_ALIASES;
import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.UnknownNameException;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Finds genes by name in tiers, and takes the best tier that a dataset has any of: the name itself or the stable id, the
 * symbol the name was before, the symbol the name is an alias of, a gene with the id of the name, a gene that the annotation
 * still calls by a previous symbol of the name, one that it calls by an alias. A name that finds nothing so may be a stable id with
 * a version: genes of this version, or else of any.
 */
public final class NameResolution {
    private static final int LAST_TIER = 5;
    /** Of many more names the server compares each with each gene. */
    private static final int AT_ONCE = 500;

    private final QueryContext asking;
    private final Function<Field<Integer>, Condition> inDataset;

    public NameResolution(QueryContext asking, Function<Field<Integer>, Condition> inDataset) {
        this.asking = Objects.requireNonNull(asking, "asking");
        this.inDataset = Objects.requireNonNull(inDataset, "inDataset");
    }

    /** A name under which a gene would stand for the wanted one, in one dataset or, with 0, in all. */
    private record Candidate(String wanted, String name, int tier, int dataset) {}

    /** Returns everything a gene may be called by whoever labelled a variant: the name, its aliases, the names of its genes. */
    public Set<String> names(DSLContext context, List<String> wanted) {
        Set<String> names = new LinkedHashSet<>();
        candidates(context, wanted).forEach(candidate -> names.add(candidate.name()));
        resolve(context, wanted).forEach(member -> member.genes().forEach(gene -> names.add(gene.displayName())));
        return names;
    }

    /**
     * Returns the genes of a name.
     *
     * @throws UnknownNameException if there is none
     */
    public List<StoredGene> required(DSLContext context, String wanted) {
        List<StoredGene> genes = resolve(context, List.of(wanted)).get(0).genes();
        if (genes.isEmpty()) {
            throw unknown(context, wanted);
        }
        return genes;
    }

    /**
     * Checks that a loaded annotation or the label of a variant has a gene, under any of its names.
     *
     * @throws UnknownNameException if none has
     */
    public void checkLabel(DSLContext context, String wanted) {
        if (resolve(context, List.of(wanted)).get(0).isFound()) {
            return;
        }
        String[] called = names(context, List.of(wanted)).toArray(new String[0]);
        Table<?> blocks = table(name(asking.schema(), "variant_blocks"));
        Field<String[]> genes = field(name("gene"), SQLDataType.CLOB.array());
        if (!context.fetchExists(VARIANTS, VARIANTS.GENE.eq(any(called)))
                && !context.fetchExists(blocks, arrayOverlap(genes, val(called, genes)))) {
            throw unknown(context, wanted);
        }
    }

    /** Makes the exception for a name that no gene has. */
    public UnknownNameException unknown(DSLContext context, String wanted) {
        return UnknownNameException.near("gene", wanted, all(context));
    }

    /** Returns the symbols of all genes, and all aliases that stand for one of them, in order. */
    public List<String> all(DSLContext context) {
        Condition there = inDataset.apply(GENES.DATASET_ID);
        return context.select(GENES.DISPLAY_NAME)
                .from(GENES)
                .where(there)
                .union(context.select(GENE_ALIASES.ALIAS)
                        .from(GENE_ALIASES)
                        .where(GENE_ALIASES.SYMBOL.in(
                                context.select(GENES.DISPLAY_NAME).from(GENES).where(there))))
                .orderBy(1)
                .fetch(0, String.class);
    }

    public List<SetMember> resolve(DSLContext context, List<String> wanted) {
        List<SetMember> members = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            members.addAll(some(context, wanted.subList(from, Math.min(from + AT_ONCE, wanted.size()))));
        }
        return List.copyOf(members);
    }

    private List<SetMember> some(DSLContext context, List<String> wanted) {
        List<Candidate> candidates = candidates(context, wanted);
        Map<String, List<StoredGene>> byName = new HashMap<>();
        for (Record row : genes(context, candidates)) {
            StoredGene gene = GeneColumns.read(row);
            byName.computeIfAbsent(gene.displayName(), key -> new ArrayList<>()).add(gene);
            if (!gene.id().equals(gene.displayName())) {
                byName.computeIfAbsent(gene.id(), key -> new ArrayList<>()).add(gene);
            }
        }
        Map<String, List<Candidate>> byWanted = candidates.stream().collect(Collectors.groupingBy(Candidate::wanted));
        List<SetMember> members = wanted.stream()
                .map(name -> new SetMember(name, best(byWanted.getOrDefault(name, List.of()), byName)))
                .toList();
        Map<String, List<StoredGene>> byId = ofVersionedIds(context, members);
        return members.stream()
                .map(member -> member.isFound()
                        ? member
                        : new SetMember(member.symbol(), StableId.best(member.symbol(), byId)))
                .toList();
    }

    /** Returns the genes whose ids are those of members that were not found, without their versions. */
    private Map<String, List<StoredGene>> ofVersionedIds(DSLContext context, List<SetMember> members) {
        Set<String> bare = new LinkedHashSet<>();
        for (SetMember member : members) {
            if (!member.isFound()) {
                StableId.parse(member.symbol()).ifPresent(id -> bare.add(id.bare()));
            }
        }
        return bare.isEmpty()
                ? Map.of()
                : context
                        .select(GeneColumns.ALL)
                        .from(GENES)
                        .where(isAmong(GENES.GENE_ID, bare))
                        .and(inDataset.apply(GENES.DATASET_ID))
                        .orderBy(GENES.CHROMOSOME, GENES.START_POS, GENES.GENE_ID)
                        .fetch(GeneColumns::read)
                        .stream()
                        .collect(Collectors.groupingBy(StoredGene::id));
    }

    private static List<Candidate> candidates(DSLContext context, List<String> names) {
        List<Candidate> candidates = new ArrayList<>();
        Set<String> wanted = new LinkedHashSet<>(names);
        wanted.forEach(name -> candidates.add(new Candidate(name, name, 0, 0)));
        for (Record4<Integer, String, String, String> row : aliases(context, wanted)) {
            boolean was = row.value4().endsWith("previous symbol");
            if (wanted.contains(row.value2())) {
                candidates.add(new Candidate(row.value2(), row.value3(), was ? 1 : 2, row.value1()));
            }
            if (wanted.contains(row.value3())) {
                int tier = row.value4().endsWith("id") ? 3 : was ? 4 : 5;
                candidates.add(new Candidate(row.value3(), row.value2(), tier, row.value1()));
            }
        }
        return candidates;
    }

    /** Aliases that come with an annotation are its own; all others hold for every dataset. */
    private static Collection<Record4<Integer, String, String, String>> aliases(
            DSLContext context, Collection<String> wanted) {
        Field<Integer> annotation =
                when(DATASETS.KIND.eq(inline("genes")), GENE_ALIASES.DATASET_ID).otherwise(inline(0));
        return context.select(annotation, GENE_ALIASES.ALIAS, GENE_ALIASES.SYMBOL, GENE_ALIASES.SOURCE)
                .from(GENE_ALIASES)
                .leftJoin(DATASETS)
                .on(DATASETS.DATASET_ID.eq(GENE_ALIASES.DATASET_ID))
                .where(isAmong(GENE_ALIASES.ALIAS, wanted))
                .or(isAmong(GENE_ALIASES.SYMBOL, wanted))
                .fetch();
    }

    private Select<? extends Record> genes(DSLContext context, List<Candidate> candidates) {
        Set<String> names = new LinkedHashSet<>();
        candidates.forEach(candidate -> names.add(candidate.name()));
        return context.select(GeneColumns.ALL)
                .from(GENES)
                .where(isAmong(GENES.DISPLAY_NAME, names).or(isAmong(GENES.GENE_ID, names)))
                .and(inDataset.apply(GENES.DATASET_ID))
                .orderBy(GENES.CHROMOSOME, GENES.START_POS, GENES.GENE_ID);
    }

    /** One name is compared as such: of an array the server thinks it may be long, and plans each time anew. */
    private static Condition isAmong(Field<String> field, Collection<String> names) {
        return names.size() == 1 ? field.eq(names.iterator().next()) : field.eq(any(names.toArray(new String[0])));
    }

    private static List<StoredGene> best(List<Candidate> candidates, Map<String, List<StoredGene>> byName) {
        List<StoredGene> best = new ArrayList<>();
        Set<Integer> answered = new LinkedHashSet<>();
        for (int tier = 0; tier <= LAST_TIER; tier++) {
            Set<StoredGene> found = new LinkedHashSet<>();
            for (Candidate candidate : candidates) {
                if (candidate.tier() == tier) {
                    byName.getOrDefault(candidate.name(), List.of()).stream()
                            .filter(gene -> candidate.dataset() == 0 || candidate.dataset() == gene.datasetId())
                            .filter(gene -> !answered.contains(gene.datasetId()))
                            .forEach(found::add);
                }
            }
            found.forEach(gene -> answered.add(gene.datasetId()));
            best.addAll(found);
        }
        return best;
    }

    /** For tests of the plan. */
    String plan(String wanted) {
        return asking.ask(context -> context.explain(genes(context, candidates(context, List.of(wanted))))
                .plan());
    }
}
