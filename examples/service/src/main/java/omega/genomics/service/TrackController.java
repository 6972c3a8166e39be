package omega.genomics.service;

import java.util.List;
import java.util.Locale;
import omega.genomics.consequence.Impact;
import omega.genomics.model.Gene;
import omega.genomics.plot.GeneMark;
import omega.genomics.plot.GenePlot;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.variants.StoredVariant;
import omega.genomics.postgres.query.variants.VariantPage;
import omega.genomics.postgres.query.variants.VariantQueries;
import omega.genomics.vcf.source.ClinicalSignificance;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The picture of a gene. */
@RestController
class TrackController {
    private static final int MOST_MARKS = 1000;

    private final AssemblyDatabase assembly;
    private final Requests requests;

    TrackController(AssemblyDatabase assembly, Requests requests) {
        this.assembly = assembly;
        this.requests = requests;
    }

    /** Transcripts with stored variants above them; of more than a thousand variants, only those that are likely to matter. */
    @GetMapping(path = "/api/genes/{name}/track.svg", produces = "image/svg+xml")
    String track(@PathVariable String name, @RequestParam(defaultValue = "960") int width) {
        if (width < 400 || width > 2000) {
            throw new BadRequestException("width", "expected 400 to 2000 pixels, found " + width);
        }
        Gene gene = assembly.genes().models(requests.name("name", name)).get(0);
        VariantQueries inGene = assembly.variants().overlapping(gene.region());
        VariantPage page = inGene.page(MOST_MARKS);
        if (page.next().isPresent()) {
            VariantPage clinical = inGene.significance(
                            ClinicalSignificance.PATHOGENIC, ClinicalSignificance.LIKELY_PATHOGENIC)
                    .page(MOST_MARKS);
            page = clinical.variants().isEmpty() ? inGene.impact(Impact.HIGH).page(MOST_MARKS) : clinical;
        }
        List<StoredVariant> shown = page.variants();
        boolean isClinical = shown.stream()
                .anyMatch(variant -> variant.clinicalSignificance().isPresent());
        return GenePlot.of(gene)
                .width(width)
                .marks(shown.stream()
                        .filter(variant -> variant.position() > 0)
                        .map(variant -> mark(variant, isClinical))
                        .toList())
                .draw()
                .toAdaptiveSvg();
    }

    private static GeneMark mark(StoredVariant variant, boolean isClinical) {
        String label =
                variant.rsNumber().isPresent() ? "rs" + variant.rsNumber().getAsLong() : "";
        return new GeneMark(variant.position(), label, isClinical ? significance(variant) : impact(variant));
    }

    /** The categories that the plot has colours for. */
    private static String significance(StoredVariant variant) {
        return variant.clinicalSignificance()
                .map(each -> switch (each) {
                    case PATHOGENIC, LIKELY_PATHOGENIC, UNCERTAIN_SIGNIFICANCE, LIKELY_BENIGN, BENIGN, CONFLICTING ->
                        each.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                    default -> "other";
                })
                .orElse("other");
    }

    private static String impact(StoredVariant variant) {
        return variant.impact()
                .map(each -> each == Impact.MODIFIER ? "modifier" : each.name().toLowerCase(Locale.ROOT) + " impact")
                .orElse("other");
    }
}
