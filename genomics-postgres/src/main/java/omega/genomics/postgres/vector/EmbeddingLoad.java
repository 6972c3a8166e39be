package omega.genomics.postgres.vector;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.internal.LockLimits;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.LoadMode;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.LoadState;
import omega.genomics.postgres.load.run.LoadCounts;
import omega.genomics.postgres.load.run.LoadRun;
import omega.genomics.postgres.load.run.LoadSettings;
import omega.genomics.postgres.vector.file.VectorFile;

/**
 * Loads vectors made elsewhere, in place of what the model has here: nothing is visible until all of it is. The same file again changes
 * nothing and says so; after a load that was killed, the same call goes on with what that one had completed. An HNSW index is not
 * carried over: build it after the load.
 *
 * <p>A model is a dataset of the kind {@code embeddings}, called by the model's name, followed by its version if it has one. Immutable:
 * each setting returns another loader.
 */
public final class EmbeddingLoad {
    private static final String TABLE = "gene_embeddings";
    private static final int UNKNOWN_NAMED = 1000;

    private final Db db;
    private final String model;
    private final String version;
    private final VectorFile file;
    private final Optional<Integer> dimension;
    private final LongConsumer listener;
    private final CancelSignal cancel;

    private EmbeddingLoad(
            Db db,
            String model,
            String version,
            VectorFile file,
            Optional<Integer> dimension,
            LongConsumer listener,
            CancelSignal cancel) {
        this.db = db;
        this.model = model;
        this.version = version;
        this.file = file;
        this.dimension = dimension;
        this.listener = listener;
        this.cancel = cancel;
    }

    static EmbeddingLoad of(Db db, String model, VectorFile file) {
        StorableText.checkedName("model", model);
        return new EmbeddingLoad(db, model, "", file, Optional.empty(), count -> {}, new CancelSignal());
    }

    /**
     * Names the version of the model; the one loaded last is the active one.
     *
     * @param text any text
     * @return a loader with this setting
     */
    public EmbeddingLoad version(String text) {
        Objects.requireNonNull(text, "text");
        StorableText.checkedText("version", text);
        return new EmbeddingLoad(db, model, text, file, dimension, listener, cancel);
    }

    /**
     * Says how long every vector must be. By default as long as the first.
     *
     * @param expected 1 to 16,000
     * @return a loader with this setting
     */
    public EmbeddingLoad dimension(int expected) {
        return new EmbeddingLoad(db, model, version, file, Optional.of(expected), listener, cancel);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener takes the number of vectors read, every thousand
     * @return a loader with this setting
     */
    public EmbeddingLoad onProgress(LongConsumer listener) {
        Objects.requireNonNull(listener, "listener");
        return new EmbeddingLoad(db, model, version, file, dimension, listener, cancel);
    }

    /**
     * Gives the signal that stops the load.
     *
     * @param cancel may be given from any thread
     * @return a loader with this setting
     */
    public EmbeddingLoad cancelledBy(CancelSignal cancel) {
        Objects.requireNonNull(cancel, "cancel");
        return new EmbeddingLoad(db, model, version, file, dimension, listener, cancel);
    }

    /**
     * Loads.
     *
     * @return what was done
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws VectorException if a vector has another dimension or no direction, or the file has none; nothing has changed then
     * @throws omega.genomics.postgres.load.LoadException if another loader is writing the model, the file changes while it is read, the
     *     load is cancelled, or the database refuses; nothing has changed then
     * @throws IOException if the file cannot be opened
     */
    public EmbeddingReport run() throws IOException {
        VectorDialect dialect = db.inTransaction(connection -> {
            adopt(connection);
            return VectorDialect.of(connection, db);
        });
        LoadSettings settings = new LoadSettings(
                db.dataSource(),
                db.schema(),
                file.sources(),
                Partition.dataset(model, version),
                LoadMode.REPLACE,
                1,
                progress -> {},
                cancel,
                LockLimits.DEFAULT);
        Run run = new Run(dialect);
        LoadReport report = settings.run(Partition.KIND, "column=" + dialect.type(), run::load);
        return new EmbeddingReport(
                model,
                db.inTransaction(this::storedDimension),
                dialect.name(),
                report.state() == LoadState.UNCHANGED,
                report.recordsRead(),
                report.recordsStored(),
                0,
                report.duplicates(),
                0,
                Collections.unmodifiableSet(run.unknown),
                report.elapsed(),
                Optional.of(report));
    }

    /** Gives a model a dataset that has none yet: it was made here, from texts. */
    private void adopt(Connection connection) throws SQLException {
        Optional<EmbeddingModel> existing = new Store(db).find(connection, model, version);
        if (existing.isPresent()) {
            Sql.update(
                    connection,
                    "INSERT INTO " + db.name("datasets")
                            + " (dataset_id, kind, name, source, sha256, options, run_id) SELECT dataset_id, ?, ?,"
                            + " coalesce(source, 'texts of genes'), coalesce(source_hash, ''), '', 0 FROM "
                            + db.name("embedding_metadata") + " WHERE dataset_id = ? ON CONFLICT DO NOTHING",
                    Partition.KIND,
                    Partition.dataset(model, version),
                    existing.get().id());
        }
        List<Integer> others = Sql.query(
                connection,
                row -> row.getInt(1),
                "SELECT dataset_id FROM " + db.name("datasets") + " WHERE kind = ? AND name = ?",
                Partition.KIND,
                Partition.dataset(model, version));
        if (!others.isEmpty() && existing.map(EmbeddingModel::id).orElse(-1) != (int) others.get(0)) {
            throw new VectorException("another model and version are called \"" + Partition.dataset(model, version)
                    + "\" together: drop them, or choose another version");
        }
    }

    private int storedDimension(Connection connection) throws SQLException {
        return new Store(db)
                .find(connection, model, version)
                .map(EmbeddingModel::dimension)
                .orElse(0);
    }

    /** One call. */
    private final class Run {
        private final VectorDialect dialect;
        private final Set<String> unknown = new LinkedHashSet<>();
        private long read;

        Run(VectorDialect dialect) {
            this.dialect = dialect;
        }

        LoadReport load(LoadRun run) throws SQLException, IOException {
            return run.stageBy(() -> read(run))
                    ? run.switchIn(Set.of(), connection -> describe(connection, run))
                    : run.unchangedReport();
        }

        private LoadCounts read(LoadRun run) throws SQLException, IOException {
            List<InputSource> sources = new ArrayList<>();
            for (int i = 0; i < file.sources().size(); i++) {
                sources.add(run.files().begin(i));
            }
            run.meter().countRecords(() -> read);
            GeneKeys keys = db.inTransaction(connection -> GeneKeys.read(connection, db));
            Set<String> stored = new HashSet<>();
            int[] length = {dimension.orElse(0)};
            BinaryCopyWriter rows =
                    run.staging().stage(TABLE, VectorRows.COLUMNS, 0).rows();
            file.from(sources).forEach((name, vector) -> {
                length[0] = length[0] == 0 ? vector.length : length[0];
                Vectors.checkDimension(length[0], vector.length, model);
                if (++read % 1000 == 0) {
                    listener.accept(read);
                }
                GeneKeys.Key gene = keys.find(name).orElseGet(() -> unknown(name));
                if (stored.add(gene.geneId())) {
                    float[] unit = Vectors.unit(vector, "\"" + name + "\"");
                    VectorRows.put(rows, dialect, run.datasetId(), gene, null, unit);
                }
            });
            if (read == 0) {
                throw new VectorException("expected vectors in " + file.source().name() + ", found none");
            }
            ContigCounts counts = new ContigCounts(read, stored.size(), read - stored.size(), 0, 0);
            return new LoadCounts(counts, Map.of(), Map.of(TABLE, (long) stored.size()), List.of(), 0);
        }

        private GeneKeys.Key unknown(String name) {
            if (unknown.size() < UNKNOWN_NAMED) {
                unknown.add(name);
            }
            return new GeneKeys.Key(name, null, null);
        }

        /** Writes the model's row. What an earlier call staged is measured: this one has not read it. */
        private void describe(Connection connection, LoadRun run) throws SQLException {
            int length = Sql.query(
                            connection,
                            row -> row.getInt(1),
                            "SELECT cardinality(" + dialect.asArray("embedding") + ") FROM " + db.name(TABLE)
                                    + " WHERE dataset_id = ? LIMIT 1",
                            run.datasetId())
                    .get(0);
            Vectors.checkDimension(dimension.orElse(length), length, model);
            if (read == 0) {
                findUnknown(connection, run.datasetId());
            }
            Partition.describe(
                    connection,
                    db,
                    run.datasetId(),
                    model,
                    version,
                    length,
                    null,
                    file.source().name());
        }

        /** Of rows that an earlier call has read. */
        private void findUnknown(Connection connection, int datasetId) throws SQLException {
            GeneKeys keys = GeneKeys.read(connection, db);
            Sql.query(
                            connection,
                            row -> row.getString(1),
                            "SELECT gene_id FROM " + db.name(TABLE)
                                    + " WHERE dataset_id = ? AND gene_name IS NULL AND biotype IS NULL ORDER BY 1",
                            datasetId)
                    .stream()
                    .filter(name -> keys.find(name).isEmpty())
                    .limit(UNKNOWN_NAMED)
                    .forEach(unknown::add);
        }
    }
}
