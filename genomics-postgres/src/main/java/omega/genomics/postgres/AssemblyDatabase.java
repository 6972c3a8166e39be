package omega.genomics.postgres;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.hgvs.HgvsResolver;
import omega.genomics.io.InputSource;
import omega.genomics.model.ReferenceSequence;
import omega.genomics.postgres.load.DatasetCatalog;
import omega.genomics.postgres.load.DatasetReleases;
import omega.genomics.postgres.load.VariantLayout;
import omega.genomics.postgres.load.expression.ExpressionLoad;
import omega.genomics.postgres.load.genes.FastaLoad;
import omega.genomics.postgres.load.genes.GeneInfoLoad;
import omega.genomics.postgres.load.genes.GeneLoad;
import omega.genomics.postgres.load.longevity.HagrLoad;
import omega.genomics.postgres.load.longevity.ResearchWriter;
import omega.genomics.postgres.load.packed.DatasetConversion;
import omega.genomics.postgres.load.sink.SinkPlan;
import omega.genomics.postgres.load.sink.StagedSink;
import omega.genomics.postgres.load.variants.VcfLoad;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.annotation.VariantAnnotations;
import omega.genomics.postgres.query.cohorts.CohortQueries;
import omega.genomics.postgres.query.genes.GeneChanges;
import omega.genomics.postgres.query.genes.GeneQueries;
import omega.genomics.postgres.query.genes.HgvsGenes;
import omega.genomics.postgres.query.genes.TranscriptQueries;
import omega.genomics.postgres.query.studies.ExpressionQueries;
import omega.genomics.postgres.query.studies.InterventionQueries;
import omega.genomics.postgres.query.studies.LongevityQueries;
import omega.genomics.postgres.query.studies.ResearchQueries;
import omega.genomics.postgres.query.variants.StatisticsQueries;
import omega.genomics.postgres.query.variants.VariantChanges;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.postgres.vector.GeneVectors;
import omega.genomics.postgres.vector.SimilarGenes;
import org.jspecify.annotations.Nullable;

/**
 * One assembly of a {@link GenomicsDatabase}: its schema, its loaders, its questions.
 *
 * <p>Immutable and thread-safe.
 */
public final class AssemblyDatabase {
    private final DataSource dataSource;
    private final DataSource questions;
    private final String schema;
    /** Made when the first asks; what it learns about datasets and releases spares later queries a statement. */
    private volatile @Nullable VariantQueries variants;

    AssemblyDatabase(DataSource dataSource, DataSource questions, String schema) {
        this.dataSource = dataSource;
        this.questions = questions;
        this.schema = schema;
    }

    /**
     * Returns the assembly's name, which is the schema's.
     *
     * @return such as {@code grch38}
     */
    public String name() {
        return schema;
    }

    /**
     * Makes the schema, or brings it to this library's version. Changes nothing if it is there already.
     *
     * @return the versions of the migrations applied now, oldest first
     */
    public List<String> migrate() {
        return Migrations.run(dataSource, schema);
    }

    /**
     * Starts to load a gene annotation.
     *
     * @param source a GTF or GFF3 file, compressed or not
     * @return a loader to set up and run; the schema must be migrated
     */
    public GeneLoad loadGenes(InputSource source) {
        Objects.requireNonNull(source, "source");
        return GeneLoad.of(dataSource, schema, source);
    }

    /**
     * Starts to load variants.
     *
     * @param source a VCF file, compressed or not
     * @return a loader to set up and run; the schema must be migrated
     */
    public VcfLoad loadVariants(InputSource source) {
        Objects.requireNonNull(source, "source");
        return VcfLoad.of(dataSource, schema, source);
    }

    /**
     * Starts to load variants of several files as one dataset, such as a file for each chromosome.
     *
     * @param sources VCF files, compressed or not, with the same samples; what one declares holds for all
     * @return a loader to set up and run; the schema must be migrated
     * @throws IllegalArgumentException if there are none, or if one of several is no file
     */
    public VcfLoad loadVariants(List<InputSource> sources) {
        return VcfLoad.of(dataSource, schema, sources);
    }

    /**
     * Stores a dataset of variants in another layout, with the same variants. Readers see the one or the other; they wait as
     * they do for a load. The dataset may not be loaded meanwhile.
     *
     * @param dataset its name
     * @param layout that it gets
     * @return false if it has the layout already
     * @throws omega.genomics.postgres.load.LoadException if there is no such dataset, it has releases or indexes on INFO keys, a
     *     loader is at work on it, or the database refuses
     */
    public boolean convertVariants(String dataset, VariantLayout layout) {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(layout, "layout");
        return new DatasetConversion(dataSource, schema, dataset, layout).run();
    }

    /**
     * Starts to load lengths and base counts of the assembly's sequences.
     *
     * @param source a FASTA file, compressed or not, or its {@code .fai}
     * @return a loader to set up and run; the schema must be migrated
     */
    public FastaLoad loadFasta(InputSource source) {
        Objects.requireNonNull(source, "source");
        return FastaLoad.of(dataSource, schema, source);
    }

    /**
     * Starts to load names, aliases and descriptions of genes.
     *
     * @param format whose file it is, such as the HGNC's
     * @param source the file, compressed or not
     * @return a loader to set up and run; the schema must be migrated
     */
    public GeneInfoLoad loadGeneInfo(GeneInfoFormat format, InputSource source) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(source, "source");
        return GeneInfoLoad.of(dataSource, schema, format, source);
    }

    /**
     * Starts to load expression by gene and tissue.
     *
     * @param source a GCT file, 1.2 or 1.3, compressed or not
     * @return a loader to set up and run; the schema must be migrated
     */
    public ExpressionLoad loadExpression(InputSource source) {
        Objects.requireNonNull(source, "source");
        return ExpressionLoad.of(dataSource, schema, source);
    }

    /**
     * Starts to load rows that a program makes itself, in parts, by threads or processes, exactly once.
     *
     * @param table the table, {@code variants}
     * @return a plan to set up and begin; the schema must be migrated
     */
    public SinkPlan sink(String table) {
        Objects.requireNonNull(table, "table");
        return SinkPlan.of(dataSource, schema, table);
    }

    /**
     * Opens a sink that was begun elsewhere.
     *
     * @param id as {@link StagedSink#id()} gave it
     * @return the sink; closing it leaves it as it is
     */
    public StagedSink openSink(long id) {
        return StagedSink.open(dataSource, schema, id);
    }

    /**
     * Returns the datasets that were loaded.
     *
     * @return to list and to drop them
     */
    public DatasetCatalog datasets() {
        return DatasetCatalog.of(dataSource, schema);
    }

    /**
     * Starts to load GenAge human: genes related to ageing, and sets by evidence.
     *
     * @param source the file as the Human Ageing Genomic Resources export it
     * @return a loader to set up and run; the schema must be migrated
     */
    public HagrLoad loadGenAge(InputSource source) {
        Objects.requireNonNull(source, "source");
        return HagrLoad.genAge(dataSource, schema, source);
    }

    /**
     * Starts to load GenAge's model organisms, and sets by organism and influence.
     *
     * @param source the file as the Human Ageing Genomic Resources export it
     * @return a loader to set up and run; the schema must be migrated
     */
    public HagrLoad loadGenAgeModels(InputSource source) {
        Objects.requireNonNull(source, "source");
        return HagrLoad.genAgeModels(dataSource, schema, source);
    }

    /**
     * Starts to load DrugAge, builds 3 to 5, from which interventions are ranked.
     *
     * @param source the file as the Human Ageing Genomic Resources export it
     * @return a loader to set up and run; the schema must be migrated
     */
    public HagrLoad loadDrugAge(InputSource source) {
        Objects.requireNonNull(source, "source");
        return HagrLoad.drugAge(dataSource, schema, source);
    }

    /**
     * Starts to load LongevityMap: studies and annotations of variants, and sets by significance.
     *
     * @param source the file as the Human Ageing Genomic Resources export it
     * @return a loader to set up and run; the schema must be migrated
     */
    public HagrLoad loadLongevityMap(InputSource source) {
        Objects.requireNonNull(source, "source");
        return HagrLoad.longevityMap(dataSource, schema, source);
    }

    /**
     * Starts to load CellAge: genes of cellular senescence, and sets by effect.
     *
     * @param source the file as the Human Ageing Genomic Resources export it
     * @return a loader to set up and run; the schema must be migrated
     */
    public HagrLoad loadCellAge(InputSource source) {
        Objects.requireNonNull(source, "source");
        return HagrLoad.cellAge(dataSource, schema, source);
    }

    /**
     * Returns the questions about genes.
     *
     * @return to all datasets of the assembly
     */
    public GeneQueries genes() {
        return GeneQueries.of(questions, schema);
    }

    /**
     * Returns the questions about samples and their genotypes.
     *
     * @return to all datasets of variants that were loaded with genotypes
     */
    public CohortQueries cohorts() {
        return CohortQueries.of(questions, schema);
    }

    /**
     * Returns the questions about transcripts, exons and coding sequences.
     *
     * @return to all datasets of the assembly
     */
    public TranscriptQueries transcripts() {
        return TranscriptQueries.of(questions, schema);
    }

    /**
     * Returns the questions about variants in longevity and papers.
     *
     * @return to all datasets of the assembly
     */
    public LongevityQueries longevity() {
        return LongevityQueries.of(questions, schema);
    }

    /**
     * Returns the questions about compounds and what they did to lifespan.
     *
     * @return to all datasets of the assembly
     */
    public InterventionQueries interventions() {
        return InterventionQueries.of(questions, schema);
    }

    /**
     * Starts to add research data of one's own.
     *
     * @return a writer to the tables of trajectories, patterns, hypotheses and simulations
     */
    public ResearchWriter addResearch() {
        return ResearchWriter.of(dataSource, schema);
    }

    /**
     * Returns the questions about research data of one's own.
     *
     * @return to every study
     */
    public ResearchQueries research() {
        return ResearchQueries.of(dataSource, schema);
    }

    /**
     * Returns the questions about expression.
     *
     * @return to all datasets of the assembly
     */
    public ExpressionQueries expression() {
        return ExpressionQueries.of(questions, schema);
    }

    /**
     * Returns the vectors of genes: models, loading, making, indexing, clustering.
     *
     * @return the front door of that room
     */
    public GeneVectors vectors() {
        return GeneVectors.of(dataSource, schema);
    }

    /**
     * Asks which genes are near a gene, a vector or a text, by the only model there is.
     *
     * @return the questions; without pgvector they hold the vectors in memory until they are closed
     */
    public SimilarGenes similarGenes() {
        return SimilarGenes.of(dataSource, schema, Optional.empty());
    }

    /**
     * Asks which genes are near a gene, a vector or a text.
     *
     * @param model the model's name
     * @return the questions; without pgvector they hold the vectors in memory until they are closed
     */
    public SimilarGenes similarGenes(String model) {
        Objects.requireNonNull(model, "model");
        return SimilarGenes.of(dataSource, schema, Optional.of(model));
    }

    /**
     * Returns the questions about variants.
     *
     * @return to all datasets of the assembly
     */
    public VariantQueries variants() {
        VariantQueries known = variants;
        if (known == null) {
            known = VariantQueries.of(questions, schema);
            variants = known;
        }
        return known;
    }

    /**
     * Returns what finds the alleles that HGVS names mean, with the loaded genes. It says which transcript was counted along.
     *
     * @param genome the bases, with contigs named as they are stored
     * @return a resolver; it asks the database for each name on a transcript, gene or protein
     */
    public HgvsResolver hgvs(ReferenceSequence genome) {
        return hgvs().genome(Objects.requireNonNull(genome, "genome"));
    }

    /**
     * Returns what finds the alleles that HGVS names mean, with the loaded genes and without a genome: of substitutions of one base.
     *
     * @return a resolver; it asks the database for each name on a transcript, gene or protein
     */
    public HgvsResolver hgvs() {
        return HgvsGenes.resolver(new QueryContext(questions, schema));
    }

    /**
     * Returns values of a dataset of variants, for the variants of another one or of a file.
     *
     * @param dataset its name, such as {@code gnomad}
     * @param columns INFO keys, or {@code ID}, {@code QUAL} and {@code FILTER}, each perhaps with a new name: {@code AF:gnomAD_AF}
     * @return of the dataset
     * @throws IllegalArgumentException if a text is no column, there is none, or two have the same name
     */
    public VariantAnnotations annotations(String dataset, String... columns) {
        return VariantAnnotations.of(questions, schema, dataset, columns);
    }

    /**
     * Returns the queries of what differs between releases of a dataset of variants.
     *
     * @param dataset its name
     * @return to be asked since a release
     */
    public VariantChanges changes(String dataset) {
        return VariantChanges.of(questions, schema, dataset);
    }

    /**
     * Returns the queries of what differs between releases of a gene annotation.
     *
     * @param dataset its name, such as {@code ensembl}
     * @return to be asked since a release
     */
    public GeneChanges geneChanges(String dataset) {
        return GeneChanges.of(questions, schema, dataset);
    }

    /**
     * Returns the releases of a dataset of variants.
     *
     * @param dataset its name
     * @return to list, drop and prune them
     */
    public DatasetReleases releases(String dataset) {
        return DatasetReleases.of(dataSource, schema, "variants", dataset);
    }

    /**
     * Returns the releases of a dataset of genes.
     *
     * @param dataset its name
     * @return to be listed, dropped and pruned
     */
    public DatasetReleases geneReleases(String dataset) {
        return DatasetReleases.of(dataSource, schema, "genes", dataset);
    }

    /**
     * Returns the counts of variants that are kept ready.
     *
     * @return of all datasets of the assembly
     */
    public StatisticsQueries statistics() {
        return StatisticsQueries.of(dataSource, schema);
    }

    /**
     * Brings the counts of variants up to date; short for {@code statistics().refresh()}.
     *
     * @return how many datasets were counted
     */
    public int refreshStatistics() {
        return statistics().refresh();
    }
}
