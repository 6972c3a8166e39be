package omega.genomics.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import omega.genomics.contig.Assembly;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.InputSource;
import omega.genomics.model.Gene;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.stats.VcfStatistics;

/** The pictures of the documentation, by name, from {@code docs/sample} or made-up numbers of a seed. */
final class Pictures {
    static final Path DOCS = Path.of("..", "docs");
    private static final Path SAMPLE = DOCS.resolve("sample");
    private static final List<String> TISSUES = List.of(
            "Adipose - Subcutaneous",
            "Adrenal Gland",
            "Artery - Aorta",
            "Brain - Cerebellum",
            "Brain - Cortex",
            "Colon - Sigmoid",
            "Heart - Left Ventricle",
            "Kidney - Cortex",
            "Liver",
            "Lung",
            "Muscle - Skeletal",
            "Nerve - Tibial",
            "Pancreas",
            "Skin - Sun Exposed (Lower leg)",
            "Spleen",
            "Testis",
            "Thyroid",
            "Whole Blood");

    private Pictures() {}

    static Map<String, Plot> all() throws IOException {
        Map<String, Plot> pictures = new LinkedHashMap<>();
        pictures.put(
                "gene",
                GenePlot.of(gene("BRCA2"))
                        .variants(variants())
                        .shortIntrons()
                        .title("BRCA2 with made-up variants and transcripts"));
        pictures.put("gene-to-scale", GenePlot.of(gene("BRCA2")).variants(variants()));
        pictures.put("gene-crowded", GenePlot.of(gene("TP53")).marks(crowd()).title("TP53 with 600 made-up variants"));
        pictures.put("density", DensityPlot.of(density()).title("Made-up variants"));
        pictures.put("frequency", FrequencyPlot.of(frequencies()).title("Made-up frequencies"));
        pictures.put("titv", SubstitutionPlot.of(statistics()));
        pictures.put(
                "expression",
                BarPlot.of(expression())
                        .title("KL by tissue")
                        .subtitle("made-up numbers")
                        .unit("median TPM")
                        .logarithmic()
                        .sorted()
                        .highlight("Kidney - Cortex", "Brain - Cerebellum", "Brain - Cortex"));
        pictures.put(
                "reclassified",
                FlowPlot.of(reclassified())
                        .title("Reclassified variants")
                        .subtitle("made-up numbers")
                        .between("2026-06-01", "2026-11-23")
                        .order("pathogenic", "likely pathogenic", "uncertain significance", "likely benign", "benign"));
        return pictures;
    }

    private static List<Flow> reclassified() {
        return List.of(
                new Flow("uncertain significance", "likely benign", 214),
                new Flow("uncertain significance", "likely pathogenic", 96),
                new Flow("uncertain significance", "benign", 41),
                new Flow("likely pathogenic", "pathogenic", 88),
                new Flow("likely pathogenic", "uncertain significance", 17),
                new Flow("likely benign", "benign", 63),
                new Flow("likely benign", "uncertain significance", 29),
                new Flow("pathogenic", "conflicting classifications", 9),
                new Flow("benign", "uncertain significance", 2));
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

    /** Most of them in exons. */
    private static List<GeneMark> crowd() throws IOException {
        Random random = new Random(53);
        List<String> classes =
                List.of("pathogenic", "likely pathogenic", "uncertain significance", "likely benign", "benign");
        List<GeneMark> marks = new ArrayList<>();
        Gene gene = gene("TP53");
        for (int i = 0; i < 600; i++) {
            var exons = gene.transcripts().get(0).exons();
            var exon = exons.get(random.nextInt(exons.size()));
            int position = i % 6 == 0
                    ? gene.start() + random.nextInt(gene.length())
                    : exon.start() + random.nextInt(exon.length());
            marks.add(new GeneMark(position, "", classes.get(Math.min(4, random.nextInt(3) + random.nextInt(4)))));
        }
        return marks;
    }

    /** A few windows have many more than the others, as in files of variants found in patients. */
    private static VariantDensity density() {
        Random random = new Random(38);
        VariantDensity density = VariantDensity.empty(Assembly.grch38());
        for (String contig : density.contigs()) {
            double strength = 1;
            for (int i = 0; i < density.counts(contig).length - 1; i++) {
                strength = random.nextInt(4) == 0 ? 3 * random.nextGaussian() : strength + 0.2;
                density.add(contig, i * density.window() + 1, (long) StrictMath.exp(strength));
            }
        }
        density.add("MT", 1, 210);
        return density;
    }

    private static AlleleFrequencies frequencies() {
        Random random = new Random(1000);
        AlleleFrequencies frequencies = new AlleleFrequencies();
        for (int i = 0; i < 40_000; i++) {
            double share = random.nextDouble();
            long copies = Math.round(StrictMath.pow(5_000, share * share));
            frequencies.add(copies / 5_008.0);
        }
        return frequencies;
    }

    private static VcfStatistics statistics() throws IOException {
        Random random = new Random(21);
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (int i = 1; i <= 9_000; i++) {
            int ref = random.nextInt(4);
            int alt = random.nextInt(3) < 2 ? ref ^ 2 : ref ^ (1 + 2 * random.nextInt(2));
            text.append("1\t" + i + "\t.\t" + "ACGT".charAt(ref) + '\t' + "ACGT".charAt(alt) + "\t.\t.\t.\n");
        }
        try (VcfReader reader =
                VcfReader.open(InputSource.of("made-up.vcf", text.toString().getBytes(StandardCharsets.UTF_8)))) {
            return VcfStatistics.of(reader);
        }
    }

    private static List<Bar> expression() {
        Random random = new Random(9);
        List<Bar> bars = new ArrayList<>();
        for (String tissue : TISSUES) {
            double strength = tissue.startsWith("Kidney") ? 31.4 : tissue.startsWith("Brain") ? 6 : 0.4;
            bars.add(Bar.of(tissue, strength * (0.4 + random.nextDouble())));
        }
        return bars;
    }
}
