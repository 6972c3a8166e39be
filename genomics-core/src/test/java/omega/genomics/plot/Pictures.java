package omega.genomics.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.gtf.GeneModelAssembler;
import omega.genomics.gtf.GtfReader;
import omega.genomics.model.Gene;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;

/** The pictures of the documentation, by name, from {@code docs/sample} or numbers of a seed. */
final class Pictures {
    static final Path DOCS = Path.of("..", "docs");
    private static final Path SAMPLE = DOCS.resolve("sample");

    private Pictures() {}

    static Map<String, Plot> all() throws IOException {
        Map<String, Plot> pictures = new LinkedHashMap<>();
        pictures.put("gene", GenePlot.of(gene("BRCA2")).variants(variants()).title("BRCA2, made-up variants"));
        return pictures;
    }

    static Gene gene(String name) throws IOException {
        try (GtfReader reader = GtfReader.open(SAMPLE.resolve("sample.gtf"))) {
            return GeneModelAssembler.assemble(reader).genesNamed(name).get(0);
        }
    }

    static List<Variant> variants() throws IOException {
        try (VcfReader reader = VcfReader.open(SAMPLE.resolve("brca2.vcf"))) {
            return reader.stream().toList();
        }
    }
}
