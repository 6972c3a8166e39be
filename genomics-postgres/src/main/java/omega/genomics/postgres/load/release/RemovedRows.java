package omega.genomics.postgres.load.release;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.run.LoadRun;
import org.jspecify.annotations.Nullable;

/** The rows that only the release before has: known by their digests, and looked up on the server by position. */
final class RemovedRows {
    /** What rows that end are told by. */
    static final String TABLE = "pg_temp.ended_rows";

    private static final int AT_ONCE = 10_000;

    private final LoadRun run;
    /** By contig: the keys at each position. */
    private final Map<String, Map<Integer, Set<Long>>> contigs = new LinkedHashMap<>();

    RemovedRows(LoadRun run) {
        this.run = run;
    }

    /** Adds the rows of a contig that the file has not. */
    void add(String contig, ContigDigests before, DigestWriter changes) {
        Map<Integer, Set<Long>> removed = new HashMap<>();
        before.forEachUnmet(entry -> {
            removed.computeIfAbsent(before.position(entry), position -> new HashSet<>(2))
                    .add(before.key(entry));
            changes.add(before.position(entry), before.key(entry), 0, 0);
        });
        if (!removed.isEmpty()) {
            contigs.put(contig, removed);
        }
    }

    Set<String> contigs() {
        return contigs.keySet();
    }

    /** A row as it is identified. */
    private record Row(int position, String ref, @Nullable String alt, int ordinal) {}

    /**
     * Writes the rows of a contig into {@link #TABLE}.
     *
     * @param part of the dataset that has them
     */
    void write(String contig, String part) throws SQLException {
        Map<Integer, Set<Long>> removed = contigs.getOrDefault(contig, Map.of());
        List<Integer> positions = new ArrayList<>(removed.keySet());
        for (int from = 0; from < positions.size(); from += AT_ONCE) {
            Integer[] some = positions
                    .subList(from, Math.min(positions.size(), from + AT_ONCE))
                    .toArray(new Integer[0]);
            List<Row> gone = run
                    .ask(
                            row -> new Row(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4)),
                            "SELECT position, ref, alt, ordinal FROM " + part
                                    + " WHERE chromosome = ? AND position = ANY (?)",
                            contig,
                            some)
                    .stream()
                    .filter(row -> removed.getOrDefault(row.position(), Set.of())
                            .contains(RowDigests.key(row.ref(), row.alt(), row.ordinal())))
                    .toList();
            insert(contig, gone);
        }
    }

    private void insert(String contig, List<Row> gone) throws SQLException {
        run.work(connection -> Sql.update(
                connection,
                "INSERT INTO " + TABLE + " (chromosome, position, ref, alt, ordinal) SELECT ?, * FROM"
                        + " unnest(?::int[], ?::text[], ?::text[], ?::smallint[])",
                contig,
                gone.stream().map(Row::position).toArray(Integer[]::new),
                gone.stream().map(Row::ref).toArray(String[]::new),
                gone.stream().map(Row::alt).toArray(String[]::new),
                gone.stream().map(row -> (short) row.ordinal()).toArray(Short[]::new)));
    }
}
