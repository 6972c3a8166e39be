package omega.genomics.postgres.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import omega.genomics.io.BgzfWriter;
import omega.genomics.postgres.query.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics export}. */
@Command(
        name = "export",
        description = "Writes the variants of a region, or of the whole genome, narrowed down, to a file.",
        sortOptions = false)
final class ExportCommand extends Work {
    private static final int FAST = 1;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description =
                    "Made when all is written; - for standard output. VCF and TSV are compressed (BGZF) if it ends in .gz.")
    private String file = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "vcf, tsv or parquet. Default: what the file's name ends in.")
    private @Nullable Format format;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "CONTIG:START-END, 1-based and inclusive, such as 17:43044295-43125364; or CONTIG alone.")
    private @Nullable String region;

    @Mixin
    private final VariantChoice choice = new VariantChoice();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    /** What can be written. */
    enum Format {
        VCF,
        TSV,
        PARQUET
    }

    @Override
    public Integer call() throws Exception {
        Format as = format();
        try (Session session = database.open(this)) {
            VariantQueries asked = choice.of(session, region, database.assembly(), this);
            if (file.equals("-")) {
                OutputStream out = root().stdout();
                write(asked, as, out);
                root().checkStdout();
            } else {
                long rows = toFile(asked, as, Path.of(file));
                Map<String, Object> answer = Output.document();
                answer.put("file", file);
                answer.put("format", as.name().toLowerCase(java.util.Locale.ROOT));
                answer.put("rows", rows);
                output().print(answer);
            }
        }
        return exitCode(true);
    }

    private Format format() {
        if (format == null && file.matches("(?i).*\\.(vcf|tsv|parquet)(\\.b?gz)?")) {
            format = Format.valueOf(file.replaceFirst("(?i).*\\.(vcf|tsv|parquet)(\\.b?gz)?$", "$1")
                    .toUpperCase(java.util.Locale.ROOT));
        }
        if (format == null) {
            throw wrongUsage("expected --format, or a file that ends in .vcf, .tsv or .parquet; found " + file);
        }
        if (format == Format.PARQUET && file.equals("-")) {
            throw wrongUsage("Parquet is written to a file, not to standard output");
        }
        return format;
    }

    /** Nobody shall take half a file for a whole one. What is no file, such as a pipe, is written to, not replaced. */
    private long toFile(VariantQueries asked, Format as, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "expected a file, found a folder");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            return write(asked, as, target);
        }
        Path whole = Files.exists(target) ? target.toRealPath() : target;
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            long rows = write(asked, as, part);
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long write(VariantQueries asked, Format as, Path path) throws IOException {
        return as == Format.PARQUET ? toParquet(asked, path) : toText(asked, as, path);
    }

    /** DuckDB is larger than all the rest, so genomics.jar has it not. */
    private static long toParquet(VariantQueries asked, Path part) throws IOException {
        try {
            return asked.writeParquet(part);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    e.getMessage() + ": java -cp genomics.jar:duckdb_jdbc.jar " + GenomicsCommand.class.getName()
                            + " export …",
                    e);
        }
    }

    private long toText(VariantQueries asked, Format as, Path part) throws IOException {
        boolean isCompressed = file.matches("(?i).*\\.b?gz");
        try (OutputStream out = isCompressed
                ? BgzfWriter.create(part, FAST)
                : new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            return write(asked, as, out);
        }
    }

    private static long write(VariantQueries asked, Format as, OutputStream out) throws IOException {
        return as == Format.VCF ? asked.writeVcf(out) : asked.writeTsv(out);
    }
}
