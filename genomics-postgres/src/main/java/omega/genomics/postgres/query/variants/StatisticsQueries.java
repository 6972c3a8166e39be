package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.STALE_VARIANT_STATS;
import static omega.genomics.postgres.jooq.Tables.VARIANT_DENSITY;
import static omega.genomics.postgres.jooq.Tables.VARIANT_GENE_STATS;
import static omega.genomics.postgres.jooq.Tables.VARIANT_STATS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.consequence.Impact;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.jooq.routines.RefreshVariantStats;
import omega.genomics.postgres.query.ContigOrder;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.genes.NameResolution;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Counts of variants that are there already, for answers in milliseconds whatever the number of variants.
 *
 * <pre>{@code
 * StatisticsQueries statistics = grch38.statistics();
 * statistics.refresh();                                  // after a load
 * statistics.in("clinvar").byConsequence();              // missense_variant → 1,234,567, …
 * for (VariantStatistics contig : statistics.byContig()) { … }
 * }</pre>
 *
 * <p>They are of the time of the last {@link #refresh}; {@link #isCurrent} tells whether anything was loaded since. Every dataset
 * is queried unless {@link #in(String)} names one. A contig, dataset or gene that the database does not have is an
 * {@link omega.genomics.postgres.query.UnknownNameException}. Immutable and thread-safe; each answer opens a connection.
 */
public final class StatisticsQueries {
    private final QueryContext asking;
    private final DatasetChoice dataset;

    private StatisticsQueries(QueryContext asking, DatasetChoice dataset) {
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
    public static StatisticsQueries of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new StatisticsQueries(new QueryContext(dataSource, schema), DatasetChoice.all("variants"));
    }

    /**
     * Asks one dataset only.
     *
     * @param name the dataset's name
     * @return the questions to that dataset
     */
    public StatisticsQueries in(String name) {
        Objects.requireNonNull(name, "name");
        return new StatisticsQueries(asking, dataset.only(name));
    }

    /**
     * Counts the datasets that were loaded or changed since they were last counted, and drops what is counted of those that are
     * gone. Readers go on with the counts there are until the new ones are complete. A dataset takes one pass over its variants.
     *
     * @return how many datasets were counted; 0 if all counts were of the present
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer, or the role does not own {@code variant_stats}
     */
    public int refresh() {
        return asking.ask(context -> {
            RefreshVariantStats refresh = new RefreshVariantStats();
            refresh.execute(context.configuration());
            return Objects.requireNonNull(refresh.getReturnValue());
        });
    }

    /**
     * Tells whether the counts are of what is loaded.
     *
     * @return false if {@link #refresh} has something to count
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public boolean isCurrent() {
        return asking.ask(context -> !context.fetchExists(STALE_VARIANT_STATS.call()));
    }

    /**
     * Returns whether {@link #refresh} is allowed here: the role owns {@code variant_stats}, and neither the server nor the
     * connection is read-only.
     *
     * @return false if the counts there are must do
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public boolean canRefresh() {
        return asking.ask(context -> Boolean.TRUE.equals(context.fetchValue(
                "SELECT pg_has_role(relowner, 'USAGE') AND current_setting('transaction_read_only') = 'off'"
                        + " FROM pg_class WHERE oid = ?::regclass",
                Sql.name(asking.schema(), "variant_stats"))));
    }

    /**
     * Returns everything that is counted, by dataset and contig.
     *
     * @return by dataset, then in the order of contigs; empty before the first {@link #refresh}
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<VariantStatistics> byContig() {
        return asking.ask(context -> checked(
                context,
                context.selectFrom(VARIANT_STATS)
                        .where(inDataset(VARIANT_STATS.DATASET))
                        .orderBy(
                                VARIANT_STATS.DATASET,
                                ContigOrder.rank(VARIANT_STATS.CHROMOSOME),
                                VARIANT_STATS.CHROMOSOME)
                        .fetch(StatisticsColumns::read),
                () -> {}));
    }

    /**
     * Counts alleles by most severe consequence, over all contigs.
     *
     * @return term to count, most first; {@code none} for alleles without a consequence
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public Map<String, Long> byConsequence() {
        Map<String, Long> sums = new LinkedHashMap<>();
        byContig()
                .forEach(contig -> contig.consequences().forEach((term, count) -> sums.merge(term, count, Long::sum)));
        Map<String, Long> sorted = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    /**
     * Counts the alleles that source or annotation ascribe to a gene.
     *
     * @param name symbol, alias or stable id; what the source calls by an alias is counted too
     * @return one for each dataset, impact and clinical class that there is
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<GeneCount> ofGene(String name) {
        Objects.requireNonNull(name, "name");
        return asking.ask(context -> {
            NameResolution resolution = new NameResolution(asking, id -> noCondition());
            String[] names = resolution.names(context, List.of(name)).toArray(new String[0]);
            List<GeneCount> counts = context.select(
                            DATASETS.NAME,
                            VARIANT_GENE_STATS.CHROMOSOME,
                            VARIANT_GENE_STATS.GENE,
                            VARIANT_GENE_STATS.IMPACT,
                            VARIANT_GENE_STATS.CLINICAL_CLASS,
                            VARIANT_GENE_STATS.ALLELES)
                    .from(VARIANT_GENE_STATS)
                    .join(DATASETS)
                    .on(DATASETS.DATASET_ID.eq(VARIANT_GENE_STATS.DATASET_ID))
                    .where(VARIANT_GENE_STATS.GENE.eq(any(names)))
                    .and(inDataset(DATASETS.NAME))
                    .orderBy(1, 2, 3, 4, 5)
                    .fetch(row -> new GeneCount(
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            Impact.parse(row.value4()),
                            ClinicalClass.ofColumn(row.value5()),
                            row.value6()));
            return checked(context, counts, () -> resolution.checkLabel(context, name));
        });
    }

    /**
     * Counts alleles by window of a million bases.
     *
     * @param region contig by any of its names; {@link Region#whole} for a contig
     * @return the windows that share a base with it and have any, in order, one a dataset
     * @throws omega.genomics.postgres.query.QueryException if the database does not answer
     */
    public List<WindowCount> density(Region region) {
        Objects.requireNonNull(region, "region");
        return asking.ask(context -> checked(
                context,
                density(context, asking.contigs().stored(context, region)),
                () -> asking.contigs().check(context, region.contig())));
    }

    private List<WindowCount> density(DSLContext context, Region region) {
        return context.select(
                        DATASETS.NAME,
                        VARIANT_DENSITY.CHROMOSOME,
                        VARIANT_DENSITY.START_POS,
                        VARIANT_DENSITY.END_POS,
                        VARIANT_DENSITY.ALLELES,
                        VARIANT_DENSITY.SNV,
                        VARIANT_DENSITY.INDEL)
                .from(VARIANT_DENSITY)
                .join(DATASETS)
                .on(DATASETS.DATASET_ID.eq(VARIANT_DENSITY.DATASET_ID))
                .where(VARIANT_DENSITY.CHROMOSOME.eq(region.contig()))
                .and(VARIANT_DENSITY.START_POS.le(region.end()))
                .and(VARIANT_DENSITY.END_POS.ge(region.start()))
                .and(inDataset(DATASETS.NAME))
                .orderBy(VARIANT_DENSITY.START_POS, DATASETS.NAME)
                .fetch(row -> new WindowCount(
                        row.value1(),
                        new Region(row.value2(), row.value3(), row.value4()),
                        row.value5(),
                        row.value6(),
                        row.value7()));
    }

    private <T> List<T> checked(DSLContext context, List<T> found, Runnable checkNames) {
        if (found.isEmpty()) {
            dataset.check(context);
            checkNames.run();
        }
        return found;
    }

    private Condition inDataset(Field<String> name) {
        return dataset.name() == null ? noCondition() : name.eq(dataset.name());
    }
}
