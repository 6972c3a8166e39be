package omega.genomics.postgres.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.internal.DigestedFile;
import omega.genomics.postgres.internal.Sha256;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.vector.file.VectorFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads vectors made elsewhere, in place of what the model has here, in one transaction: nothing is visible until all of it is.
 * The same file again changes nothing and says so. An HNSW index is not carried over: build it after the load.
 *
 * <p>Immutable: each setting returns another loader.
 */
public final class EmbeddingLoad {
    private static final int UNKNOWN_NAMED = 1000;

    private final Db db;
    private final String model;
    private final String version;
    private final VectorFile file;
    private final Optional<Integer> dimension;
    private final LongConsumer listener;

    private EmbeddingLoad(
            Db db, String model, String version, VectorFile file, Optional<Integer> dimension, LongConsumer listener) {
        this.db = db;
        this.model = model;
        this.version = version;
        this.file = file;
        this.dimension = dimension;
        this.listener = listener;
    }

    static EmbeddingLoad of(Db db, String model, VectorFile file) {
        StorableText.checkedName("model", model);
        return new EmbeddingLoad(db, model, "", file, Optional.empty(), count -> {});
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
        return new EmbeddingLoad(db, model, text, file, dimension, listener);
    }

    /**
     * Says how long every vector must be. By default as long as the first, and as those of the model that are here already.
     *
     * @param expected 1 to 16,000
     * @return a loader with this setting
     */
    public EmbeddingLoad dimension(int expected) {
        return new EmbeddingLoad(db, model, version, file, Optional.of(expected), listener);
    }

    /**
     * Says who is told the progress.
     *
     * @param listener takes the number of vectors read, every thousand
     * @return a loader with this setting
     */
    public EmbeddingLoad onProgress(LongConsumer listener) {
        Objects.requireNonNull(listener, "listener");
        return new EmbeddingLoad(db, model, version, file, dimension, listener);
    }

    /**
     * Loads.
     *
     * @return what was done
     * @throws omega.genomics.ParseException if the file breaks its format, with the place; nothing has changed then
     * @throws VectorException if a vector has another dimension or no direction, the file has none, somebody else is writing the
     *     model, or the database refuses; nothing has changed then
     * @throws IOException if the file cannot be opened
     */
    public EmbeddingReport run() throws IOException {
        long begin = System.nanoTime();
        List<DigestedFile> digested = digests();
        try {
            return db.inTransaction(connection -> new Run(connection, digested, begin).load());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Empty if one of the files can be read only once. */
    private List<DigestedFile> digests() throws IOException {
        List<DigestedFile> digests = new ArrayList<>();
        for (InputSource source : file.sources()) {
            Optional<DigestedFile> digested = DigestedFile.of(source);
            if (digested.isEmpty()) {
                return List.of();
            }
            digests.add(digested.get());
        }
        return digests;
    }

    /** One call, within its transaction. */
    private final class Run {
        private final Connection connection;
        private final List<DigestedFile> digested;
        private final @Nullable String hash;
        private final long begin;
        private final Partition partition;
        private final Set<String> seen = new HashSet<>();
        private final Set<String> unknown = new LinkedHashSet<>();
        private long read;

        Run(Connection connection, List<DigestedFile> digested, long begin) throws SQLException {
            this.connection = connection;
            this.digested = digested;
            hash = hash(digested);
            this.begin = begin;
            partition = Partition.lock(connection, db, model, version);
        }

        EmbeddingReport load() throws SQLException {
            VectorDialect dialect = VectorDialect.of(connection, db);
            if (hash != null && partition.isFrom(hash)) {
                return report(dialect, true, partition.dimension());
            }
            GeneKeys keys = GeneKeys.read(connection, db);
            int[] length = {dimension.orElse(0)};
            try (VectorRows rows = partition.replacement(dialect)) {
                file.forEach((gene, vector) -> {
                    length[0] = length[0] == 0 ? vector.length : length[0];
                    Vectors.checkDimension(length[0], vector.length, model);
                    if (++read % 1000 == 0) {
                        listener.accept(read);
                    }
                    write(rows, keys, gene, vector);
                });
                rows.finish();
                checkUnchanged();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (read == 0) {
                throw new VectorException("expected vectors in " + file.source().name() + ", found none");
            }
            partition.replace(length[0], null, file.source().name(), hash);
            return report(dialect, false, length[0]);
        }

        /** Of one file its own digest; of several a digest of theirs. */
        private static @Nullable String hash(List<DigestedFile> files) {
            if (files.size() <= 1) {
                return files.isEmpty() ? null : files.get(0).sha256();
            }
            return Sha256.ofText(files.stream().map(DigestedFile::sha256).collect(Collectors.joining(" ")));
        }

        private void checkUnchanged() throws IOException {
            for (int i = 0; i < digested.size(); i++) {
                Optional<String> change = digested.get(i).change();
                if (change.isPresent()) {
                    throw new VectorException(
                            file.sources().get(i).name() + " changed while it was read: " + change.get());
                }
            }
        }

        private void write(VectorRows rows, GeneKeys keys, String name, float[] vector) {
            Optional<GeneKeys.Key> known = keys.find(name);
            if (known.isEmpty() && unknown.size() < UNKNOWN_NAMED) {
                unknown.add(name);
            }
            GeneKeys.Key gene = known.orElse(new GeneKeys.Key(name, null, null));
            if (seen.add(gene.geneId())) {
                rows.write(gene, null, Vectors.unit(vector, "\"" + name + "\""));
            }
        }

        private EmbeddingReport report(VectorDialect dialect, boolean unchanged, int length) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            return new EmbeddingReport(
                    model,
                    length,
                    dialect.name(),
                    unchanged,
                    read,
                    seen.size(),
                    0,
                    read - seen.size(),
                    0,
                    Collections.unmodifiableSet(unknown),
                    elapsed);
        }
    }
}
