package omega.genomics.postgres.load.longevity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.longevity.trajectory.BiomarkerDream;
import omega.genomics.longevity.trajectory.CausalPattern;
import omega.genomics.longevity.trajectory.SimulationResult;
import omega.genomics.longevity.trajectory.TrajectoryPoint;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.postgres.copy.CopyTarget;
import omega.genomics.postgres.internal.Sql;
import omega.genomics.postgres.internal.StorableRecord;
import omega.genomics.postgres.internal.StorableText;
import omega.genomics.postgres.load.LoadException;

/**
 * Writes research data of one's own by COPY: {@code aging_trajectories}, {@code causal_patterns}, {@code biomarker_dreams} and
 * {@code simulation_results}.
 *
 * <p>Each call is one transaction: all of its rows or, if one of them breaks a rule of its table or is there already, none.
 * Rows may come from a stream of any length. Immutable and thread-safe; each call opens a connection.
 */
public final class ResearchWriter {
    private final DataSource dataSource;
    private final String schema;

    private ResearchWriter(DataSource dataSource, String schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    /**
     * Makes a writer.
     *
     * @param dataSource gives a connection
     * @param schema the assembly's schema, migrated
     * @return the writer
     */
    public static ResearchWriter of(DataSource dataSource, String schema) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(schema, "schema");
        return new ResearchWriter(dataSource, schema);
    }

    /**
     * Adds measurements.
     *
     * @param points one a study, subject, measure and time
     * @return how many
     * @throws ParseException if a text has a NUL or is too long for the table's key; the location is the table and the number of the row, from 1
     * @throws LoadException if the database refuses one of them
     */
    public long trajectories(Iterable<TrajectoryPoint> points) {
        Objects.requireNonNull(points, "points");
        String columns = "study, subject, measure, at, value, unit, basin";
        Set<String> keys = Set.of("study", "subject", "measure");
        return copy("aging_trajectories", 7, columns, keys, points, (row, point) -> {
            row.putText(point.study());
            row.putText(point.subject());
            row.putText(point.measure());
            row.putDouble(point.at());
            row.putDouble(point.value());
            row.put(point.unit());
            row.put(point.basin());
        });
    }

    /**
     * Adds patterns.
     *
     * @param patterns one a study, cause, effect, lag and method
     * @return how many
     * @throws ParseException if a text has a NUL or is too long for the table's key; the location is the table and the number of the row, from 1
     * @throws LoadException if the database refuses one of them
     */
    public long patterns(Iterable<CausalPattern> patterns) {
        Objects.requireNonNull(patterns, "patterns");
        String columns = "study, cause, effect, lag, strength, confidence, observations, method, pmid";
        Set<String> keys = Set.of("study", "cause", "effect", "method");
        return copy("causal_patterns", 9, columns, keys, patterns, (row, pattern) -> {
            row.putText(pattern.study());
            row.putText(pattern.cause());
            row.putText(pattern.effect());
            row.putDouble(pattern.lag());
            row.putDouble(pattern.strength());
            row.put(pattern.confidence());
            row.put(pattern.observations());
            row.putText(pattern.method());
            row.put(pattern.pubmedId());
        });
    }

    /**
     * Adds hypotheses.
     *
     * @param dreams one a study, biomarker and hypothesis
     * @return how many
     * @throws ParseException if a text has a NUL or is too long for the table's key; the location is the table and the number of the row, from 1
     * @throws LoadException if the database refuses one of them
     */
    public long dreams(Iterable<BiomarkerDream> dreams) {
        Objects.requireNonNull(dreams, "dreams");
        String columns = "study, biomarker, hypothesis, expected_change, unit, probability, status, pmid";
        Set<String> keys = Set.of("study", "biomarker", "hypothesis");
        return copy("biomarker_dreams", 8, columns, keys, dreams, (row, dream) -> {
            row.putText(dream.study());
            row.putText(dream.biomarker());
            row.putText(dream.hypothesis());
            row.put(dream.expectedChange());
            row.put(dream.unit());
            row.put(dream.probability());
            row.putText(dream.status().name().toLowerCase(Locale.ROOT));
            row.put(dream.pubmedId());
        });
    }

    /**
     * Adds results of simulations.
     *
     * @param results one a study, run, metric and time
     * @return how many
     * @throws ParseException if a text has a NUL or is too long for the table's key; the location is the table and the number of the row, from 1
     * @throws LoadException if the database refuses one of them
     */
    public long simulations(Iterable<SimulationResult> results) {
        Objects.requireNonNull(results, "results");
        String columns = "study, run, scenario, seed, at, metric, value";
        Set<String> keys = Set.of("study", "run", "metric");
        return copy("simulation_results", 7, columns, keys, results, (row, result) -> {
            row.putText(result.study());
            row.putText(result.run());
            row.putText(result.scenario());
            if (result.seed().isPresent()) {
                row.putLong(result.seed().getAsLong());
            } else {
                row.putNull();
            }
            row.putDouble(result.at());
            row.putText(result.metric());
            row.putDouble(result.value());
        });
    }

    /**
     * Takes a study out of all four tables.
     *
     * @param study its name
     * @return how many rows went
     * @throws LoadException if the database refuses
     */
    public long remove(String study) {
        Objects.requireNonNull(study, "study");
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            long rows = 0;
            for (String table :
                    new String[] {"aging_trajectories", "causal_patterns", "biomarker_dreams", "simulation_results"}) {
                rows += Sql.update(connection, "DELETE FROM " + Sql.name(schema, table) + " WHERE study = ?", study);
            }
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw new LoadException("could not remove the study \"" + study + "\"", e);
        }
    }

    /** @param keys components that are texts of the primary key */
    private <T extends Record> long copy(
            String table,
            int width,
            String columns,
            Set<String> keys,
            Iterable<T> rows,
            BiConsumer<BinaryCopyWriter, T> write) {
        StorableRecord storable = new StorableRecord(table, keys, StorableText.MAX_INDEXED / keys.size());
        String sql = "COPY " + Sql.name(schema, table) + " (" + columns + ") FROM STDIN (FORMAT binary)";
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (CopyTarget target = CopyTarget.open(connection, sql)) {
                BinaryCopyWriter writer = new BinaryCopyWriter((block, length) -> send(target, block, length));
                for (T row : rows) {
                    Diagnostic finding = storable.finding(row, writer.rows() + 1);
                    if (finding != null) {
                        throw new ParseException(finding);
                    }
                    writer.startRow(width);
                    write.accept(writer, row);
                }
                writer.flush();
                target.finish();
                connection.commit();
                return writer.rows();
            }
        } catch (SQLException e) {
            throw new LoadException("could not add to " + table, e);
        }
    }

    private static byte[] send(CopyTarget target, byte[] block, int length) {
        try {
            target.write(block, 0, length);
            return block;
        } catch (SQLException e) {
            throw new LoadException("could not send rows", e);
        }
    }
}
