package omega.genomics.postgres.load.sink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.run.ContigNames;
import omega.genomics.postgres.load.run.SinkAttempt;
import omega.genomics.postgres.load.run.SinkRun;
import omega.genomics.postgres.load.stage.StagedTable;
import omega.genomics.postgres.load.stage.Staging;
import omega.genomics.postgres.load.stage.TableKeys;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one attempt at one part, on a connection of its own, in one transaction.
 *
 * <pre>{@code
 * try (PartWriter part = sink.stage("chr17")) {
 *     BinaryCopyWriter row = part.row("17");
 *     row.putInt(43_044_295); // one put for each column of the sink, in its order and of its type
 *     …
 *     receipt = part.finish();
 * }
 * }</pre>
 *
 * <p>Nothing of it counts before {@link #finish()} has returned and its receipt is committed. A writer that is closed without
 * that, or whose process dies, leaves nothing behind. Needs a block of about a megabyte for each contig. Not thread-safe.
 */
public final class PartWriter implements AutoCloseable {
    private final SinkRun run;
    private final Map<String, SinkTable> targets;
    private final ContigNames contigs;
    private final Staging staging;
    private final String part;
    private final int attempt;
    private final long attemptId;
    /** By the table that each becomes a part of, in the order of names, on which the checksum depends. */
    private final Map<String, Staged> tables = new TreeMap<>();

    private @Nullable StagedTable first;
    private boolean ended;

    PartWriter(
            SinkRun run,
            Map<String, SinkTable> targets,
            ContigNames contigs,
            Staging staging,
            String part,
            int attempt,
            long attemptId) {
        this.run = run;
        this.targets = targets;
        this.contigs = contigs;
        this.staging = staging;
        this.part = part;
        this.attempt = attempt;
        this.attemptId = attemptId;
    }

    /** A staged table with the digest of its rows. */
    private record Staged(StagedTable table, CRC32C checksum, int columns, boolean hasContig) {}

    /**
     * Starts a row of the sink's only table, if that is not divided by contig.
     *
     * @return takes one put for each column of the sink, before the next row is started
     * @throws IllegalStateException if the sink has several tables, the row before lacks columns, or the writer has ended
     * @throws IllegalArgumentException if the table is divided by contig
     * @throws LoadException if the server refuses what was sent before
     */
    public BinaryCopyWriter row() {
        return start(only(), null);
    }

    /**
     * Starts a row of the sink's only table, if that is divided by contig, as {@code variants} is.
     *
     * @param contig by any of its names; stored under the assembly's own
     * @return takes one put for each column of the sink, before the next row is started
     * @throws IllegalStateException if the sink has several tables, the row before lacks columns, or the writer has ended
     * @throws LoadException if the server refuses what was sent before
     */
    public BinaryCopyWriter row(String contig) {
        Objects.requireNonNull(contig, "contig");
        return start(only(), contig);
    }

    /**
     * Starts a row of one of several tables that are not divided by contig, such as {@code samples}.
     *
     * @param table the table
     * @return as {@link #row()}
     */
    public BinaryCopyWriter rowOf(String table) {
        Objects.requireNonNull(table, "table");
        return start(named(table), null);
    }

    /**
     * Starts a row of one of several tables that are divided by contig.
     *
     * @param table the table
     * @param contig by any of its names
     * @return as {@link #row(String)}
     */
    public BinaryCopyWriter rowOf(String table, String contig) {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(contig, "contig");
        return start(named(table), contig);
    }

    /**
     * Where the rows of a contig go; for the other rooms of the loader, not API.
     *
     * @param rows takes rows with the columns of the sink
     * @param hasOwnTable whether the rows need not bring the name of the contig
     */
    public record ContigRows(BinaryCopyWriter rows, boolean hasOwnTable) {
        /** Creates a record; nothing in it may be null. */
        public ContigRows {
            Objects.requireNonNull(rows, "rows");
        }
    }

    /**
     * Returns where the rows of a contig of {@code variants} go; for the other rooms of the loader, not API.
     *
     * @param contig by any of its names
     * @return without a row that is started
     * @throws LoadException if the server refuses the table
     */
    public ContigRows contigRows(String contig) {
        Objects.requireNonNull(contig, "contig");
        Staged staged = staged(named("variants"), contigs.stored(contig));
        return new ContigRows(staged.table().rows(), !staged.hasContig());
    }

    private SinkTable only() {
        if (targets.size() != 1) {
            throw new IllegalStateException("expected the table of the row, one of " + targets.keySet());
        }
        return targets.values().iterator().next();
    }

    private SinkTable named(String table) {
        SinkTable target = targets.get(table);
        if (target == null) {
            throw new IllegalArgumentException("expected a table of " + targets.keySet() + ", found \"" + table + "\"");
        }
        return target;
    }

    private BinaryCopyWriter start(SinkTable target, @Nullable String written) {
        if (ended) {
            throw new IllegalStateException("the part is finished");
        }
        if (target.isByContig() != (written != null)) {
            throw new IllegalArgumentException(
                    target.isByContig()
                            ? "expected the contig of the row, since " + target.name() + " is divided by contig"
                            : "expected no contig, since " + target.name() + " is not divided by contig");
        }
        String contig = written == null ? null : contigs.stored(written);
        Staged staged = staged(target, contig);
        BinaryCopyWriter rows = staged.table().rows();
        rows.startRow(staged.columns());
        if (staged.hasContig()) {
            rows.putText(contig);
        }
        return rows;
    }

    private Staged staged(SinkTable target, @Nullable String contig) {
        String parent = target.parent(contig);
        Staged known = tables.get(parent);
        if (known == null) {
            known = stage(target, parent, contig);
            tables.put(parent, known);
        }
        return known;
    }

    private Staged stage(SinkTable target, String parent, @Nullable String contig) {
        boolean ofOne = target.hasOwn(contig);
        String columns = target.copyColumns(ofOne);
        Map<String, String> constants = target.constants(run.datasetId(), contig);
        try {
            StagedTable before = first;
            StagedTable table = before == null
                    ? staging.stage(parent, columns, constants, 0)
                    : staging.stageBeside(before, parent, columns, constants);
            first = table;
            if (before == null) {
                table.submit((connection, name) -> run.mark(connection));
            }
            CRC32C checksum = new CRC32C();
            table.withChecksum(checksum).withKeys(TableKeys.of(run.schema(), parent));
            if (target.columns().contains("consequence_set")) {
                table.withIndexes(List.of("(consequence_set) WHERE consequence_set IS NOT NULL"));
            }
            return new Staged(table, checksum, target.columns().size() + (ofOne ? 0 : 1), !ofOne);
        } catch (SQLException e) {
            throw new LoadException("could not make a table for part \"" + part + "\"", e);
        }
    }

    /**
     * Completes the part: builds keys and indexes, and commits what was written. A part may have no rows.
     *
     * @return the receipt, to be taken to {@link StagedSink#commit}
     * @throws IllegalStateException if the last row lacks columns, or the writer has ended
     * @throws LoadException if the server refuses the rows, such as two that have the same key, or if the sink was committed or
     *     aborted meanwhile; nothing is left then
     */
    public PartReceipt finish() {
        if (ended) {
            throw new IllegalStateException("the part is finished");
        }
        ended = true;
        try {
            tables.values().forEach(staged -> staged.table().rows().flush());
            SinkAttempt done = new SinkAttempt(
                    attemptId,
                    part,
                    attempt,
                    tables.values().stream()
                            .mapToLong(of -> of.table().rowCount())
                            .sum(),
                    tables.values().stream()
                            .mapToLong(of -> of.table().bytesSent())
                            .sum(),
                    checksum());
            staging.complete(connection -> run.finish(connection, done));
            close();
            return PartReceipt.of(run.id(), done);
        } catch (SQLException e) {
            throw failed(new LoadException("could not finish part \"" + part + "\"", e));
        } catch (LoadException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(LoadException reason) {
        RuntimeException failure = run.late(part, reason);
        try {
            close();
        } catch (LoadException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Of all tables, each with the name of what it becomes a part of: whatever contig came first, it is the same. */
    private String checksum() {
        CRC32C all = new CRC32C();
        tables.forEach((parent, staged) -> {
            all.update(parent.getBytes(StandardCharsets.UTF_8));
            all.update(ByteBuffer.allocate(Long.BYTES)
                    .putLong(staged.checksum().getValue())
                    .flip());
        });
        return String.format(Locale.ROOT, "%08x", all.getValue());
    }

    /**
     * Ends the attempt; unless it is finished, nothing of it is left.
     *
     * @throws LoadException if the connection cannot be ended
     */
    @Override
    public void close() {
        ended = true;
        try {
            staging.close();
        } catch (SQLException e) {
            throw new LoadException("could not end part \"" + part + "\"", e);
        }
    }
}
