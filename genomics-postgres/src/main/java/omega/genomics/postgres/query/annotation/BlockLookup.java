package omega.genomics.postgres.query.annotation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import omega.genomics.postgres.internal.Sql;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Looks up variants in the blocks of a packed dataset: one row for each block that has a wanted position. The server
 * finds the wanted variants and prints only their values. REF and ALT of the whole block come as the single text in which they are
 * stored, and so do the values of an INFO key: splitting these is what would take the server longest.
 */
record BlockLookup(Connection connection, String schema, int dataset, SourceColumns columns) implements SourceLookup {
    private static final int COPY_HEADER = 19;
    private static final int COPY_TRAILER = 2;

    @Override
    public List<SourceRow> at(String contig, int[] positions) throws SQLException {
        List<SourceRow> rows = new ArrayList<>();
        if (positions.length == 0) {
            return rows;
        }
        BlockRows blocks = new BlockRows(columns.values(), rows);
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + select(contig, positions) + ") TO STDOUT (FORMAT binary)");
        try {
            int at = COPY_HEADER;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                if (row.length - at > COPY_TRAILER) {
                    blocks.read(row, at);
                }
                at = 0;
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return rows;
    }

    /** In the query of blocks each array is decompressed once, by adding nothing to it. */
    private String select(String contig, int[] positions) {
        Set<String> arrays = new TreeSet<>(Set.of("position", "position_wide", "end_pos"));
        StringBuilder infos = new StringBuilder();
        StringBuilder aggregated = new StringBuilder();
        StringBuilder selected = new StringBuilder();
        int number = 0;
        for (SourceValue value : columns.values()) {
            String name = "value" + number++;
            if (value.isOfKey()) {
                infos.append(", ").append(value.ofBlock()).append(" AS ").append(name);
                selected.append(", b.").append(name);
            } else {
                arrays.addAll(value.arrays());
                aggregated
                        .append(", array_agg(")
                        .append(value.ofBlock())
                        .append(") AS ")
                        .append(name);
                selected.append(", m.").append(name);
            }
        }
        String blocks = Sql.name(schema, "variant_blocks");
        String which = "b.dataset_id = " + dataset + " AND b.chromosome = " + Sql.literal(contig);
        int first = positions[0];
        int last = positions[positions.length - 1];
        StringBuilder places = new StringBuilder();
        for (int position : positions) {
            places.append(places.isEmpty() ? "" : ",").append(position);
        }
        return "SELECT b.first_position, b.ref, b.alt, m.places, m.positions, m.beyond" + selected
                + " FROM (SELECT '{" + places + "}'::int[] AS places OFFSET 0) w CROSS JOIN LATERAL (SELECT"
                + " b.first_position, b.last_position, b.block_number, b.has_ratios, b.has_rs_ids, b.ref, b.alt"
                + arrays.stream()
                        .map(array -> ", (CASE WHEN b.\"" + array + "\" IS NOT NULL THEN b.\"" + array
                                + "\" || '{}' END) AS \"" + array + '"')
                        .collect(Collectors.joining())
                + infos + " FROM " + blocks + " b WHERE " + which
                // all blocks before the last one that begins further left end there
                + " AND b.first_position >= coalesce((SELECT max(b.first_position) FROM " + blocks + " b WHERE " + which
                + " AND b.first_position < " + first + "), 0) AND b.first_position <= " + last
                + " AND width_bucket(b.last_position, w.places) > width_bucket(b.first_position - 1, w.places)"
                + " OFFSET 0) b CROSS JOIN LATERAL (SELECT array_agg(i) AS places, array_agg(wanted) AS positions,"
                + " array_agg(coalesce(b.end_pos[i], 0)) AS beyond" + aggregated
                + " FROM (SELECT w.places[number] AS wanted, generate_series(1 + (CASE"
                + " WHEN w.places[number] = b.first_position THEN 0"
                + " WHEN b.\"position\" IS NULL THEN width_bucket(w.places[number] - b.first_position - 1, b.position_wide)"
                + " ELSE width_bucket((w.places[number] - b.first_position - 32769)::smallint, b.\"position\") END), (CASE"
                + " WHEN b.\"position\" IS NULL THEN width_bucket(w.places[number] - b.first_position, b.position_wide)"
                + " ELSE width_bucket((w.places[number] - b.first_position - 32768)::smallint, b.\"position\") END)) AS i"
                + " FROM generate_series(width_bucket(b.first_position - 1, w.places) + 1,"
                + " width_bucket(b.last_position, w.places)) AS n (number)) AS wanted) m WHERE m.places IS NOT NULL"
                + " ORDER BY b.first_position, b.block_number";
    }
}
