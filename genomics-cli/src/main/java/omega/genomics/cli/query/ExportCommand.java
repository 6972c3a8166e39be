package omega.genomics.cli.query;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import omega.genomics.cli.DatabaseOptions;
import omega.genomics.cli.GenomicsCommand;
import omega.genomics.cli.Output;
import omega.genomics.cli.Session;
import omega.genomics.cli.Work;
import omega.genomics.io.AtomicFile;
import omega.genomics.postgres.query.variants.VariantQueries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code genomics export}. */
@Command(
        name = "export",
        description = "Writes variants in a region or the whole genome, with filters, to a file.",
        sortOptions = false)
public final class ExportCommand extends Work {
    private static final int FAST = 1;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description =
                    "The output file; - for standard output. VCF and TSV are compressed (BGZF) if the name ends in .gz.")
    private String file = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "vcf, tsv or parquet. Default: by the extension of the file.")
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
                write(asked, as, root().content());
                root().checkStdout();
            } else {
                long rows = as == Format.PARQUET
                        ? toParquet(asked, Path.of(file))
                        : AtomicFile.write(Path.of(file), FAST, out -> write(asked, as, out));
                Map<String, Object> answer = Output.document();
                answer.put("file", file);
                answer.put("format", as.name().toLowerCase(java.util.Locale.ROOT));
                answer.put("rows_written", rows);
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
        if (file.equals("-") && output().isJson()) {
            throw wrongUsage("expected a file with --json: standard output would carry the rows");
        }
        if (format == Format.PARQUET && file.equals("-")) {
            throw wrongUsage("Parquet is written to a file, not to standard output");
        }
        return format;
    }

    /** DuckDB is larger than all the rest, so genomics.jar has it not. */
    private static long toParquet(VariantQueries asked, Path target) throws IOException {
        try {
            return asked.writeParquet(target);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    e.getMessage() + ": java -cp genomics.jar:duckdb_jdbc.jar " + GenomicsCommand.class.getName()
                            + " export …",
                    e);
        }
    }

    private static long write(VariantQueries asked, Format as, OutputStream out) throws IOException {
        return as == Format.VCF ? asked.writeVcf(out) : asked.writeTsv(out);
    }
}
