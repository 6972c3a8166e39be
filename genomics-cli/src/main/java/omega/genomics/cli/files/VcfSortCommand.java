package omega.genomics.cli.files;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import omega.genomics.cli.MeteredSource;
import omega.genomics.cli.Output;
import omega.genomics.cli.ProgressLine;
import omega.genomics.cli.Work;
import omega.genomics.io.AtomicFile;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.tools.VcfSorter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genomics vcf sort}. */
@Command(
        name = "sort",
        description = "Sorts records by contig in the order of the header, POS, REF and ALT, in bounded memory.")
final class VcfSortCommand extends Work {
    private static final long MEGABYTE = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "VCF or BCF, plain or compressed; - for standard input.")
    private String file = "";

    @Option(
            names = {"-m", "--max-mem"},
            paramLabel = "MB",
            description =
                    "Memory for records; what is more goes to temporary files beside the output. Default: a quarter of"
                            + " the heap.")
    private @Nullable Integer megabytes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Output file: BGZF if the name ends in .gz. It appears when it is complete, and may be FILE itself."
                            + " Default: - for standard output.")
    private @Nullable String out;

    @Override
    public Integer call() throws Exception {
        checkCount("--max-mem", megabytes);
        boolean isToStdout = out == null || out.equals("-");
        if (isToStdout && output().isJson()) {
            throw wrongUsage("expected --output with --json: standard output would carry the records, which are VCF");
        }
        VcfSorter sorter =
                megabytes == null ? VcfSorter.create() : VcfSorter.create().maxMemory(megabytes * MEGABYTE);
        MeteredSource source = MeteredSource.of(file);
        long records;
        try (ProgressLine progress = root().progress("sorting " + source.name());
                VcfReader reader = VcfReader.open(source.open(() -> progress.update("", source.share(), -1)))) {
            if (isToStdout) {
                records = sorter.sort(reader, root().content(), Path.of(System.getProperty("java.io.tmpdir")));
                root().checkStdout();
            } else {
                Path target = Path.of(String.valueOf(out)).toAbsolutePath();
                records = AtomicFile.write(
                        target,
                        Deflater.DEFAULT_COMPRESSION,
                        to -> sorter.sort(reader, to, Objects.requireNonNull(target.getParent())));
            }
        }
        if (!isToStdout) {
            Map<String, Object> answer = Output.document();
            answer.put("file", source.name());
            answer.put("records_written", records);
            output().print(answer);
        }
        return exitCode(true);
    }
}
