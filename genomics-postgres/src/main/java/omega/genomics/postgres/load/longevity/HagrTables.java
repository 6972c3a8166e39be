package omega.genomics.postgres.load.longevity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import omega.genomics.longevity.hagr.GenAgeGene;
import omega.genomics.longevity.hagr.HagrFormat;
import omega.genomics.longevity.hagr.LifespanExperiment;
import omega.genomics.longevity.hagr.LongevityAssociation;
import omega.genomics.longevity.hagr.ModelGene;
import omega.genomics.longevity.hagr.SenescenceGene;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.stage.StagedTable;

/** The tables of the Human Ageing Genomic Resources as rows of ours. */
final class HagrTables {
    private static final String GENAGE_COLUMNS = "dataset_id, gene_key, genage_id, organism, symbol, name, entrez_id,"
            + " uniprot, evidence, average_change, lifespan_effect, longevity_influence";

    static final HagrTable<GenAgeGene> GENAGE_HUMAN = new HagrTable<>(
            "genage",
            HagrFormat.GENAGE_HUMAN,
            Map.of("genage_genes", GENAGE_COLUMNS),
            HagrTables::write,
            "",
            "SELECT '' AS part, symbol, gene_key AS place FROM genage_genes WHERE dataset_id = ?"
                    + " UNION ALL SELECT '/' || e, symbol, gene_key FROM genage_genes, unnest(evidence) e"
                    + " WHERE dataset_id = ?");

    static final HagrTable<ModelGene> GENAGE_MODELS = new HagrTable<>(
            "genage-models",
            HagrFormat.GENAGE_MODELS,
            Map.of("genage_genes", GENAGE_COLUMNS),
            HagrTables::write,
            "",
            "SELECT '/' || replace(lower(organism), ' ', '-') AS part, symbol, gene_key AS place FROM genage_genes"
                    + " WHERE dataset_id = ? UNION ALL SELECT '/' || replace(lower(organism), ' ', '-') || '/' ||"
                    + " replace(lower(longevity_influence), ' ', '-'), symbol, gene_key FROM genage_genes"
                    + " WHERE longevity_influence IS NOT NULL AND dataset_id = ?");

    static final HagrTable<LifespanExperiment> DRUGAGE = new HagrTable<>(
            "drugage",
            HagrFormat.DRUGAGE,
            Map.of(
                    "lifespan_experiments",
                    "dataset_id, experiment_key, compound, cas_number, species, strain, dosage, age_at_initiation,"
                            + " treatment_duration, average_change, average_significance, maximum_change,"
                            + " maximum_significance, gender, weight_change, weight_significance, itp, pmid"),
            HagrTables::write,
            "SELECT pmid FROM lifespan_experiments WHERE dataset_id = ?",
            "");

    static final HagrTable<LongevityAssociation> LONGEVITY_MAP = new HagrTable<>(
            "longevitymap",
            HagrFormat.LONGEVITY_MAP,
            longevityColumns(),
            HagrTables::write,
            "SELECT pmid FROM longevity_associations WHERE dataset_id = ?",
            "SELECT '' AS part, g AS symbol, association_key AS place FROM longevity_associations, unnest(genes) g"
                    + " WHERE dataset_id = ? UNION ALL SELECT '/' || significance, g, association_key"
                    + " FROM longevity_associations, unnest(genes) g"
                    + " WHERE significance <> 'not_reported' AND dataset_id = ?");

    static final HagrTable<SenescenceGene> CELLAGE = new HagrTable<>(
            "cellage",
            HagrFormat.CELLAGE,
            Map.of(
                    "cellage_genes",
                    "dataset_id, gene_key, symbol, name, entrez_id, cancer_cell, senescence_type, effect,"
                            + " reference_ids"),
            HagrTables::write,
            "SELECT r::int FROM cellage_genes, unnest(reference_ids) r WHERE r ~ '^[1-9][0-9]{0,8}$' AND dataset_id = ?",
            "SELECT '' AS part, symbol, gene_key AS place FROM cellage_genes WHERE dataset_id = ?"
                    + " UNION ALL SELECT '/' || effect, symbol, gene_key FROM cellage_genes WHERE dataset_id = ?");

    private HagrTables() {}

    private static Map<String, String> longevityColumns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(
                "longevity_associations",
                "dataset_id, association_key, source_id, significance, population, variants, genes, pmid");
        columns.put(
                "variant_annotations",
                "dataset_id, association_key, variant_number, variant, rs_id, longevity_effect, population, genes,"
                        + " pmid");
        return Collections.unmodifiableMap(columns);
    }

    private static BinaryCopyWriter start(
            Map<String, StagedTable> tables, String name, int columns, int datasetId, int key) {
        BinaryCopyWriter row = Objects.requireNonNull(tables.get(name), name).rows();
        row.startRow(columns);
        row.putInt(datasetId);
        row.putInt(key);
        return row;
    }

    private static void write(int datasetId, int key, GenAgeGene gene, Map<String, StagedTable> tables) {
        BinaryCopyWriter row = start(tables, "genage_genes", 12, datasetId, key);
        row.putInt(gene.id());
        row.putText("Homo sapiens");
        row.putText(gene.symbol());
        row.putText(gene.name());
        row.put(gene.entrezId());
        row.put(gene.uniprot());
        row.putTexts(gene.evidence());
        row.putNull();
        row.putNull();
        row.putNull();
    }

    private static void write(int datasetId, int key, ModelGene gene, Map<String, StagedTable> tables) {
        BinaryCopyWriter row = start(tables, "genage_genes", 12, datasetId, key);
        row.putInt(gene.id());
        row.putText(gene.organism());
        row.putText(gene.symbol());
        row.putText(gene.name());
        row.put(gene.entrezId());
        row.putNull();
        row.putTexts(List.of());
        row.put(gene.averageLifespanChange());
        row.put(gene.lifespanEffect());
        row.put(gene.longevityInfluence());
    }

    private static void write(int datasetId, int key, LifespanExperiment done, Map<String, StagedTable> tables) {
        BinaryCopyWriter row = start(tables, "lifespan_experiments", 18, datasetId, key);
        row.putText(done.compound());
        row.put(done.casNumber());
        row.putText(done.species());
        row.put(done.strain());
        row.put(done.dosage());
        row.put(done.ageAtInitiation());
        row.put(done.treatmentDuration());
        row.put(done.averageChange());
        row.putText(lower(done.averageSignificance()));
        row.put(done.maximumChange());
        row.putText(lower(done.maximumSignificance()));
        row.put(done.gender());
        row.put(done.weightChange());
        row.putText(lower(done.weightSignificance()));
        row.putBoolean(done.isItp());
        row.put(done.pubmedId());
    }

    private static void write(int datasetId, int key, LongevityAssociation study, Map<String, StagedTable> tables) {
        String population = study.population().isEmpty() ? null : study.population();
        BinaryCopyWriter row = start(tables, "longevity_associations", 8, datasetId, key);
        row.putText(study.id());
        row.putText(lower(study.significance()));
        row.putText(population);
        row.putTexts(study.variants());
        row.putTexts(study.genes());
        row.put(study.pubmedId());
        int number = 0;
        for (String variant : study.variants()) {
            BinaryCopyWriter of = start(tables, "variant_annotations", 9, datasetId, key);
            of.putInt(++number);
            of.putText(variant);
            of.putText(LongevityAssociation.isRsId(variant) ? variant : null);
            of.putText(lower(study.significance()));
            of.putText(population);
            of.putTexts(study.genes());
            of.put(study.pubmedId());
        }
    }

    private static void write(int datasetId, int key, SenescenceGene gene, Map<String, StagedTable> tables) {
        BinaryCopyWriter row = start(tables, "cellage_genes", 9, datasetId, key);
        row.putText(gene.symbol());
        row.put(gene.name());
        row.put(gene.entrezId());
        row.putBoolean(gene.isCancerCell());
        row.put(gene.senescenceType());
        row.putText(lower(gene.effect()));
        row.putTexts(gene.references());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
