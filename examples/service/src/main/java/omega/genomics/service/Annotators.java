package omega.genomics.service;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import omega.genomics.Region;
import omega.genomics.consequence.ConsequenceAnnotator;
import omega.genomics.consequence.VariantConsequences;
import omega.genomics.model.Gene;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.query.UnknownNameException;
import org.springframework.stereotype.Component;

/** Annotators of whole contigs, made when a file needs one, and given up when memory is short. */
@Component
class Annotators {
    /** Up to which distance a variant is upstream or downstream of a gene, as in the annotator. */
    static final int DISTANCE = 5000;

    /** Before the first record. */
    static final OfContig NONE =
            new OfContig("", "", ConsequenceAnnotator.builder(List.of()).build());

    private final AssemblyDatabase assembly;
    private final Datasets datasets;
    private final Map<String, SoftReference<OfContig>> kept = new ConcurrentHashMap<>();

    Annotators(AssemblyDatabase assembly, Datasets datasets) {
        this.assembly = assembly;
        this.datasets = datasets;
    }

    /** Annotates alleles of one contig, whatever a file calls it. */
    record OfContig(String tag, String contig, ConsequenceAnnotator annotator) {
        Optional<VariantConsequences> annotate(int position, int end, String ref, String alt) {
            return annotator.annotate(contig, position, end, ref, alt);
        }
    }

    /** An annotator for one place, of the genes that can be near enough. */
    OfContig around(String contig, int position, int end) {
        return of("", contig, new Region(contig, Math.max(1, position - DISTANCE), end + DISTANCE));
    }

    /** An annotator for a contig; one without genes if the database does not know the contig. */
    OfContig of(String contig) {
        String tag = datasets.loaded().tag();
        SoftReference<OfContig> reference = kept.get(contig);
        OfContig found = reference == null ? null : reference.get();
        if (found == null || !found.tag().equals(tag)) {
            try {
                found = of(tag, contig, Region.whole(contig));
            } catch (UnknownNameException e) {
                return new OfContig(
                        tag, contig, ConsequenceAnnotator.builder(List.of()).build());
            }
            kept.put(contig, new SoftReference<>(found));
        }
        return found;
    }

    private OfContig of(String tag, String contig, Region region) {
        List<Gene> genes = assembly.genes().models(region);
        return new OfContig(
                tag,
                genes.isEmpty() ? contig : genes.get(0).contig(),
                ConsequenceAnnotator.builder(genes).distance(DISTANCE).build());
    }
}
