package omega.genomics.cli.plot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omega.genomics.ParseMode;
import omega.genomics.Region;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.cli.query.DatasetOption;
import omega.genomics.contig.Assembly;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.Compression;
import omega.genomics.io.InputSource;
import omega.genomics.io.TabixIndex;
import omega.genomics.model.Gene;
import omega.genomics.plot.Colouring;
import omega.genomics.plot.GenePlot;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics plot gene}. */
@Command(name = "gene", description = "Draws the transcripts of a gene, with variants above them.")
final class PlotGeneCommand extends Work {
    @Parameters(paramLabel = "NAME", description = "Symbol or stable id, such as TP53; in the database also an alias.")
    private String name = "";

    @Option(
            names = "--gtf",
            paramLabel = "FILE",
            description = "GTF or GFF3 file with the gene. Default: the database.")
    private @Nullable String gtf;

    @Option(
            names = "--vcf",
            paramLabel = "FILE",
            description = "VCF file with variants; if it has a .tbi or .csi, only those of the gene are read.")
    private @Nullable String vcf;

    @Option(
            names = "--colour-by",
            paramLabel = "WHAT",
            description = "impact, significance or type. Default: what the file contains.")
    private @Nullable Colouring colouring;

    @Option(
            names = "--transcripts",
            paramLabel = "N",
            defaultValue = "12",
            description = "Number of transcripts to draw. Default: ${DEFAULT-VALUE}.")
    private int transcripts = 12;

    @Option(names = "--short-introns", description = "Draw exons to scale and shorten introns.")
    private boolean shortIntrons;

    @Option(names = "--lenient", description = "Skip bad rows and records, instead of stopping at the first one.")
    private boolean lenient;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    @Mixin
    private final DatasetOption dataset = new DatasetOption();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws Exception {
        picture.check(this);
        checkCount("--transcripts", transcripts);
        Gene gene = gtf == null ? stored() : inFile(gtf);
        GenePlot plot = GenePlot.of(gene)
                .transcripts(transcripts)
                .width(picture.width())
                .title(picture.title().orElse(gene.displayName()));
        if (shortIntrons) {
            plot.shortIntrons();
        }
        Optional<Assembly> assembly = Assembly.named(database.assembly());
        assembly.ifPresent(plot::assembly);
        if (colouring != null) {
            plot.colourBy(colouring);
        }
        if (vcf != null) {
            plot.variants(variants(vcf, gene));
        }
        output().print(picture.write(plot));
        return exitCode(true);
    }

    private ParseMode mode() {
        return lenient ? ParseMode.LENIENT : ParseMode.STRICT;
    }

    // ---- the gene ------------------------------------------------------------------------------------------------

    private Gene inFile(String file) throws IOException {
        List<Gene> found = new ArrayList<>();
        MeteredSource source = MeteredSource.of(file);
        try (ProgressLine progress = root().progress("reading " + source.name());
                GtfReader reader = GtfReader.options()
                        .mode(mode())
                        .diagnostics(finding -> {})
                        .open(source.open(() -> progress.update("", source.share(), -1)))) {
            GeneModelAssembler.of(mode(), finding -> {}).addAll(reader).forEachGene(gene -> {
                if (isAsked(gene)) {
                    found.add(gene);
                }
            });
            progress.wipe();
        }
        return only(found, source.name());
    }

    private boolean isAsked(Gene gene) {
        return gene.id().equals(name)
                || gene.writtenId().equals(name)
                || gene.name().filter(name::equals).isPresent();
    }

    private Gene stored() throws IOException {
        try (Session session = database.open(this)) {
            return only(dataset.genes(session).models(name), "the database");
        }
    }

    /** Names are not unique, and one gene may stand on two contigs. */
    private Gene only(List<Gene> found, String place) throws IOException {
        if (found.isEmpty()) {
            throw new IOException("no gene " + name + " in " + place);
        }
        if (found.stream().map(Gene::id).distinct().count() > 1) {
            throw new IOException(found.size() + " genes are called " + name + " in " + place + ", name one by its id: "
                    + String.join(", ", found.stream().map(Gene::id).distinct().toList()));
        }
        return found.get(0);
    }

    // ---- its variants --------------------------------------------------------------------------------------------

    private List<Variant> variants(String file, Gene gene) throws IOException {
        InputSource source = InputSource.parse(file);
        Region region = gene.region();
        VcfReader.Options options = VcfReader.options().mode(mode()).samples(List.of());
        try (VcfReader reader = (hasIndex(source) ? options.region(region) : options.scanFor(region)).open(source)) {
            return reader.stream().toList();
        }
    }

    private static boolean hasIndex(InputSource source) throws IOException {
        return source.path().isPresent()
                && TabixIndex.find(source.path().get()).isPresent()
                && source.compression() == Compression.BGZF;
    }
}
