package omega.genomics.postgres.query.studies;

import java.util.Objects;
import java.util.Optional;
import omega.genomics.expression.SampleStatistics;

/**
 * Expression of one gene in one tissue.
 *
 * @param datasetId the dataset it belongs to
 * @param geneId stable id without version
 * @param symbol as the file has it, at the time of the file; empty if it has none
 * @param tissue as the file names it
 * @param organ what the tissue is part of
 * @param unit of the values, commonly {@code TPM}
 * @param median of the samples
 * @param samples what the samples came to; empty where the file has medians only
 */
public record StoredExpression(
        int datasetId,
        String geneId,
        Optional<String> symbol,
        String tissue,
        String organ,
        String unit,
        double median,
        Optional<SampleStatistics> samples) {
    /** Creates a record; nothing in it may be null. */
    public StoredExpression {
        Objects.requireNonNull(geneId, "geneId");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(tissue, "tissue");
        Objects.requireNonNull(organ, "organ");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(samples, "samples");
    }
}
