package omega.genomics.postgres.query.genes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.model.Gene;
import org.jooq.DSLContext;

/** Puts whole genes together from the rows of five tables, a page of genes at a time. */
final class GeneModels {
    /** So many that a statement costs nothing beside its rows, and so few that a page takes some megabytes. */
    static final int PAGE = 500;

    private final DSLContext context;

    /** Reads within one transaction that keeps the dataset from being switched: see {@link omega.genomics.postgres.query.QueryContext#inOneState}. */
    GeneModels(DSLContext context) {
        this.context = context;
    }

    /** Hands over the genes whole, in their order, with a page of them in memory. */
    void forEach(Stream<StoredGene> genes, Consumer<? super Gene> action) {
        List<StoredGene> page = new ArrayList<>(PAGE);
        for (Iterator<StoredGene> rest = genes.iterator(); rest.hasNext(); ) {
            page.add(rest.next());
            if (page.size() == PAGE || !rest.hasNext()) {
                handOver(page, action);
                page.clear();
            }
        }
    }

    private void handOver(List<StoredGene> page, Consumer<? super Gene> action) {
        Map<Integer, TranscriptsOfGenes> parts = new HashMap<>();
        page.stream()
                .collect(Collectors.groupingBy(StoredGene::datasetId))
                .forEach((dataset, genes) -> parts.put(dataset, TranscriptsOfGenes.read(context, dataset, genes)));
        for (StoredGene gene : page) {
            action.accept(gene(gene, Objects.requireNonNull(parts.get(gene.datasetId()))));
        }
    }

    private static Gene gene(StoredGene stored, TranscriptsOfGenes parts) {
        Gene.Builder gene = Gene.builder(stored.id(), stored.contig(), stored.start(), stored.end(), stored.strand())
                .writtenId(stored.writtenId())
                .name(stored.name().orElse(null))
                .biotype(stored.biotype().orElse(null))
                .type(stored.type())
                .source(stored.source())
                .attributes(stored.attributes())
                .derived(stored.isDerived());
        stored.version().ifPresent(gene::version);
        return gene.addAll(parts.of(stored)).build();
    }
}
