package omega.genomics.postgres.query.studies;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How widely and how specifically a gene is expressed.
 *
 * @param datasetId the dataset it belongs to
 * @param geneId stable id without version
 * @param version of the id; empty if the file has none
 * @param symbol as the file has it; empty if it has none
 * @param measured tissues with a value
 * @param breadth tissues with a median of at least 1
 * @param topTissue the tissue with the highest median; empty if nothing is measured
 * @param topOrgan the organ of that tissue
 * @param topValue the median there
 * @param nextOrganValue the highest median of any other organ; empty if there is none
 * @param tau 0: the same in every organ; 1: one organ only; empty for fewer than two organs or no expression
 */
public record GeneProfile(
        int datasetId,
        String geneId,
        OptionalInt version,
        Optional<String> symbol,
        int measured,
        int breadth,
        Optional<String> topTissue,
        Optional<String> topOrgan,
        OptionalDouble topValue,
        OptionalDouble nextOrganValue,
        OptionalDouble tau) {
    /** Creates a record; nothing in it may be null. */
    public GeneProfile {
        Objects.requireNonNull(geneId, "geneId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(topTissue, "topTissue");
        Objects.requireNonNull(topOrgan, "topOrgan");
        Objects.requireNonNull(topValue, "topValue");
        Objects.requireNonNull(nextOrganValue, "nextOrganValue");
        Objects.requireNonNull(tau, "tau");
    }
}
