package omega.genomics.postgres.query.cohorts;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.GENOTYPE_CARRIERS;
import static omega.genomics.postgres.jooq.Tables.SAMPLES;
import static omega.genomics.postgres.jooq.Tables.VARIANTS;
import static omega.genomics.postgres.jooq.Tables.VARIANTS_OVERLAPPING;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.postgres.jooq.routines.Genotype;
import omega.genomics.postgres.jooq.routines.GenotypeCategory;
import omega.genomics.postgres.jooq.tables.GenotypeCarriers;
import omega.genomics.postgres.jooq.tables.Variants;
import omega.genomics.postgres.jooq.tables.VariantsOverlapping;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.PackedLookups;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.QueryResult;
import omega.genomics.postgres.query.UnknownNameException;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

/**
 * Questions about the samples of cohorts: datasets of variants that were loaded with genotypes.
 *
 * <pre>{@code
 * CohortQueries cohorts = grch38.cohorts();
 * cohorts.carriers("19", 44908684, "T", "C").list();                   // who has it, with genotypes
 * cohorts.carriers("rs429358").list();
 * cohorts.variantsOf("HG00096", Region.parse("19:44905791-44909393")).forEach(variant -> …);
 * }</pre>
 *
 * <p>Every dataset is queried unless {@link #in(String)} names one. Coordinates are 1-based and inclusive. A contig, dataset, sample
 * or variant that the database does not have is an {@link UnknownNameException} when the query runs. Immutable and thread-safe; each answer opens a connection.
 */
public final class CohortQueries {
    private static final Variants VARIANT = VARIANTS.as("variant");
    private static final Pattern RS_NUMBER = Pattern.compile("rs([1-9]\\d{0,17})");

    private final QueryContext asking;
    private final DatasetChoice dataset;

    private CohortQueries(QueryContext asking, DatasetChoice dataset) {
        this.asking = asking;
        this.dataset = dataset;
    }

    /**
     * Makes the questions to one assembly.
     *
     * @param dataSource gives connections; stays the caller's
     * @param schema the assembly's schema, migrated
     * @return questions to all its datasets
     */
    public static CohortQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new CohortQueries(new QueryContext(dataSource, schema), DatasetChoice.all("variants"));
    }

    /**
     * Asks one dataset only.
     *
     * @param name the dataset's name
     * @return the questions to that dataset
     */
    public CohortQueries in(String name) {
        Objects.requireNonNull(name, "name");
        return new CohortQueries(asking, dataset.only(name));
    }

    private Condition ours() {
        return dataset.name() == null ? noCondition() : DATASETS.NAME.eq(dataset.name());
    }

    /**
     * Lists the samples.
     *
     * @return in the order of their files
     */
    public QueryResult<CohortSample> samples() {
        return new QueryResult<>(
                asking,
                context -> context.select(DATASETS.NAME, SAMPLES.SAMPLE_INDEX, SAMPLES.NAME)
                        .from(SAMPLES)
                        .join(DATASETS)
                        .on(DATASETS.DATASET_ID.eq(SAMPLES.DATASET_ID))
                        .where(ours())
                        .orderBy(SAMPLES.DATASET_ID, SAMPLES.SAMPLE_INDEX),
                row -> new CohortSample(row.get(DATASETS.NAME), row.get(SAMPLES.SAMPLE_INDEX), row.get(SAMPLES.NAME)),
                dataset::check);
    }

    /**
     * Finds the samples that have a variant; {@code ./1} has it too.
     *
     * @param contig by any of its names
     * @param position POS, 1-based
     * @param ref REF as loaded
     * @param alt the ALT allele as loaded
     * @return by dataset, samples in the order of their file; empty if the variant is there and no sample has it
     */
    public QueryResult<SampleGenotype> carriers(String contig, int position, String ref, String alt) {
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(alt, "alt");
        String name = contig + '-' + position + '-' + ref + '-' + alt;
        Condition variant = VARIANT.REF.eq(ref).and(VARIANT.ALT.eq(alt));
        return carriers(name, variant, context -> at(asking.contigs().stored(context, contig), position));
    }

    /** Returns the variants of both layouts that begin at a position. */
    private Table<Record> at(String contig, int position) {
        String schema = asking.schema();
        return table(
                "(SELECT r.* FROM {0} r WHERE r.chromosome = {1} AND r.position = {2} UNION ALL SELECT p.* FROM {3} p WHERE {4})",
                name(schema, VARIANTS.getName()),
                val(contig),
                val(position),
                PackedLookups.at(schema, contig, position),
                PackedLookups.stay(schema, contig));
    }

    /**
     * Finds the samples that have a variant, one of its ALT alleles if it has several.
     *
     * @param id an rs number such as {@code rs429358}, or an ID as written
     * @return by place, samples in the order of their file; a sample with two of the alleles stands twice
     */
    public QueryResult<SampleGenotype> carriers(String id) {
        Objects.requireNonNull(id, "id");
        Matcher rs = RS_NUMBER.matcher(id);
        String schema = asking.schema();
        Table<Record> byId = PackedLookups.of(schema, PackedLookups.keyOf(schema, id));
        Condition stay = PackedLookups.stay(schema, null);
        Name rows = name(schema, VARIANTS.getName());
        if (!rs.matches()) {
            return carriers(
                    id,
                    VARIANT.ID.eq(id),
                    context -> table(
                            "(SELECT r.* FROM {0} r WHERE r.id = {1} UNION ALL SELECT p.* FROM {2} p WHERE {3})",
                            rows, val(id), byId, stay));
        }
        long number = Long.parseLong(rs.group(1));
        Table<Record> byNumber = PackedLookups.of(schema, val(number));
        return carriers(
                id,
                VARIANT.ID.eq(id).or(VARIANT.RS_NUMBER.eq(number)),
                context -> table(
                        "(SELECT r.* FROM {0} r WHERE r.id = {1} OR r.rs_number = {2} UNION ALL"
                                + " (SELECT p.* FROM {3} p WHERE {5} UNION SELECT p.* FROM {4} p WHERE {5}))",
                        rows, val(id), val(number), byId, byNumber, stay));
    }

    /** @param source of both layouts, with the variant among others */
    private QueryResult<SampleGenotype> carriers(
            String name, Condition variant, Function<DSLContext, Table<Record>> source) {
        return new QueryResult<>(
                asking,
                context -> carriers(context, source.apply(context), variant),
                CohortQueries::carried,
                context -> {
                    dataset.check(context);
                    Condition there = variant.and(VARIANT.GENOTYPES.isNotNull()).and(dataset.holds(VARIANT.DATASET_ID));
                    if (!context.fetchExists(source.apply(context).as(VARIANT), there)) {
                        throw UnknownNameException.of("variant with genotypes", name);
                    }
                });
    }

    private Select<? extends Record> carriers(DSLContext context, Table<Record> source, Condition variant) {
        GenotypeCarriers carrier = GENOTYPE_CARRIERS.call(
                VARIANT.GENOTYPES,
                VARIANT.HOM_REF_COUNT
                        .plus(VARIANT.HET_COUNT)
                        .plus(VARIANT.HOM_ALT_COUNT)
                        .plus(VARIANT.MISSING_COUNT));
        return context.select(
                        DATASETS.NAME,
                        SAMPLES.NAME,
                        VARIANT.CHROMOSOME,
                        VARIANT.POSITION,
                        VARIANT.END_POS,
                        VARIANT.ID,
                        VARIANT.REF,
                        VARIANT.ALT,
                        genotype(VARIANT.GENOTYPES))
                .from(source.as(VARIANT))
                .crossJoin(lateral(carrier))
                .join(SAMPLES)
                .on(SAMPLES.DATASET_ID.eq(VARIANT.DATASET_ID))
                .and(SAMPLES.SAMPLE_INDEX.eq(carrier.GENOTYPE_CARRIERS_))
                .join(DATASETS)
                .on(DATASETS.DATASET_ID.eq(VARIANT.DATASET_ID))
                .where(variant)
                .and(ours())
                .orderBy(
                        VARIANT.CHROMOSOME,
                        VARIANT.POSITION,
                        VARIANT.DATASET_ID,
                        VARIANT.RECORD_NUMBER,
                        VARIANT.ALLELE_INDEX,
                        VARIANT.ORDINAL,
                        VARIANT.REF,
                        VARIANT.ALT,
                        SAMPLES.SAMPLE_INDEX);
    }

    /**
     * Finds the variants that a sample has in a region: those that share a base with it, long deletions among them.
     *
     * @param sample its name; a name that several datasets have is each of these
     * @param region the bases, contig by any of its names, 1-based and inclusive
     * @return by position; fetched bit by bit however many there are; empty if the sample has none there
     */
    public QueryResult<SampleGenotype> variantsOf(String sample, Region region) {
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(region, "region");
        return new QueryResult<>(
                asking,
                context -> variantsOf(context, sample, asking.contigs().stored(context, region)),
                CohortQueries::carried,
                context -> {
                    dataset.check(context);
                    checkSample(context, sample);
                    asking.contigs().check(context, region.contig());
                });
    }

    private void checkSample(DSLContext context, String sample) {
        List<String> there = context.select(SAMPLES.NAME)
                .from(SAMPLES)
                .join(DATASETS)
                .on(DATASETS.DATASET_ID.eq(SAMPLES.DATASET_ID))
                .where(ours())
                .orderBy(SAMPLES.DATASET_ID, SAMPLES.SAMPLE_INDEX)
                .fetch(SAMPLES.NAME);
        if (!there.contains(sample)) {
            throw UnknownNameException.among("sample", sample, there);
        }
    }

    private Select<? extends Record> variantsOf(DSLContext context, String sample, Region region) {
        VariantsOverlapping v = VARIANTS_OVERLAPPING.call(region.contig(), region.start(), region.end());
        GenotypeCategory category = new GenotypeCategory();
        category.setGenotypes(v.GENOTYPES);
        category.setSampleIndex(SAMPLES.SAMPLE_INDEX);
        return context.select(
                        DATASETS.NAME,
                        SAMPLES.NAME,
                        v.CHROMOSOME,
                        v.POSITION,
                        v.END_POS,
                        v.ID,
                        v.REF,
                        v.ALT,
                        genotype(v.GENOTYPES))
                .from(SAMPLES)
                .join(DATASETS)
                .on(DATASETS.DATASET_ID.eq(SAMPLES.DATASET_ID))
                .join(v)
                .on(v.DATASET_ID.eq(SAMPLES.DATASET_ID))
                .where(SAMPLES.NAME.eq(sample))
                .and(ours())
                .and(v.HET_COUNT.plus(v.HOM_ALT_COUNT).gt(0))
                .and(category.asField().in(1, 2))
                .orderBy(v.POSITION, v.DATASET_ID, v.RECORD_NUMBER, v.ALLELE_INDEX, v.ORDINAL, v.REF, v.ALT);
    }

    private static Field<String> genotype(Field<byte[]> packed) {
        Genotype genotype = new Genotype();
        genotype.setGenotypes(packed);
        genotype.setSampleIndex(SAMPLES.SAMPLE_INDEX);
        return genotype.asField();
    }

    private static SampleGenotype carried(Record row) {
        return new SampleGenotype(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, Integer.class),
                row.get(4, Integer.class),
                Optional.ofNullable(row.get(5, String.class)),
                row.get(6, String.class),
                row.get(7, String.class),
                row.get(8, String.class));
    }
}
