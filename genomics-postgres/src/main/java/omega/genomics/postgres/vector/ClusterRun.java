package omega.genomics.postgres.vector;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stored run of spherical k-means.
 *
 * @param id of the run
 * @param model the model's name
 * @param k how many clusters
 * @param geneType only genes of this biotype; empty for all
 * @param seed of the start
 * @param iterations how many were made
 * @param converged false if the limit of iterations ended it
 * @param inertia sum of the genes' distances to their centroids
 * @param repaired how often an empty cluster was given the farthest gene
 * @param isCurrent false if the vectors have changed since
 * @param createdAt when it was stored
 * @param genes every gene with its cluster, by cluster and distance
 */
public record ClusterRun(
        long id,
        String model,
        int k,
        Optional<String> geneType,
        long seed,
        int iterations,
        boolean converged,
        double inertia,
        int repaired,
        boolean isCurrent,
        OffsetDateTime createdAt,
        List<GeneCluster> genes) {
    /** Copies the genes. */
    public ClusterRun {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(geneType, "geneType");
        Objects.requireNonNull(genes, "genes");
        Objects.requireNonNull(createdAt, "createdAt");
        genes = List.copyOf(genes);
    }
}
