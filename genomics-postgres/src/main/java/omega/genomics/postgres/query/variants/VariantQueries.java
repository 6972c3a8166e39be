package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.bed.RegionFile;
import omega.genomics.consequence.ConsequenceTerm;
import omega.genomics.consequence.Impact;
import omega.genomics.hgvs.GenomicAllele;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.PackedLookups;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.query.ReleaseChoice;
import omega.genomics.postgres.query.UnknownNameException;
import omega.genomics.postgres.query.filter.ExpressionFilter;
import omega.genomics.postgres.query.genes.GeneSets;
import omega.genomics.postgres.query.genes.HgvsGenes;
import omega.genomics.postgres.query.genes.NameResolution;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.vcf.filter.VcfFilter;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Questions about variants: say where, narrow it down, and ask.
 *
 * <pre>{@code
 * VariantQueries variants = grch38.variants();
 * variants.rs(429358).list();
 * variants.at("17", 43045712, "T", "C").first();
 * variants.overlapping(Region.parse("17:43044295-43125364"))
 *         .rarerThan(0.01)
 *         .significance(ClinicalSignificance.PATHOGENIC, ClinicalSignificance.LIKELY_PATHOGENIC)
 *         .forEach(variant -> …);                                      // streams
 * VariantPage page = variants.overlappingGeneSet("longevity").impact(Impact.HIGH).page(100);
 * }</pre>
 *
 * <p>Each method that narrows returns another set of questions; place is chosen once, all else may be combined. Without a place
 * the whole genome is asked, contig by contig. Answers come in one order: contig (numbers, X, Y, MT, others by name), position,
 * dataset, record, allele. Every dataset is queried unless {@link #in(String)} names one. A contig may have any of its names
 * ({@code 17}, {@code chr17}, {@code NC_000017.11}); results have Ensembl's. Coordinates are 1-based and inclusive.
 *
 * <p>An empty result means that no variant matches: a contig, dataset, gene or gene set that the database does not have is an
 * {@link UnknownNameException} when the query runs. Variants themselves are looked up: {@link #rs}, {@link #withId} and
 * {@link #at(String, int, String, String)} find nothing if the variant is not loaded.
 *
 * <p>Immutable and thread-safe; each answer opens a connection.
 */
public final class VariantQueries {
    private final QueryContext asking;
    private final VariantFilter filter;

    private VariantQueries(QueryContext asking, VariantFilter filter) {
        this.asking = asking;
        this.filter = filter;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return questions to all its variants
     */
    public static VariantQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new VariantQueries(new QueryContext(dataSource, schema), VariantFilter.ALL);
    }

    // ---- where ---------------------------------------------------------------------------------------------------

    /**
     * Asks for the variants whose POS is at a base.
     *
     * @param contig by any of its names
     * @param position 1-based; 0 for a telomere
     * @return narrowed questions
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries at(String contig, int position) {
        Objects.requireNonNull(contig, "contig");
        return at(context -> List.of(Place.starting(asking.contigs().stored(context, contig), position, position)))
                .checking(context -> asking.contigs().check(context, contig));
    }

    /**
     * Asks for one variant, in each dataset that has it.
     *
     * @param contig by any of its names
     * @param position of the first base of {@code ref}, 1-based
     * @param ref REF as loaded, in upper or lower case as the file has it
     * @param alt ALT; {@code .} for a record without
     * @return narrowed questions
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries at(String contig, int position, String ref, String alt) {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        return at(contig, position)
                .and(VARIANTS.REF.eq(ref))
                .and(alt.equals(".") ? VARIANTS.ALT.isNull() : VARIANTS.ALT.eq(alt));
    }

    /**
     * Asks for one variant by its HGVS name, a substitution of one base: {@code NM_000059.4:c.68A>G}, {@code BRCA2:c.68A>G},
     * {@code NC_000013.11:g.32316528A>G}. The name is resolved at once, with the loaded genes; {@code AssemblyDatabase.hgvs()} says how, such as
     * which transcript was counted along where a gene is named.
     *
     * @param name the name
     * @return narrowed questions
     * @throws omega.genomics.ParseException if the text is not a name
     * @throws omega.genomics.hgvs.HgvsException if it does not say an allele, see
     *     {@link omega.genomics.hgvs.HgvsResolver#resolve}, or is another change, which needs the genome
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries named(String name) {
        Objects.requireNonNull(name, "name");
        return alleles(HgvsGenes.resolver(asking).resolve(name).alleles());
    }

    /**
     * Asks for one variant by its HGVS name: any change of DNA that has exact positions, or a substitution of one amino acid, which is the effect of
     * several alleles. Found are variants that are stored as VCF recommends: trimmed and aligned to the left, see {@code VcfLoad.normalizeAgainst}.
     *
     * @param name the name
     * @param genome the bases, with contigs named as they are stored
     * @return narrowed questions
     * @throws omega.genomics.ParseException if the text is not a name
     * @throws omega.genomics.hgvs.HgvsException if it does not say an allele, see
     *     {@link omega.genomics.hgvs.HgvsResolver#resolve}
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries named(String name, ReferenceSequence genome) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(genome, "genome");
        return alleles(HgvsGenes.resolver(asking).genome(genome).resolve(name).alleles());
    }

    /**
     * Asks for the variants that are one of some alleles.
     *
     * @param alleles contigs by any of their names; REF and ALT as loaded
     * @return narrowed questions
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries alleles(Collection<GenomicAllele> alleles) {
        Objects.requireNonNull(alleles, "alleles");
        List<GenomicAllele> copy = List.copyOf(alleles);
        Condition any = copy.stream()
                .map(of -> VARIANTS.POSITION
                        .eq(of.position())
                        .and(VARIANTS.REF.eq(of.reference()))
                        .and(VARIANTS.ALT.eq(of.alternative())))
                .reduce(DSL.falseCondition(), Condition::or);
        return at(context -> copy.stream()
                        .map(of -> Place.starting(
                                asking.contigs().stored(context, of.contig()), of.position(), of.position()))
                        .distinct()
                        .sorted(Comparator.comparing(Place::contig, ContigOrder.BY_RANK)
                                .thenComparingInt(Place::start))
                        .toList())
                .and(any)
                .checking(context -> copy.stream()
                        .map(GenomicAllele::contig)
                        .distinct()
                        .forEach(contig -> asking.contigs().check(context, contig)));
    }

    /**
     * Asks for the variants that share a base with a region, long deletions that begin far to the left among them.
     *
     * @param region contig by any of its names; 1-based, inclusive; {@link Region#whole} for a contig
     * @return narrowed questions
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries overlapping(Region region) {
        Objects.requireNonNull(region, "region");
        return overlapping(List.of(region));
    }

    /**
     * Asks for the variants that share a base with any of several regions; each is told once.
     *
     * @param regions contigs by any of their names; in any order, they may overlap
     * @return narrowed questions
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries overlapping(Collection<Region> regions) {
        Objects.requireNonNull(regions, "regions");
        List<Region> copy = List.copyOf(regions);
        return at(context -> {
                    Map<String, String> stored = new HashMap<>();
                    return Place.of(copy.stream()
                            .map(region -> new Region(
                                    stored.computeIfAbsent(
                                            region.contig(),
                                            contig -> asking.contigs().stored(context, contig)),
                                    region.start(),
                                    region.end()))
                            .toList());
                })
                .checking(context -> copy.stream()
                        .map(Region::contig)
                        .distinct()
                        .forEach(contig -> asking.contigs().check(context, contig)));
    }

    /**
     * Asks for the variants that share a base with the regions of a file, such as the BED file of a panel; each is told once.
     *
     * @param file BED, VCF or a list of regions; contigs by any of their names, those that have no variants find nothing
     * @return narrowed questions
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries overlapping(RegionFile file) {
        Objects.requireNonNull(file, "file");
        return overlapping(file.regions());
    }

    /**
     * Asks for the variants that share a base with the interval of a gene, whatever they are labelled with. For those that a
     * source or the annotation ascribes to a gene, see {@link #ofGene}.
     *
     * @param name symbol, alias or stable id; where it is not unique, all its loci
     * @return narrowed questions; if no loaded annotation has the gene, they throw an {@link UnknownNameException} when they run
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries overlappingGene(String name) {
        Objects.requireNonNull(name, "name");
        return at(context -> Place.of(
                names().required(context, name).stream().map(StoredGene::region).toList()));
    }

    /**
     * Asks for the variants that share a base with the interval of any gene of a set.
     *
     * @param set the set's name, such as {@code longevity}
     * @return narrowed questions; if there is no such set, or no loaded annotation has any of its genes, they throw a
     *     {@link QueryException} when they run
     * @throws IllegalStateException if a place is chosen already
     */
    public VariantQueries overlappingGeneSet(String set) {
        Objects.requireNonNull(set, "set");
        return at(context -> Place.of(regions(context, set)));
    }

    private List<Region> regions(DSLContext context, String set) {
        List<Region> regions = names().resolve(context, GeneSets.symbols(context, set)).stream()
                .flatMap(member -> member.genes().stream())
                .map(StoredGene::region)
                .toList();
        if (regions.isEmpty()) {
            throw new QueryException("no loaded annotation has a gene of the set \"" + set + "\"");
        }
        return regions;
    }

    private NameResolution names() {
        return new NameResolution(asking, id -> noCondition());
    }

    // ---- which ---------------------------------------------------------------------------------------------------

    /**
     * Asks one dataset only; a second call takes the place of the first.
     *
     * @param dataset its name
     * @return narrowed questions
     */
    public VariantQueries in(String dataset) {
        Objects.requireNonNull(dataset, "dataset");
        return new VariantQueries(asking, filter.in(dataset));
    }

    /**
     * Asks for the variants as a release had them, of datasets that have one; others have no result. Several calls: the last one holds.
     *
     * @param release the name of a release, or a date such as {@code 2026-06-01} for the newest release that is not later
     * @return narrowed questions; if no dataset has such a release, they throw a {@link QueryException} when they run
     */
    public VariantQueries asOf(String release) {
        Objects.requireNonNull(release, "release");
        return new VariantQueries(asking, filter.asOf(new ReleaseChoice(release)));
    }

    /**
     * Asks for a reference SNP by its number.
     *
     * @param number 429358 for rs429358
     * @return narrowed questions; a record with several ALT alleles has an answer each
     */
    public VariantQueries rs(long number) {
        return few(context -> VARIANTS.RS_NUMBER.eq(number), List.of(val(number)));
    }

    /**
     * Asks by ID as the file has it.
     *
     * @param id the whole column: {@code 123456} of ClinVar, {@code rs1;rs2}; see {@link #rs} for reference SNPs
     * @return narrowed questions
     */
    public VariantQueries withId(String id) {
        Objects.requireNonNull(id, "id");
        List<Field<Long>> keys = new ArrayList<>(List.of(PackedLookups.keyOf(asking.schema(), id)));
        if (id.matches("rs[1-9][0-9]{0,17}")) {
            keys.add(val(Long.parseLong(id.substring(2))));
        }
        return few(context -> VARIANTS.ID.eq(id), keys);
    }

    /**
     * Asks for the variants that their source or the annotation ascribes to a gene. For all that lie in it, see
     * {@link #overlappingGene}.
     *
     * @param name symbol, alias or stable id; what the source calls by an alias is found too
     * @return narrowed questions
     */
    public VariantQueries ofGene(String name) {
        Objects.requireNonNull(name, "name");
        return named(context -> List.of(name)).checking(context -> names().checkLabel(context, name));
    }

    /**
     * Asks for the variants that their source or the annotation ascribes to a gene of a set.
     *
     * @param set the set's name, such as {@code longevity}
     * @return narrowed questions
     */
    public VariantQueries ofGeneSet(String set) {
        Objects.requireNonNull(set, "set");
        return named(context -> GeneSets.symbols(context, set));
    }

    private VariantQueries named(Function<DSLContext, List<String>> genes) {
        return and(new VariantFilter.Keys(
                VARIANTS.GENE, true, context -> List.copyOf(names().names(context, genes.apply(context)))));
    }

    /**
     * Asks for a range of allele frequencies.
     *
     * @param least from 0 to 1, inclusive
     * @param most from 0 to 1, inclusive
     * @return narrowed questions; variants without a frequency are no answer
     * @throws IllegalArgumentException if this is no range within 0 to 1
     */
    public VariantQueries frequency(double least, double most) {
        if (!(least >= 0 && least <= most && most <= 1)) {
            throw new IllegalArgumentException(
                    "expected a range of frequencies within 0 to 1, found " + least + " to " + most);
        }
        // inlined, because a partial index is of use only when the planner sees the value
        return indexed(VARIANTS.ALLELE_FREQUENCY.ge(inline(least)).and(VARIANTS.ALLELE_FREQUENCY.le(inline(most))))
                .prunedBy(PackedBlocks.haveFrequency(least, most));
    }

    /**
     * Asks for variants whose allele frequency is below a bound.
     *
     * @param frequency from 0 to 1, exclusive
     * @return narrowed questions; variants without a frequency are no answer
     * @throws IllegalArgumentException if it is not within 0 to 1
     */
    public VariantQueries rarerThan(double frequency) {
        if (!(frequency >= 0 && frequency <= 1)) {
            throw new IllegalArgumentException("expected a frequency within 0 to 1, found " + frequency);
        }
        return and(VARIANTS.ALLELE_FREQUENCY.lt(inline(frequency))).prunedBy(PackedBlocks.haveFrequency(0, frequency));
    }

    /**
     * Asks by the most severe clinical significance.
     *
     * @param anyOf one or more
     * @return narrowed questions
     */
    public VariantQueries significance(ClinicalSignificance... anyOf) {
        Objects.requireNonNull(anyOf, "anyOf");
        List<String> columns =
                Arrays.stream(anyOf).map(VariantColumns::column).distinct().toList();
        return and(new VariantFilter.Keys(VARIANTS.CLINICAL_SIGNIFICANCE, false, context -> columns));
    }

    /**
     * Asks by the most severe consequence.
     *
     * @param anyOf Sequence Ontology terms, such as {@code missense_variant}, in any case
     * @return narrowed questions
     * @throws IllegalArgumentException if one is no {@link ConsequenceTerm}: no variant has it
     */
    public VariantQueries consequence(String... anyOf) {
        Objects.requireNonNull(anyOf, "anyOf");
        List<String> labels = Arrays.stream(anyOf).map(VariantQueries::label).toList();
        return and(VARIANTS.CONSEQUENCE.eq(any(labels.toArray(new String[0]))))
                .prunedBy(PackedBlocks.haveAny(PackedBlocks.CONSEQUENCES, labels));
    }

    private static String label(String term) {
        return ConsequenceTerm.parse(term)
                .map(ConsequenceTerm::label)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a consequence such as missense_variant, found \"" + term + "\""));
    }

    /**
     * Asks by the class of the most severe consequence.
     *
     * @param anyOf one or more
     * @return narrowed questions
     */
    public VariantQueries impact(Impact... anyOf) {
        Objects.requireNonNull(anyOf, "anyOf");
        List<String> names = Arrays.stream(anyOf).map(Enum::name).toList();
        return and(VARIANTS.IMPACT.eq(any(names.toArray(new String[0]))))
                .prunedBy(PackedBlocks.haveAny(PackedBlocks.IMPACTS, names));
    }

    /**
     * Asks for variants of which any consequence, and not only the picked one, is such. Datasets that were loaded without all
     * consequences have no answer.
     *
     * @param filter which consequences count
     * @return narrowed questions
     */
    public VariantQueries anyConsequence(ConsequenceFilter filter) {
        Objects.requireNonNull(filter, "filter");
        Function<DSLContext, Condition> condition = context -> filter.condition(context, names());
        return new VariantQueries(asking, this.filter.and(condition, filter.leaves()))
                .checking(context -> filter.checkNames(context, names()));
    }

    /**
     * Asks by a value in INFO. Datasets whose loads made an index for the key answer by it, others read every row of the place.
     *
     * @param key an INFO key that was loaded, such as {@code CLNDN}; an empty result of a key that neither a header nor the
     *     first 20,000 rows have is an {@link omega.genomics.postgres.query.UnknownNameException}
     * @param value the value, or one of several, without codes: a text, a number in any notation, or {@code true} for a flag
     * @return narrowed questions
     */
    public VariantQueries info(String key, String value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        VariantQueries narrowed = indexed(VariantColumns.infoContains(key, value));
        return new VariantQueries(
                asking, narrowed.filter.checking((context, dataset) -> LoadedInfoKeys.check(context, dataset, key)));
    }

    /**
     * Asks by what the allele does to REF.
     *
     * @param anyOf one or more
     * @return narrowed questions
     */
    public VariantQueries ofType(VariantType... anyOf) {
        Objects.requireNonNull(anyOf, "anyOf");
        List<String> names = Arrays.stream(anyOf).map(Enum::name).toList();
        return and(VARIANTS.VARIANT_TYPE.eq(any(names.toArray(new String[0]))))
                .prunedBy(PackedBlocks.haveAny(PackedBlocks.TYPES, names));
    }

    /**
     * Asks for variants that some sample of another dataset carries.
     *
     * @param cohort a dataset that was loaded with genotypes
     * @return narrowed questions
     */
    public VariantQueries carriedIn(String cohort) {
        Objects.requireNonNull(cohort, "cohort");
        DatasetChoice of = DatasetChoice.all("variants").only(cohort);
        return and(carriedBy(of)).checking(of::check);
    }

    /** In a context that reads another table in the place of {@code variants}, this one stays what it is. */
    private Condition carriedBy(DatasetChoice cohort) {
        Name carried = name("carried");
        Table<?> rows = table(name(asking.schema(), VariantSources.VARIANTS)).as(carried);
        return exists(selectOne()
                .from(rows)
                .where(cohort.holds(field(name("carried", "dataset_id"), Integer.class)))
                .and(same(VARIANTS.CHROMOSOME))
                .and(same(VARIANTS.POSITION))
                .and(same(VARIANTS.REF))
                .and(same(VARIANTS.ALT))
                .and(condition("carried.het_count + carried.hom_alt_count > 0")));
    }

    private static <T> Condition same(Field<T> column) {
        return field(name("carried", column.getName()), column.getDataType()).eq(column);
    }

    /**
     * Asks for variants that passed all filters.
     *
     * @return narrowed questions; variants to which no filter was applied are no answer
     */
    public VariantQueries passing() {
        return and(VARIANTS.FILTER.eq(inline("PASS")));
    }

    /**
     * Asks by a filter expression as in {@link #matching(VcfFilter)}.
     *
     * @param expression such as {@code AF<0.01 && CLNSIG~"athogenic"}
     * @return narrowed questions
     * @throws omega.genomics.ParseException if the text is no expression; its location has the column of what is wrong
     */
    public VariantQueries matching(String expression) {
        Objects.requireNonNull(expression, "expression");
        return matching(VcfFilter.parse(expression));
    }

    /**
     * Asks for the variants for which a filter expression is true. An expression is about one allele: it has the result that it has for the
     * record of the file once that is split ({@code genomics vcf norm}, {@code bcftools norm -m -}). Names are looked up in the header of
     * each dataset that is asked when the query runs; a key that only some of them declare is missing in the others. What SQL cannot say is
     * tested on the rows that are read, see {@link #explain}.
     *
     * @param filter the expression; of FORMAT only GT is stored, and compared with words such as {@code "het"}
     * @return narrowed questions; they throw a {@link omega.genomics.ParseException} with the place in the expression if no dataset has a
     *     key, or if it was not loaded
     */
    public VariantQueries matching(VcfFilter filter) {
        Objects.requireNonNull(filter, "filter");
        ExpressionFilter expression = new ExpressionFilter(asking, filter, false);
        return new VariantQueries(
                asking,
                expression
                        .id()
                        .map(this::withId)
                        .map(found -> found.filter)
                        .orElse(this.filter)
                        .and(expression));
    }

    /**
     * Asks for the variants for which a filter expression is not true, as in {@link #matching(VcfFilter)}.
     *
     * @param filter the expression
     * @return narrowed questions
     */
    public VariantQueries excluding(VcfFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return new VariantQueries(asking, this.filter.and(new ExpressionFilter(asking, filter, true)));
    }

    /**
     * Describes how the expressions of {@link #matching(VcfFilter)} and {@link #excluding} are evaluated.
     *
     * @return for each of them and each dataset the conditions in SQL, and what is tested on the rows that are read; empty without
     *     expressions
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public String explain() {
        return asking.ask(context -> filter.expressions().stream()
                .map(expression -> expression.explain(context, filter.dataset()))
                .collect(Collectors.joining("\n")));
    }

    private VariantQueries checking(Consumer<DSLContext> check) {
        return new VariantQueries(asking, filter.checking((context, dataset) -> check.accept(context)));
    }

    private VariantQueries at(Function<DSLContext, List<Place>> places) {
        return new VariantQueries(asking, filter.at(places));
    }

    private VariantQueries and(Condition condition) {
        return new VariantQueries(asking, filter.and(condition));
    }

    private VariantQueries and(VariantFilter.Keys keys) {
        return new VariantQueries(asking, filter.and(keys));
    }

    private VariantQueries prunedBy(Condition blocks) {
        return new VariantQueries(asking, filter.prunedBy(context -> blocks));
    }

    /** Blocks are found by keys. */
    private VariantQueries few(Function<DSLContext, Condition> condition, List<Field<Long>> keys) {
        return new VariantQueries(
                asking, filter.and(condition, VariantCriteria.Leaves.FEW).keyedBy(keys));
    }

    private VariantQueries indexed(Condition condition) {
        return new VariantQueries(asking, filter.and(context -> condition, VariantCriteria.Leaves.UNKNOWN));
    }

    // ---- answers -------------------------------------------------------------------------------------------------

    /**
     * Fetches everything.
     *
     * @return an immutable list; empty if nothing is found
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<StoredVariant> list() {
        return answers().list();
    }

    /**
     * Fetches the first.
     *
     * @return empty if nothing is found
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public Optional<StoredVariant> first() {
        return page(1).variants().stream().findFirst();
    }

    /**
     * Fetches what a variant does to each transcript.
     *
     * @param variant as an answer of this database gave it
     * @return the worst first; empty if its dataset was loaded without all consequences, or there is nothing to say
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<StoredConsequence> consequences(StoredVariant variant) {
        Objects.requireNonNull(variant, "variant");
        return asking.ask(context ->
                ConsequenceColumns.of(context, asking.schema(), variant).fetch(ConsequenceColumns::read));
    }

    /**
     * Counts the answers without fetching them.
     *
     * @return how many
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public long count() {
        return answers().count();
    }

    /**
     * Fetches the first page.
     *
     * @param size how many at most, 1 or more
     * @return the page, and where the next one begins
     * @throws IllegalArgumentException if {@code size < 1}
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public VariantPage page(int size) {
        return pageAfter(null, size);
    }

    /**
     * Fetches the page behind a cursor. It takes as long as the first one, however many come before it.
     *
     * @param after as the page before or a variant gave it
     * @param size how many at most, 1 or more
     * @return the page, and where the next one begins
     * @throws IllegalArgumentException if {@code size < 1}
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public VariantPage page(VariantCursor after, int size) {
        Objects.requireNonNull(after, "after");
        return pageAfter(after, size);
    }

    /**
     * Fetches the first page of each of several regions in one statement. With a release ({@link #asOf}), or a filter expression that SQL
     * cannot evaluate alone ({@link #explain}), each region takes statements of its own.
     *
     * <pre>{@code
     * List<StoredGene> genes = …;
     * List<VariantPage> pages = grch38.variants().impact(Impact.HIGH).pages(genes.stream().map(StoredGene::region).toList(), 20);
     * }</pre>
     *
     * @param regions contigs by any of their names; 1-based, inclusive; they may overlap, and be the same
     * @param size how many variants of each region at most, 1 or more
     * @return one page for each region, in their order, as {@code overlapping(region).page(size)} returns it
     * @throws IllegalArgumentException if {@code size < 1}
     * @throws IllegalStateException if a place is chosen already
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<VariantPage> pages(Collection<Region> regions, int size) {
        Objects.requireNonNull(regions, "regions");
        if (size < 1) {
            throw new IllegalArgumentException("expected pages of 1 variant or more, found " + size);
        }
        VariantFilter checked = overlapping(regions).filter; // which checks contigs after an empty result
        return regions.isEmpty()
                ? List.of()
                : new VariantAnswers(asking, checked.anywhere()).pages(List.copyOf(regions), size);
    }

    private VariantPage pageAfter(@Nullable VariantCursor after, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("expected a page of 1 variant or more, found " + size);
        }
        return answers().page(size, after);
    }

    /**
     * Hands over one after the other, with a bounded number of rows in memory however many there are.
     *
     * @param action called on this thread; what it throws ends the fetching
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public void forEach(Consumer<? super StoredVariant> action) {
        Objects.requireNonNull(action, "action");
        try (Stream<StoredVariant> stream = stream()) {
            stream.forEach(action);
        }
    }

    /**
     * Opens a stream over a cursor of the database, with a bounded number of rows in memory however many there are. All of it
     * is of one state of the database; a load that would change what is asked waits for the stream to be closed.
     *
     * @return sequential; holds a connection until it is closed: use it in a try statement. Its steps throw a
     *     {@link omega.genomics.postgres.query.QueryException} when the database does not go on
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public Stream<StoredVariant> stream() {
        return answers().stream();
    }

    /**
     * Writes the answers as VCF: the header of their dataset, contigs named as it names them, a record for each ALT allele,
     * no samples. INFO has the keys that were loaded. If the dataset has releases, the header is that of the release that is asked, and its
     * line {@code ##datasetRelease} names it.
     *
     * @param out takes UTF-8; flushed, not closed
     * @return the number of records
     * @throws IllegalStateException if several datasets are asked; {@link #in} chooses one
     * @throws IOException if it cannot be written
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public long writeVcf(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out");
        return exports().vcf(out);
    }

    /**
     * Writes the answers as a table of text, with the names of SQL's columns in the first line and INFO as JSON.
     *
     * @param out takes UTF-8; flushed, not closed
     * @return the number of lines below the first
     * @throws IOException if it cannot be written
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public long writeTsv(OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out");
        return exports().tsv(out);
    }

    /**
     * Writes the answers as Parquet, with the names of SQL's columns and INFO as JSON. Needs {@code org.duckdb:duckdb_jdbc} on the
     * class path, and for a while about as much room beside the file as the rows take.
     *
     * @param file created, or replaced when all is written
     * @return the number of rows
     * @throws IllegalStateException if DuckDB is not there
     * @throws IOException if it cannot be written
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public long writeParquet(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        return exports().parquet(file);
    }

    private VariantExports exports() {
        return new VariantExports(asking, filter);
    }

    private VariantAnswers answers() {
        return new VariantAnswers(asking, filter);
    }

    VariantFilter filter() {
        return filter;
    }

    /** Asks something about each statement of a list, for tests. */
    <T> List<T> each(BiFunction<DSLContext, Select<? extends Record>, T> about) {
        return answers().each(0, about);
    }

    /** Asks something about each statement of the first page, and of the first rows of a stream, for tests. */
    <T> List<T> eachOfPage(int size, BiFunction<DSLContext, Select<? extends Record>, T> about) {
        return answers().each(size, about);
    }
}
