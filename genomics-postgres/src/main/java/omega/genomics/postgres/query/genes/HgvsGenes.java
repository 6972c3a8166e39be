package omega.genomics.postgres.query.genes;

import static omega.genomics.postgres.jooq.Tables.CODING_SEQUENCES;
import static omega.genomics.postgres.jooq.Tables.TRANSCRIPTS;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import omega.genomics.contig.Assembly;
import omega.genomics.hgvs.HgvsResolver;
import omega.genomics.model.Gene;
import omega.genomics.postgres.jooq.tables.Genes;
import omega.genomics.postgres.query.QueryContext;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The loaded genes that names of HGVS refer to. */
public final class HgvsGenes {
    private final QueryContext asking;

    private HgvsGenes(QueryContext asking) {
        this.asking = asking;
    }

    /**
     * Makes a resolver over the loaded genes.
     *
     * @param asking asks the assembly
     * @return a resolver without a genome
     */
    public static HgvsResolver resolver(QueryContext asking) {
        Objects.requireNonNull(asking, "asking");
        Assembly assembly = Assembly.named(asking.schema()).orElseGet(() -> Assembly.of(asking.schema(), List.of()));
        return HgvsResolver.of(assembly, new HgvsGenes(asking)::meant);
    }

    /** Returns the genes with a transcript or a protein of this id, with version or without; otherwise those of this name. */
    private List<Gene> meant(String name) {
        return asking.inOneState(context -> {
            List<StoredGene> found = genes(context, withTranscript(name));
            if (found.isEmpty()) {
                found = genes(context, withProtein(name));
            }
            if (found.isEmpty()) {
                found = new NameResolution(asking, id -> noCondition())
                        .resolve(context, List.of(name))
                        .get(0)
                        .genes();
            }
            List<Gene> models = new ArrayList<>();
            try (Stream<StoredGene> rows = found.stream()) {
                new GeneModels(context).forEach(rows, models::add);
            }
            return List.copyOf(models);
        });
    }

    private static List<StoredGene> genes(DSLContext context, Condition which) {
        return context.select(GeneColumns.ALL)
                .from(Genes.GENES)
                .where(which)
                .orderBy(Genes.GENES.DATASET_ID, Genes.GENES.GENE_KEY)
                .fetch(GeneColumns::read);
    }

    private static Condition withTranscript(String id) {
        return row(Genes.GENES.DATASET_ID, Genes.GENES.GENE_KEY)
                .in(select(TRANSCRIPTS.DATASET_ID, TRANSCRIPTS.GENE_KEY)
                        .from(TRANSCRIPTS)
                        .where(StableId.is(
                                TRANSCRIPTS,
                                TRANSCRIPTS.TRANSCRIPT_ID,
                                TRANSCRIPTS.TRANSCRIPT_VERSION,
                                id,
                                any -> noCondition())));
    }

    private static Condition withProtein(String id) {
        int dot = id.lastIndexOf('.');
        String bare = dot > 0 ? id.substring(0, dot) : id;
        return row(Genes.GENES.DATASET_ID, Genes.GENES.GENE_KEY)
                .in(select(TRANSCRIPTS.DATASET_ID, TRANSCRIPTS.GENE_KEY)
                        .from(CODING_SEQUENCES)
                        .join(TRANSCRIPTS)
                        .on(TRANSCRIPTS.DATASET_ID.eq(CODING_SEQUENCES.DATASET_ID))
                        .and(TRANSCRIPTS.TRANSCRIPT_KEY.eq(CODING_SEQUENCES.TRANSCRIPT_KEY))
                        .where(CODING_SEQUENCES.PROTEIN_ID.in(id, bare)));
    }
}
