package omega.genomics.service;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.variants.StatisticsQueries;
import omega.genomics.postgres.query.variants.VariantStatistics;
import omega.genomics.postgres.vector.SimilarGenes;
import omega.genomics.service.Json.DatasetJson;
import omega.genomics.service.Json.ExpressionJson;
import omega.genomics.service.Json.SimilarJson;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Expression, similar genes, and what is loaded. */
@RestController
@RequestMapping("/api")
class StudyController {
    private final AssemblyDatabase assembly;
    private final SimilarGenes similar;
    private final Datasets datasets;
    private final Requests requests;

    StudyController(AssemblyDatabase assembly, SimilarGenes similar, Datasets datasets, Requests requests) {
        this.assembly = assembly;
        this.similar = similar;
        this.datasets = datasets;
        this.requests = requests;
    }

    /** Counts of a dataset on a contig. */
    record StatisticsJson(
            String dataset,
            String chromosome,
            long records,
            long alleles,
            long passing,
            @Nullable Double tiTv,
            Map<String, Long> types,
            Map<String, Long> consequences) {
        static StatisticsJson of(VariantStatistics of) {
            Map<String, Long> types = new TreeMap<>();
            of.types().forEach((type, count) -> types.put(type.name(), count));
            return new StatisticsJson(
                    of.dataset(),
                    of.contig(),
                    of.records(),
                    of.alleles(),
                    of.passing(),
                    of.tiTv().isPresent() ? of.tiTv().getAsDouble() : null,
                    types,
                    new TreeMap<>(of.consequences()));
        }
    }

    /** The tissues in which a gene is expressed, highest median first. */
    @GetMapping("/genes/{name}/expression")
    List<ExpressionJson> expression(@PathVariable String name) {
        Datasets.Loaded loaded = datasets.loaded();
        return assembly.expression().ofGene(requests.name("name", name)).list().stream()
                .map(row -> ExpressionJson.of(row, loaded))
                .toList();
    }

    /** The genes whose vectors are nearest, by 1 − cosine. */
    @GetMapping("/genes/{name}/similar")
    List<SimilarJson> similar(@PathVariable String name, @RequestParam(defaultValue = "10") int limit) {
        return similar.to(requests.name("name", name)).limit(requests.similar(limit)).list().stream()
                .map(SimilarJson::of)
                .toList();
    }

    /** What is loaded. */
    @GetMapping("/datasets")
    List<DatasetJson> datasets() {
        return datasets.loaded().list().stream().map(DatasetJson::of).toList();
    }

    /** Counts of variants by dataset and contig, of the last time that they were refreshed. */
    @GetMapping("/statistics")
    List<StatisticsJson> statistics(@RequestParam(required = false) @Nullable String dataset) {
        StatisticsQueries all = assembly.statistics();
        return (dataset == null ? all : all.in(requests.name("dataset", dataset)))
                .byContig().stream().map(StatisticsJson::of).toList();
    }
}
