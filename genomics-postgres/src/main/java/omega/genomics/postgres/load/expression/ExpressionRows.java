package omega.genomics.postgres.load.expression;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import omega.genomics.expression.ExpressionProfile;
import omega.genomics.expression.GeneId;
import omega.genomics.expression.SampleStatistics;
import omega.genomics.expression.Tissue;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;

/** Writes rows of a matrix as rows of the three tables of expression, keys counted up. */
final class ExpressionRows {
    static final Map<String, String> COLUMNS = columns();

    private final int datasetId;
    private final TissueColumns columns;
    private final int[] organs;
    private final List<String> organNames;
    private final BinaryCopyWriter genes;
    private final BinaryCopyWriter expression;
    private final double[] medians;
    private int geneKey;

    ExpressionRows(int datasetId, TissueColumns columns, String unit, Map<String, StagedTable> tables) {
        this.datasetId = datasetId;
        this.columns = columns;
        organs = columns.organs();
        organNames = columns.organNames();
        genes = table(tables, "expression_genes");
        expression = table(tables, "gene_expression");
        medians = new double[columns.tissues().size()];
        writeTissues(table(tables, "tissues"), unit);
    }

    private static BinaryCopyWriter table(Map<String, StagedTable> tables, String name) {
        return Objects.requireNonNull(tables.get(name), name).rows();
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("tissues", "dataset_id, tissue_key, tissue, organ, unit, sample_count");
        columns.put(
                "expression_genes",
                "dataset_id, gene_key, gene_id, gene_version, written_id, symbol, measured, breadth, top_tissue,"
                        + " top_organ, top_value, next_organ_value, tau");
        columns.put("gene_expression", "dataset_id, gene_key, tissue_key, median, mean, sd, q1, q3, n, share_above_1");
        return Collections.unmodifiableMap(columns);
    }

    private void writeTissues(BinaryCopyWriter rows, String unit) {
        for (int i = 0; i < columns.tissues().size(); i++) {
            Tissue tissue = columns.tissues().get(i);
            rows.startRow(6);
            rows.putInt(datasetId);
            rows.putInt(i + 1);
            rows.putText(tissue.name());
            rows.putText(tissue.organ());
            rows.putText(unit);
            if (columns.isSummedUp()) {
                rows.putInt(columns.sampleCount(i));
            } else {
                rows.putNull();
            }
        }
    }

    int genes() {
        return geneKey;
    }

    void write(String written, GeneId id, @Nullable String symbol, double[] row) {
        geneKey++;
        for (int i = 0; i < medians.length; i++) {
            medians[i] = columns.isSummedUp() ? writeSamples(i, row) : writeMedian(i, columns.value(i, row));
        }
        writeGene(written, id, symbol, ExpressionProfile.of(medians, organs));
    }

    private double writeMedian(int tissue, double median) {
        if (!Double.isNaN(median)) {
            startRow(tissue, median);
            for (int i = 0; i < 6; i++) {
                expression.putNull();
            }
        }
        return median;
    }

    private double writeSamples(int tissue, double[] row) {
        SampleStatistics samples = columns.statistics(tissue, row);
        if (samples == null) {
            return Double.NaN;
        }
        startRow(tissue, samples.median());
        expression.putDouble(samples.mean());
        expression.put(samples.sd());
        expression.putDouble(samples.q1());
        expression.putDouble(samples.q3());
        expression.putInt(samples.n());
        expression.putDouble(samples.shareAboveOne());
        return samples.median();
    }

    private void startRow(int tissue, double median) {
        expression.startRow(10);
        expression.putInt(datasetId);
        expression.putInt(geneKey);
        expression.putInt(tissue + 1);
        expression.putDouble(median);
    }

    private void writeGene(String written, GeneId id, @Nullable String symbol, ExpressionProfile profile) {
        genes.startRow(13);
        genes.putInt(datasetId);
        genes.putInt(geneKey);
        genes.putText(id.id());
        genes.put(id.version());
        genes.putText(written.equals(id.id()) ? null : written);
        genes.putText(symbol);
        genes.putInt(profile.measured());
        genes.putInt(profile.breadth());
        boolean isMeasured = profile.topTissue() >= 0;
        genes.putText(isMeasured ? columns.tissues().get(profile.topTissue()).name() : null);
        genes.putText(isMeasured ? organNames.get(profile.topOrgan()) : null);
        genes.put(isMeasured ? OptionalDouble.of(profile.top()) : OptionalDouble.empty());
        genes.put(profile.nextOrganValue());
        genes.put(profile.tau());
    }
}
