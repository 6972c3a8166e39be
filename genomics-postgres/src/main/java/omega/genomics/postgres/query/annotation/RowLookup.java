package omega.genomics.postgres.query.annotation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.postgres.internal.Sql;
import org.jspecify.annotations.Nullable;

/** Looks up variants that are stored as rows. */
record RowLookup(Connection connection, String schema, int dataset, SourceColumns columns) implements SourceLookup {
    private static final int FETCHED = 10_000;

    @Override
    public List<SourceRow> at(String contig, int[] positions) throws SQLException {
        List<SourceRow> rows = new ArrayList<>();
        if (positions.length == 0) {
            return rows;
        }
        StringBuilder selected = new StringBuilder();
        columns.values().forEach(value -> selected.append(", ").append(value.ofRow()));
        // the dataset and the contig are written out, so that the planner sees which partitions there are
        String sql = "SELECT v.position, v.end_pos, v.ref, coalesce(v.alt, '.')" + selected + " FROM "
                + Sql.name(schema, "variants_at") + "(" + dataset + ", " + Sql.literal(contig)
                + ", ?) v ORDER BY v.position, v.record_number, v.allele_index, v.ordinal";
        Integer[] boxed = new Integer[positions.length];
        for (int i = 0; i < positions.length; i++) {
            boxed[i] = positions[i];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED);
            statement.setArray(1, connection.createArrayOf("int4", boxed));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    @Nullable String[] values = new @Nullable String[columns.count()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = found.getString(i + 5);
                    }
                    rows.add(new SourceRow(
                            found.getInt(1), found.getInt(2), found.getString(3), found.getString(4), values));
                }
            }
        }
        return rows;
    }
}
