package omega.genomics.service;

import java.util.List;
import omega.genomics.Region;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.ResultPage;
import omega.genomics.postgres.query.genes.StoredGene;
import omega.genomics.service.Json.GeneJson;
import omega.genomics.service.Json.MemberJson;
import omega.genomics.service.Json.PageJson;
import omega.genomics.service.Json.TranscriptJson;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Genes and transcripts. */
@RestController
@RequestMapping("/api")
class GeneController {
    private final AssemblyDatabase assembly;
    private final Datasets datasets;
    private final Requests requests;

    GeneController(AssemblyDatabase assembly, Datasets datasets, Requests requests) {
        this.assembly = assembly;
        this.datasets = datasets;
        this.requests = requests;
    }

    /** Genes by symbol, alias or stable id: several where the name is not unique. */
    @GetMapping("/genes/{name}")
    List<GeneJson> named(@PathVariable String name) {
        return json(assembly.genes().named(requests.name("name", name)));
    }

    /** Genes that share a base with a region, by start. */
    @GetMapping(path = "/genes", params = "region")
    PageJson<GeneJson> overlapping(
            @RequestParam String region,
            @RequestParam(required = false) @Nullable String biotype,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (offset < 0) {
            throw new BadRequestException("offset", "expected 0 or more, found " + offset);
        }
        Region where = requests.region(region);
        int size = requests.pageSize(limit);
        ResultPage<StoredGene> page = (biotype == null
                        ? assembly.genes().overlapping(where)
                        : assembly.genes().overlapping(where, requests.name("biotype", biotype)))
                .page(offset, size);
        return new PageJson<>(
                json(page.rows()),
                page.next().isEmpty() ? null : Links.next("offset", page.next().getAsLong()));
    }

    /** The members of a gene set, with the genes that they stand for. */
    @GetMapping(path = "/genes", params = "set")
    List<MemberJson> ofSet(@RequestParam String set) {
        return assembly.genes().inSet(requests.name("set", set)).stream()
                .map(member -> new MemberJson(member.symbol(), json(member.genes())))
                .toList();
    }

    /** The names of the gene sets. */
    @GetMapping("/sets")
    List<String> sets() {
        return assembly.genes().sets();
    }

    /** The transcripts of a gene. */
    @GetMapping("/genes/{name}/transcripts")
    List<TranscriptJson> transcripts(@PathVariable String name) {
        Datasets.Loaded loaded = datasets.loaded();
        return assembly.transcripts().ofGene(requests.name("name", name)).list().stream()
                .map(transcript -> TranscriptJson.of(transcript, loaded))
                .toList();
    }

    /** Transcripts by stable id. */
    @GetMapping("/transcripts/{id}")
    List<TranscriptJson> transcript(@PathVariable String id) {
        Datasets.Loaded loaded = datasets.loaded();
        return assembly.transcripts().withId(requests.name("id", id)).list().stream()
                .map(transcript -> TranscriptJson.of(transcript, loaded))
                .toList();
    }

    private List<GeneJson> json(List<StoredGene> genes) {
        Datasets.Loaded loaded = datasets.loaded();
        return genes.stream().map(gene -> GeneJson.of(gene, loaded)).toList();
    }
}
