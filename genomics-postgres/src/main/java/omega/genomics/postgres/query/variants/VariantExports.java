package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static org.jooq.impl.DSL.noCondition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.contig.Assembly;
import omega.genomics.io.AtomicFile;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.ScratchFolder;
import org.jspecify.annotations.Nullable;

/** Writes answers to files, one variant after the other. */
final class VariantExports {
    private static final String KIND = "variants";

    private final QueryContext asking;
    private final VariantAnswers answers;
    private final @Nullable String dataset;

    VariantExports(QueryContext asking, VariantAnswers answers, @Nullable String dataset) {
        this.asking = asking;
        this.answers = answers;
        this.dataset = dataset;
    }

    long vcf(OutputStream out) throws IOException {
        return write(new VcfExport(out, header(), Assembly.named(asking.schema())));
    }

    long tsv(OutputStream out) throws IOException {
        return write(new TsvExport(out, columns()));
    }

    long parquet(Path path) throws IOException {
        requireDuckDb();
        try (AtomicFile file = AtomicFile.replace(path);
                ScratchFolder folder = ScratchFolder.beside(path)) {
            ParquetExport parquet = new ParquetExport(folder.path(), columns());
            long written;
            try {
                written = write(parquet);
            } finally {
                parquet.cleanUp();
            }
            Files.copy(parquet.file(), file.stream());
            file.commit();
            return written;
        } catch (SQLException e) {
            throw new IOException("Parquet could not be written: " + e.getMessage(), e);
        }
    }

    private static void requireDuckDb() {
        try {
            Class.forName("org.duckdb.DuckDBDriver");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Parquet is written by DuckDB: add org.duckdb:duckdb_jdbc to the class path", e);
        }
    }

    private long write(VariantSink sink) throws IOException {
        long written = 0;
        try (Stream<StoredVariant> variants = answers.stream()) {
            for (StoredVariant variant : (Iterable<StoredVariant>) variants::iterator) {
                sink.write(variant);
                written++;
            }
            sink.close();
            return written;
        } catch (SQLException e) {
            throw new IOException("the export could not be written: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<ExportColumn> columns() {
        return ExportColumn.all(asking.ask(context -> context.select(DATASETS.DATASET_ID, DATASETS.NAME)
                .from(DATASETS)
                .where(DATASETS.KIND.eq(KIND))
                .fetchMap(DATASETS.DATASET_ID, DATASETS.NAME)));
    }

    private List<String> header() {
        Map<String, String[]> headers = asking.ask(context -> context.select(DATASETS.NAME, DATASETS.HEADER)
                .from(DATASETS)
                .where(DATASETS.KIND.eq(KIND))
                .and(dataset == null ? noCondition() : DATASETS.NAME.eq(dataset))
                .orderBy(DATASETS.NAME)
                .fetchMap(DATASETS.NAME, DATASETS.HEADER));
        if (headers.size() != 1) {
            throw new IllegalStateException("expected one dataset, whose header the VCF file gets; found "
                    + (headers.isEmpty()
                            ? "none" + (dataset == null ? "" : " called " + dataset)
                            : headers.keySet().stream().collect(Collectors.joining(", "))));
        }
        return Arrays.asList(headers.values().iterator().next());
    }
}
