package omega.genomics.service;

import java.util.List;
import omega.genomics.Region;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.service.Json.AnnotationJson;
import omega.genomics.service.Json.ConsequenceJson;
import omega.genomics.service.Json.VariantJson;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What variants do to the transcripts of the loaded annotation, whether or not they are stored. */
@RestController
@RequestMapping("/api/annotate")
class AnnotateController {
    /** Up to which distance a variant is upstream or downstream of a gene, as in the annotator. */
    private static final int DISTANCE = 5000;

    private final AssemblyDatabase assembly;
    private final Datasets datasets;
    private final Requests requests;

    AnnotateController(AssemblyDatabase assembly, Datasets datasets, Requests requests) {
        this.assembly = assembly;
        this.datasets = datasets;
        this.requests = requests;
    }

    /** The consequences of one variant for every transcript, and what the database has of it. */
    @GetMapping("/{variant}")
    AnnotationJson annotate(@PathVariable String variant) {
        Requests.Place place = requests.variant(variant);
        Region around = new Region(
                place.contig(),
                Math.max(1, place.position() - DISTANCE),
                place.position() + place.ref().length() + DISTANCE);
        List<Gene> genes = assembly.genes().models(around);
        String contig = genes.isEmpty() ? place.contig() : genes.get(0).contig();
        List<ConsequenceJson> consequences = ConsequenceAnnotator.builder(genes)
                .distance(DISTANCE)
                .build()
                .annotate(contig, place.position(), place.ref(), place.alt())
                .map(ConsequenceJson::all)
                .orElse(List.of());
        Datasets.Loaded loaded = datasets.loaded();
        List<VariantJson> stored =
                assembly.variants().at(place.contig(), place.position(), place.ref(), place.alt()).list().stream()
                        .map(each -> VariantJson.of(each, loaded))
                        .toList();
        return new AnnotationJson(
                place.name(), contig, place.position(), place.ref(), place.alt(), consequences, stored);
    }
}
