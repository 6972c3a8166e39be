package omega.genomics.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import omega.genomics.cli.Output;
import omega.genomics.cli.Work;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.VcfReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that makes one VCF file of several. */
abstract class ManyFiles extends Work {
    @Parameters(paramLabel = "FILE", arity = "2..*", description = "VCF or BCF, plain or compressed; two or more.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Output file: BGZF if the name ends in .gz. It appears when it is complete, and may be one of the"
                            + " inputs. Default: - for standard output.")
    private @Nullable String out;

    /** How a file is read. */
    VcfReader.Options options(InputSource source) throws IOException {
        return VcfReader.options();
    }

    /** Reads all files and returns the number of records written. */
    abstract long write(List<VcfReader> readers, OutputStream to) throws IOException;

    /** Whether {@link #writeFiles} is called in the place of {@link #write}. */
    boolean writesFiles() {
        return false;
    }

    /** Writes several files and returns what is printed about them. */
    Map<String, Object> writeFiles(List<VcfReader> readers) throws IOException {
        throw new IllegalStateException("this command writes one file");
    }

    private Integer callForFiles() throws IOException {
        if (out != null) {
            throw wrongUsage("expected one of --output and a folder");
        }
        List<VcfReader> readers = new ArrayList<>();
        try {
            for (String file : files) {
                InputSource source = InputSource.parse(file);
                readers.add(options(source).open(source));
            }
            output().print(writeFiles(readers));
        } finally {
            readers.forEach(VcfReader::close);
        }
        return exitCode(true);
    }

    @Override
    public final Integer call() throws Exception {
        if (writesFiles()) {
            return callForFiles();
        }
        boolean isToStdout = out == null || out.equals("-");
        if (isToStdout && output().isJson()) {
            throw wrongUsage("expected --output with --json: standard output would carry the records, which are VCF");
        }
        List<VcfReader> readers = new ArrayList<>();
        long records;
        try {
            for (String file : files) {
                InputSource source = InputSource.parse(file);
                readers.add(options(source).open(source));
            }
            if (isToStdout) {
                records = write(readers, root().content());
                root().checkStdout();
            } else {
                records = AtomicFile.write(
                        Path.of(String.valueOf(out)), Deflater.DEFAULT_COMPRESSION, to -> write(readers, to));
            }
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        } finally {
            readers.forEach(VcfReader::close);
        }
        if (!isToStdout) {
            Map<String, Object> answer = Output.document();
            answer.put("files", files);
            answer.put("records_written", records);
            output().print(answer);
        }
        return exitCode(true);
    }

    final int fileCount() {
        return files.size();
    }
}
