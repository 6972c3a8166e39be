package omega.genomics.postgres.load.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.fasta.FastaStatistics;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.load.LoadException;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code chromosome_metadata}.
 *
 * @param chromosome the name to store
 * @param contig what the assembly says about it; null if it does not know it with this length
 * @param sequence what the file says
 * @param source the file
 */
public record ContigRow(String chromosome, @Nullable Contig contig, FastaStatistics sequence, String source) {
    private static final String COUNTS = "a_count, c_count, g_count, t_count, n_count, other_count, gc_content, md5";
    static final String COLUMNS = "chromosome, aliases, role, length, source, " + COUNTS;

    public static ContigRow of(FastaStatistics sequence, @Nullable Assembly assembly, String source) {
        if (sequence.length() > Integer.MAX_VALUE) {
            throw new LoadException("sequence " + sequence.name() + " of " + source + " has " + sequence.length()
                    + " bases; at most 2147483647 can be stored");
        }
        Optional<Contig> contig = assembly == null || sequence.length() == 0
                ? Optional.empty()
                : assembly.resolve(sequence.name(), (int) sequence.length());
        return new ContigRow(contig.map(Contig::name).orElse(sequence.name()), contig.orElse(null), sequence, source);
    }

    public boolean isKnown() {
        return contig != null;
    }

    /** Inserts or updates from a staged table; counts stay where the new file has none and the length is the same. */
    static void putAll(Connection connection, String schema, String staged) throws SQLException {
        StringBuilder update = new StringBuilder();
        for (String column : List.of(COUNTS.split(", "))) {
            update.append(", ")
                    .append(column)
                    .append(" = CASE WHEN excluded.md5 IS NULL AND m.length = excluded.length");
            update.append(" THEN m.")
                    .append(column)
                    .append(" ELSE excluded.")
                    .append(column)
                    .append(" END");
        }
        Sql.execute(
                connection,
                "INSERT INTO " + Sql.name(schema, "chromosome_metadata") + " AS m (" + COLUMNS + ") SELECT " + COLUMNS
                        + " FROM " + staged + " ORDER BY chromosome ON CONFLICT (chromosome) DO UPDATE SET aliases ="
                        + " excluded.aliases, role = excluded.role, length = excluded.length, source = excluded.source,"
                        + " loaded_at = now()" + update);
    }

    void bind(PreparedStatement insert) throws SQLException {
        Object[] aliases = contig == null
                ? new Object[0]
                : contig.aliases().stream()
                        .filter(alias -> !alias.equals(chromosome))
                        .toArray();
        insert.setString(1, chromosome);
        insert.setArray(2, insert.getConnection().createArrayOf("text", aliases));
        insert.setString(3, contig == null ? null : contig.role().name().toLowerCase(Locale.ROOT));
        insert.setInt(4, (int) sequence.length());
        insert.setString(5, source);
        boolean counted = isCounted(sequence);
        long[] counts = {sequence.a(), sequence.c(), sequence.g(), sequence.t(), sequence.n(), sequence.other()};
        for (int i = 0; i < counts.length; i++) {
            insert.setObject(6 + i, counted ? counts[i] : null, Types.BIGINT);
        }
        insert.setObject(12, gc(sequence), Types.DOUBLE);
        insert.setString(13, counted ? sequence.md5() : null);
    }

    /** Tells whether there is anything but a length; an index has no digest. */
    public static boolean isCounted(FastaStatistics sequence) {
        return !sequence.md5().isEmpty();
    }

    private static @Nullable Double gc(FastaStatistics sequence) {
        OptionalDouble gc = sequence.gc();
        return gc.isPresent() ? gc.getAsDouble() : null;
    }
}
