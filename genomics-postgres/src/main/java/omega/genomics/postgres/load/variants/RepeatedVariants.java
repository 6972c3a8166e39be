package omega.genomics.postgres.load.variants;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import omega.genomics.postgres.copy.CopyTarget;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.DuplicatePolicy;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.RepeatedAllele;
import omega.genomics.postgres.load.stage.StagedTable;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Finds variants that are there twice where reading could not tell: in a file that is not sorted, and between a file and the
 * dataset that it is appended to. The server sorts them, on disk if need be; rows of one variant come back in thousands at a time to
 * be compared as {@link RepeatedAlleles} does, and those that stay are written again.
 */
final class RepeatedVariants {
    private static final int VARIANTS_AT_ONCE = 1_000;
    private static final int MAX_ORDINAL = 32_767;
    private static final int COPY_HEADER = 19;
    /** A column behind the others: the record's number, or that the row is in the dataset already. */
    private static final String PLACE = "place";

    private static final int IN_DATASET = -1;

    private static final String SAME =
            " t.chromosome = v.chromosome AND t.position = v.position AND t.ref = v.ref AND t.alt"
                    + " IS NOT DISTINCT FROM v.alt";

    private final DuplicatePolicy policy;
    private final RepeatedPlaces places;
    private final Map<String, VariantContig> contigs;
    private final Map<Repeated, Long> records = new ConcurrentHashMap<>();
    private boolean busy;

    /** Records of a contig in a file. */
    private record Repeated(String contig, int file) {}

    /** @param contigs of the files, by their stored name */
    RepeatedVariants(DuplicatePolicy policy, RepeatedPlaces places, Map<String, VariantContig> contigs) {
        this.policy = policy;
        this.places = places;
        this.contigs = contigs;
    }

    /** Queues the search for variants that a staged table has twice. */
    void within(StagedTable staged) {
        if (staged.isDone()) {
            return; // an earlier run did it and stored the counts
        }
        busy = true;
        staged.rows().flush();
        staged.submit((connection, table) -> {
            if (policy == DuplicatePolicy.ALL || policy == DuplicatePolicy.ERROR) {
                number(
                        connection,
                        table,
                        "SELECT ctid AS place, chromosome, position, ref, alt, record_number,"
                                + " first_value(record_number) OVER again AS first_record, row_number() OVER again - 1 AS"
                                + " ordinal FROM " + table
                                + " WINDOW again AS (PARTITION BY chromosome, position, ref, alt ORDER BY record_number,"
                                + " allele_index)");
            } else {
                combine(
                        connection,
                        table,
                        staged,
                        null,
                        "SELECT *, ctid AS place, count(*) OVER (PARTITION BY chromosome, position, ref, alt) > 1 AS"
                                + " again FROM " + table);
            }
        });
    }

    /** Queues the search for variants of a staged table that a dataset's partition has already. */
    void against(String partition, StagedTable staged) {
        if (staged.isDone()) {
            return; // an earlier run did it and stored the counts
        }
        busy = true;
        staged.rows().flush();
        staged.submit((connection, table) -> {
            if (policy == DuplicatePolicy.ALL || policy == DuplicatePolicy.ERROR) {
                number(
                        connection,
                        table,
                        "SELECT v.ctid AS place, v.chromosome, v.position, v.ref, v.alt, v.record_number, NULL::int AS"
                                + " first_record, v.ordinal + there.last + 1 AS ordinal FROM " + table
                                + " v CROSS JOIN LATERAL (SELECT max(t.ordinal) AS last FROM " + partition
                                + " t WHERE" + SAME + ") there WHERE there.last IS NOT NULL");
            } else {
                combine(
                        connection,
                        table,
                        staged,
                        partition,
                        "SELECT v.*, v.ctid AS place, EXISTS (SELECT FROM " + partition + " t WHERE" + SAME
                                + ") AS again FROM " + table + " v");
            }
        });
    }

    // ---- all of them, or none ------------------------------------------------------------------------------------

    private void number(Connection connection, String table, String search) throws SQLException {
        Sql.execute(connection, "CREATE TEMP TABLE repeated AS SELECT * FROM (" + search + ") found WHERE ordinal > 0");
        if (policy == DuplicatePolicy.ERROR) {
            refuse(connection);
        } else {
            Sql.execute(
                    connection,
                    "UPDATE " + table + " v SET ordinal = r.ordinal FROM pg_temp.repeated r WHERE v.ctid = r.place");
        }
        Sql.execute(connection, "DROP TABLE pg_temp.repeated");
    }

    private void refuse(Connection connection) throws SQLException {
        List<String> found = Sql.query(
                connection,
                row -> new RepeatedAllele(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getString(3),
                                        row.getString(4),
                                        0,
                                        OptionalLong.empty(),
                                        List.of())
                                .name()
                        + " (" + places.name(places.of(row.getInt(5))) + ", after "
                        + (row.getInt(6) == 0 ? "the dataset" : places.name(places.of(row.getInt(6)))) + ")",
                "SELECT chromosome, position, ref, coalesce(alt, '.'), record_number, coalesce(first_record, 0)"
                        + " FROM pg_temp.repeated ORDER BY record_number LIMIT 3");
        if (!found.isEmpty()) {
            throw new LoadException("expected each variant once, found again: " + String.join(", ", found));
        }
    }

    // ---- one of several ------------------------------------------------------------------------------------------

    private void combine(
            Connection connection, String table, StagedTable staged, @Nullable String partition, String search)
            throws SQLException {
        Sql.execute(
                connection,
                "CREATE TEMP TABLE repeated AS SELECT dense_rank() OVER (ORDER BY chromosome, position, ref, alt) AS"
                        + " variant, place, chromosome, position, ref, alt, record_number FROM (" + search
                        + ") found WHERE again");
        Sql.execute(connection, "CREATE INDEX ON pg_temp.repeated (variant)");
        Sql.execute(connection, "ANALYZE pg_temp.repeated");
        long variants = Sql.query(
                        connection, row -> row.getLong(1), "SELECT coalesce(max(variant), 0) FROM pg_temp.repeated")
                .get(0);
        Batch batch = new Batch(connection, table, staged.columns(), partition);
        for (long from = 1; from <= variants; from += VARIANTS_AT_ONCE) {
            staged.removed(batch.settle(from, from + VARIANTS_AT_ONCE - 1));
        }
        Sql.query(
                connection,
                row -> records.merge(new Repeated(row.getString(1), row.getInt(2)), row.getLong(3), Long::sum),
                "SELECT chromosome, " + places.fileInSql("record_number") + ", count(DISTINCT record_number) FROM"
                        + " pg_temp.repeated r WHERE NOT EXISTS (SELECT FROM " + table
                        + " v WHERE v.record_number = r.record_number) GROUP BY 1, 2");
        Sql.execute(connection, "DROP TABLE pg_temp.repeated");
    }

    /** Rows of some variants, from the server and back. */
    private final class Batch {
        private final Connection connection;
        private final String table;
        private final @Nullable String partition;
        private final List<String> columns;
        private final RowMerger rows;
        /** Of the variant whose rows are being read: those that stay so far, the dataset's own first. */
        private final List<byte[]> staying = new ArrayList<>();

        private byte @Nullable [] waiting;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int ofDataset;
        private int nextOrdinal;
        private long deleted;
        private long kept;

        Batch(Connection connection, String table, String columns, @Nullable String partition) {
            this.connection = connection;
            this.table = table;
            this.partition = partition;
            List<String> all = new ArrayList<>(Arrays.asList(columns.split(", ", -1)));
            for (String more : List.of("chromosome", "ordinal")) {
                if (!all.contains(more)) {
                    all.add(more);
                }
            }
            this.columns = List.copyOf(all);
            all.add(PLACE);
            rows = new RowMerger(all);
        }

        /** Returns how many rows are gone. */
        long settle(long from, long to) throws SQLException {
            String which = " FROM pg_temp.repeated WHERE variant BETWEEN " + from + " AND " + to;
            String these = " WHERE ctid = ANY (ARRAY (SELECT place" + which + "))";
            deleted = 0;
            kept = 0;
            written.reset();
            if (partition != null) {
                read("SELECT DISTINCT chromosome, position, ref, alt" + which, these);
            } else {
                read(null, these);
            }
            if (waiting != null) {
                settle(waiting);
                waiting = null;
            }
            end();
            Sql.update(connection, "DELETE FROM " + table + these);
            write();
            return deleted - kept;
        }

        private void read(@Nullable String keys, String these) throws SQLException {
            String names = String.join(", ", columns);
            String ofTable = "SELECT " + names + ", record_number AS " + PLACE + " FROM " + table + these;
            String all = keys == null
                    ? ofTable
                    : ofTable + " UNION ALL SELECT " + of("t") + ", " + IN_DATASET + " FROM (" + keys
                            + ") v CROSS JOIN LATERAL (SELECT * FROM " + partition + " t WHERE" + SAME + ") t";
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT " + names + ", " + PLACE + " FROM (" + all
                            + ") found ORDER BY chromosome, position,"
                            + " ref, alt, " + PLACE + ", allele_index, ordinal) TO STDOUT"
                            + " (FORMAT binary)");
            try {
                int at = COPY_HEADER;
                for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                    if (row.length - at > 2) {
                        add(Arrays.copyOfRange(row, at, row.length));
                    }
                    at = 0;
                }
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }

        private String of(String alias) {
            return alias + "." + String.join(", " + alias + ".", columns);
        }

        /** Alleles of one record come before they meet others: their copies add up. */
        private void add(byte[] row) {
            byte[] before = waiting;
            if (before == null) {
                waiting = row;
                return;
            }
            rows.compare(before, 0, row, 0);
            boolean isSame = rows.isSameKey();
            if (isSame
                    && rows.integer(true, PLACE) == rows.integer(false, PLACE)
                    && rows.integer(true, PLACE) != IN_DATASET
                    && isSameVariant()) {
                deleted++;
                waiting = combined(before, false);
                return;
            }
            settle(before);
            if (!isSame) {
                end();
            }
            waiting = row;
        }

        private boolean isSameVariant() {
            return policy == DuplicatePolicy.FIRST || rows.isSameVariant();
        }

        private void settle(byte[] row) {
            rows.compare(row, 0, row, 0);
            if (rows.integer(false, PLACE) == IN_DATASET) {
                ofDataset++;
                nextOrdinal = Math.max(nextOrdinal, rows.smallint("ordinal") + 1);
                staying.add(row);
                return;
            }
            deleted++;
            for (int i = 0; i < staying.size(); i++) {
                rows.compare(staying.get(i), 0, row, 0);
                if (isSameVariant()) {
                    staying.set(i, combined(staying.get(i), i < ofDataset));
                    return;
                }
            }
            rows.compare(row, 0, row, 0);
            if (nextOrdinal > MAX_ORDINAL) {
                throw new LoadException("expected at most " + MAX_ORDINAL
                        + " variants with one REF and ALT, found more: " + rows.name(rows.text("chromosome")));
            }
            rows.setSecond("ordinal", nextOrdinal++);
            staying.add(row);
        }

        /** Returns what becomes of the first row that was compared when the second goes into it. */
        private byte[] combined(byte[] first, boolean isThere) {
            int record = rows.integer(false, "record_number");
            int firstRecord = rows.integer(true, "record_number");
            String contig = rows.text("chromosome");
            rows.merge(!isThere && record == firstRecord);
            boolean merges = policy == DuplicatePolicy.MERGE;
            if (merges && rows.contradicting() >= 0) {
                throw new LoadException(places.contradiction(
                        rows,
                        contig,
                        isThere ? "in the dataset" : places.name(places.of(firstRecord)),
                        places.name(places.of(record))));
            }
            if (merges && isThere && rows.completing().contains("genotypes")) {
                throw new LoadException("expected no genotypes that the dataset lacks, found some of "
                        + rows.name(contig) + " in " + places.name(places.of(record))
                        + "; an appended file does not change rows: choose duplicates first, which keeps the first, or all,"
                        + " which keeps both");
            }
            boolean changes = merges && !isThere && !rows.completing().isEmpty();
            VariantContig of = Objects.requireNonNull(contigs.get(contig));
            places.add(
                    of,
                    rows,
                    places.of(record),
                    isThere ? OptionalLong.empty() : OptionalLong.of(places.of(firstRecord)),
                    changes ? rows.differing() : RepeatedAlleles.differences(rows));
            of.tally(places.file(record)).storedAlleles--;
            if (!changes) {
                return first;
            }
            rows.build();
            return Arrays.copyOf(rows.merged(), rows.mergedLength());
        }

        /** No more rows of a variant follow: those that stay are written without their place, which comes last. */
        private void end() {
            for (byte[] row : staying.subList(ofDataset, staying.size())) {
                written.write(columns.size() >> 8);
                written.write(columns.size());
                written.write(row, 2, row.length - 10);
                kept++;
            }
            staying.clear();
            ofDataset = 0;
            nextOrdinal = 0;
        }

        private void write() throws SQLException {
            if (kept == 0) {
                return;
            }
            try (CopyTarget target = CopyTarget.open(
                    connection, "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)")) {
                target.write(written.toByteArray(), 0, written.size());
                target.finish();
            }
        }
    }

    /** Tells whether there was anything to do. */
    boolean isBusy() {
        return busy;
    }

    /** Counts records that have no row any more; after the connections were awaited. */
    void count() {
        records.forEach((of, gone) -> Objects.requireNonNull(contigs.get(of.contig()))
                .tally(of.file())
                .repeated(gone));
    }
}
