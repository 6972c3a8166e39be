package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import omega.genomics.ParseMode;
import omega.genomics.bed.BedWriter;
import omega.genomics.cli.GeneBed;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Work;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.io.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics gtf bed}. */
@Command(name = "bed", description = "Writes transcripts, genes or exons as BED.")
final class GtfBedCommand extends Work {
    @Parameters(paramLabel = "FILE", description = "GTF or GFF3, plain or compressed; - for standard input.")
    private String file = "";

    @Mixin
    private final GeneBed bed = new GeneBed();

    @Option(names = "--lenient", description = "Skip bad rows, instead of stopping at the first one.")
    private boolean lenient;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Output file: BGZF if the name ends in .gz. It appears when it is complete. Default: - for standard"
                            + " output.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        boolean isToStdout = out == null || out.equals("-");
        if (isToStdout && output().isJson()) {
            throw wrongUsage("expected --output with --json: standard output would carry the rows, which are BED");
        }
        ParseMode mode = lenient ? ParseMode.LENIENT : ParseMode.STRICT;
        MeteredSource source = MeteredSource.of(file);
        try (ProgressLine progress = root().progress("reading " + source.name());
                GtfReader reader = GtfReader.options()
                        .mode(mode)
                        .diagnostics(finding -> {})
                        .open(source.open(() -> progress.update("", source.share(), -1)))) {
            GeneModelAssembler genes =
                    GeneModelAssembler.of(mode, finding -> {}).addAll(reader);
            progress.wipe();
            if (isToStdout) {
                write(genes, root().content());
                root().checkStdout();
            } else {
                AtomicFile.write(Path.of(String.valueOf(out)), Deflater.DEFAULT_COMPRESSION, to -> write(genes, to));
            }
        }
        bed.sayLeftOut(this);
        if (!isToStdout) {
            Map<String, Object> answer = Output.document();
            answer.put("file", source.name());
            answer.put("rows_written", bed.rows());
            output().print(answer);
        }
        return exitCode(true);
    }

    private long write(GeneModelAssembler genes, OutputStream to) throws IOException {
        BedWriter writer = BedWriter.to(to);
        genes.forEachGene(gene -> bed.write(gene, writer));
        writer.flush();
        return bed.rows();
    }
}
