package omega.genomics.postgres.query.variants;

import static omega.genomics.postgres.jooq.Tables.DATASETS;
import static omega.genomics.postgres.jooq.Tables.DATASET_RELEASES;
import static org.jooq.impl.DSL.noCondition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omega.genomics.contig.Assembly;
import omega.genomics.io.AtomicFile;
import omega.genomics.postgres.query.DatasetChoice;
import omega.genomics.postgres.query.FoundRelease;
import omega.genomics.postgres.query.QueryContext;
import omega.genomics.postgres.query.ReleaseChoice;
import omega.genomics.postgres.query.ScratchFolder;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Writes answers to files, one variant after the other. */
final class VariantExports {
    private static final String KIND = "variants";
    /** The header line that names the release of the dataset. */
    private static final String RELEASE = "##datasetRelease=";

    private final QueryContext asking;
    private final VariantAnswers answers;
    private final DatasetChoice datasets;
    private final @Nullable ReleaseChoice release;

    VariantExports(QueryContext asking, VariantFilter filter) {
        this.asking = asking;
        answers = new VariantAnswers(asking, filter);
        datasets = filter.dataset();
        release = filter.release();
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
        return asking.ask(context -> {
            if (release != null) {
                List<FoundRelease> found = release.find(context, datasets).found();
                return found.size() == 1 ? header(context, found.get(0)) : headerOfOne(context);
            }
            return headerOfOne(context);
        });
    }

    private static List<String> header(DSLContext context, FoundRelease of) {
        var row = context.select(DATASET_RELEASES.HEADER, DATASET_RELEASES.NAME)
                .from(DATASET_RELEASES)
                .where(DATASET_RELEASES.DATASET_ID.eq(of.datasetId()))
                .and(DATASET_RELEASES.RELEASE.eq(of.number()))
                .fetchSingle();
        return named(row.value1(), row.value2());
    }

    /** A dataset that has releases is what the newest one is. */
    private List<String> headerOfOne(DSLContext context) {
        Map<String, Record3<String, String[], String>> headers = context.select(
                        DATASETS.NAME,
                        DATASETS.HEADER,
                        DSL.field(DSL.select(DATASET_RELEASES.NAME)
                                .from(DATASET_RELEASES)
                                .where(DATASET_RELEASES.DATASET_ID.eq(DATASETS.DATASET_ID))
                                .orderBy(DATASET_RELEASES.RELEASE.desc())
                                .limit(1)))
                .from(DATASETS)
                .where(DATASETS.KIND.eq(KIND))
                .and(datasets.name() == null ? noCondition() : DATASETS.NAME.eq(datasets.name()))
                .orderBy(DATASETS.NAME)
                .fetchMap(DATASETS.NAME);
        if (headers.size() != 1) {
            throw new IllegalStateException("expected one dataset, whose header the VCF file gets; found "
                    + (headers.isEmpty()
                            ? "none" + (datasets.name() == null ? "" : " called " + datasets.name())
                            : headers.keySet().stream().collect(Collectors.joining(", "))));
        }
        Record3<String, String[], String> only = headers.values().iterator().next();
        return named(only.value2(), only.value3());
    }

    private static List<String> named(String[] header, @Nullable String of) {
        List<String> lines = new ArrayList<>(Arrays.asList(header));
        lines.removeIf(line -> line.startsWith(RELEASE));
        if (of != null) {
            lines.add(RELEASE + of);
        }
        return lines;
    }
}
