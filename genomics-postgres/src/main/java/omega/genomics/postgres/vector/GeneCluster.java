package omega.genomics.postgres.vector;

import java.util.Objects;
import java.util.Optional;

/**
 * A gene in its cluster.
 *
 * @param geneId stable id without version
 * @param name symbol; empty if it had none
 * @param cluster from 0, the largest cluster first
 * @param distance to the cluster's centroid: 1 − cosine
 */
public record GeneCluster(String geneId, Optional<String> name, int cluster, double distance) {
    /** Creates a record; nothing in it may be null. */
    public GeneCluster {
        Objects.requireNonNull(geneId, "geneId");
        Objects.requireNonNull(name, "name");
    }
}
