package omega.genomics.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import omega.genomics.Region;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.cli.query.GeneRows;
import omega.genomics.cli.query.VariantRows;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.query.genes.GeneQueries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics demo}: what {@code mvn -Pdemo verify} shows. */
@Command(
        name = "demo",
        description =
                "Demonstrates everything: starts PostgreSQL, migrates, loads an annotation and variants, and runs a few queries.")
public final class DemoCommand extends Work {
    private static final String SAMPLE = "sample.gtf";
    private static final String SAMPLE_VARIANTS = "sample.vcf";
    private static final String BRCA1 = "17:43044295-43125364";

    @Option(
            names = "--gtf",
            paramLabel = "FILE",
            defaultValue = "",
            description = "GTF or GFF3, plain or compressed. Default: a small made-up sample.")
    private String gtf = "";

    @Option(
            names = "--vcf",
            paramLabel = "FILE",
            defaultValue = "",
            description = "VCF, plain or compressed. Default: a small made-up sample.")
    private String vcf = "";

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        InputSource source = gtf.isEmpty() ? sample(SAMPLE) : InputSource.parse(gtf);
        String dataset = gtf.isEmpty() ? "sample" : Datasets.nameOf(source);
        Map<String, Object> answer = Output.document();
        try (Session session = database.open(this);
                ProgressLine progress = root().progress("loading " + dataset)) {
            AssemblyDatabase assembly = session.assembly();
            answer.put("migrations applied", assembly.migrate().size());
            LoadReport report = assembly.loadGenes(source)
                    .dataset(dataset)
                    .onProgress(progress::update)
                    .run();
            progress.wipe();
            answer.put("load genes", Reports.of(report, database.assembly(), source.name(), output().isJson()));
            LoadReport variants = loadVariants(assembly);
            answer.put(
                    "load variants",
                    Reports.of(
                            variants, database.assembly(), vcf.isEmpty() ? SAMPLE_VARIANTS : vcf, output().isJson()));
            ask(assembly.genes().in(dataset), answer);
            answer.put(
                    "query variants " + BRCA1,
                    assembly.variants().in(variants.dataset()).overlapping(Region.parse(BRCA1)).list().stream()
                            .map(VariantRows.usual(session)::of)
                            .toList());
        }
        output().print(answer);
        return exitCode(true);
    }

    private static void ask(GeneQueries genes, Map<String, Object> answer) {
        answer.put(
                "query gene KLOTHO",
                GeneRows.of(genes.named(List.of("KLOTHO")).get(0).genes()));
        answer.put(
                "query region " + BRCA1,
                GeneRows.of(genes.overlapping(Region.parse(BRCA1)).list()));
        answer.put(
                "query set longevity",
                genes.inSet("longevity").stream().map(GeneRows::of).toList());
    }

    private LoadReport loadVariants(AssemblyDatabase assembly) throws IOException {
        InputSource source = vcf.isEmpty() ? sample(SAMPLE_VARIANTS) : InputSource.parse(vcf);
        String dataset = vcf.isEmpty() ? "sample" : Datasets.nameOf(source);
        return assembly.loadVariants(source).dataset(dataset).run();
    }

    private static InputSource sample(String name) throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return InputSource.of(name, in.readAllBytes());
        }
    }
}
