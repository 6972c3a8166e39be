package omega.genomics.cli.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.cli.Output;
import omega.genomics.postgres.vector.ClusterRun;
import omega.genomics.postgres.vector.EmbeddingReport;
import omega.genomics.postgres.vector.GeneCluster;
import omega.genomics.postgres.vector.IndexReport;
import omega.genomics.postgres.vector.SimilarGene;

/** Vectors as answers, with the keys that scripts rely on. */
public final class VectorAnswers {
    private VectorAnswers() {}

    public static Map<String, Object> of(EmbeddingReport report, Optional<IndexReport> index) {
        Map<String, Object> answer = Output.document();
        answer.put("model", report.model());
        answer.put("dimension", report.dimension());
        answer.put("storage", report.storage());
        answer.put("state", report.unchanged() ? "unchanged" : "done");
        answer.put("vectors_read", report.read());
        answer.put("vectors_stored", report.stored());
        answer.put("vectors_kept", report.kept());
        answer.put("duplicates", report.duplicates());
        answer.put("removed", report.removed());
        answer.put("unknown_genes", report.unknown());
        answer.put("seconds", Output.rounded(report.elapsed().toNanos() / 1e9, 3));
        index.ifPresent(built -> {
            answer.put("index_bytes", built.bytes());
            answer.put("index_seconds", Output.rounded(built.elapsed().toNanos() / 1e9, 3));
        });
        return answer;
    }

    public static List<Map<String, Object>> of(List<SimilarGene> genes) {
        return genes.stream()
                .map(gene -> {
                    Map<String, Object> row = Output.document();
                    row.put("gene_id", gene.geneId());
                    row.put("gene_name", gene.name());
                    row.put("biotype", gene.biotype());
                    row.put("distance", Output.rounded(gene.distance(), 6));
                    return row;
                })
                .toList();
    }

    public static Map<String, Object> of(ClusterRun run) {
        Map<String, Object> answer = Output.document();
        answer.put("model", run.model());
        answer.put("run_id", run.id());
        answer.put("k", run.k());
        answer.put("gene_type", run.geneType());
        answer.put("seed", run.seed());
        answer.put("iterations", run.iterations());
        answer.put("converged", run.converged());
        answer.put("inertia", Output.rounded(run.inertia(), 6));
        answer.put("is_current", run.isCurrent());
        return answer;
    }

    public static Map<String, Object> of(GeneCluster gene) {
        Map<String, Object> row = Output.document();
        row.put("gene_id", gene.geneId());
        row.put("gene_name", gene.name());
        row.put("cluster", gene.cluster());
        row.put("distance", Output.rounded(gene.distance(), 6));
        return row;
    }
}
