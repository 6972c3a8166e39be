package omega.genomics.cli.plot;

import java.util.Map;
import omega.genomics.ParseMode;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Work;
import omega.genomics.plot.Plot;
import omega.genomics.vcf.VcfReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A picture of one VCF file. */
abstract class PlotFile extends Work {
    @Parameters(paramLabel = "FILE", description = "VCF, plain or compressed; - for standard input.")
    private String file = "";

    @Option(names = "--lenient", description = "Skip bad records, instead of stopping at the first one.")
    private boolean lenient;

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    final PictureOptions picture() {
        return picture;
    }

    /**
     * Reads to the end of the file.
     *
     * @param name of the file, without its folders
     */
    abstract Plot plot(VcfReader reader, String name);

    @Override
    public Integer call() throws Exception {
        picture.check(this);
        MeteredSource source = MeteredSource.of(file);
        Plot plot;
        try (ProgressLine progress = root().progress("reading " + source.name());
                VcfReader reader = VcfReader.options()
                        .mode(lenient ? ParseMode.LENIENT : ParseMode.STRICT)
                        .open(source.open(() -> progress.update("", source.share(), -1)))) {
            plot = plot(reader, PictureOptions.fileName(source.name()));
            progress.wipe();
        }
        Map<String, Object> answer = picture.write(plot);
        output().print(answer);
        return exitCode(true);
    }
}
