package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.testing.DatabaseTest;
import omega.genomics.postgres.testing.Needs;
import omega.genomics.postgres.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * How long a human annotation takes to load, beside what the server itself needs for the same rows: prepared text through COPY
 * (what {@code psql \copy} sends) straight into tables with the same indexes. Not run with the other tests:
 *
 * <pre>mvn -pl genomics-postgres -am test -Dtest=LoadMeasurement -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@DatabaseTest
class LoadMeasurement {
    private static final int ROUNDS = Integer.getInteger("genomics.rounds", 3);

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;

    @Test
    void measure(TestDatabase fresh) throws Exception {
        Path file = Needs.data("gtf/ensembl/Homo_sapiens.GRCh37.75.gtf.gz");
        database = fresh;
        genome = Genomes.empty(database, "grch37");
        compare("genes only", genesOnly(file), List.of("genes"));
        compare("whole model", file, List.copyOf(GeneRows.COLUMNS.keySet()));
    }

    private Path genesOnly(Path all) throws IOException {
        Path file = directory.resolve("genes.gtf");
        try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(InputSource.of(all).open(), StandardCharsets.UTF_8));
                Writer out = Files.newBufferedWriter(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains("\tgene\t")) {
                    out.append(line).append('\n');
                }
            }
        }
        return file;
    }

    private void compare(String what, Path file, List<String> tables) throws Exception {
        double ours = Double.MAX_VALUE;
        double copy = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            String dataset = what + " " + round;
            LoadReport report =
                    genome.loadGenes(InputSource.of(file)).dataset(dataset).run();
            double seconds = report.elapsed().toNanos() / 1e9;
            double copied = copyAgain(dataset, tables);
            ours = Math.min(ours, seconds);
            copy = Math.min(copy, copied);
            say(
                    "%s, round %d: %,d rows in %.2f s (%,.0f rows/s) %s; COPY of the same rows %.2f s",
                    what, round + 1, report.rows(), seconds, report.rowsPerSecond(), report.phases(), copied);
            database.execute("DELETE FROM grch37.datasets WHERE name = '" + dataset + "'");
        }
        say("%s, best of %d: %.2f s, COPY %.2f s, ratio %.2f", what, ROUNDS, ours, copy, ours / copy);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Returns the seconds that one connection takes for rows that are ready as text. */
    private double copyAgain(String dataset, List<String> tables) throws SQLException, IOException {
        String id = database.value("SELECT dataset_id FROM grch37.datasets WHERE name = '" + dataset + "'");
        database.execute("DROP SCHEMA IF EXISTS peer CASCADE; CREATE SCHEMA peer");
        try (Connection connection = database.connect()) {
            long nanos = 0;
            for (String table : tables) {
                Path rows = directory.resolve(table + ".copy");
                String columns = " (" + GeneRows.COLUMNS.get(table) + ") ";
                try (OutputStream out = Files.newOutputStream(rows)) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "COPY (SELECT " + GeneRows.COLUMNS.get(table) + " FROM grch37." + table
                                            + " WHERE dataset_id = " + id + ") TO STDOUT",
                                    out);
                }
                database.execute("CREATE TABLE peer." + table + " (LIKE grch37." + table + " INCLUDING ALL)");
                long begin = System.nanoTime();
                try (InputStream in = Files.newInputStream(rows)) {
                    long copied = connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY peer." + table + columns + "FROM STDIN", in, 1 << 16);
                    assertThat(copied).isNotNegative();
                }
                database.execute("ANALYZE peer." + table);
                nanos += System.nanoTime() - begin;
                Files.delete(rows);
            }
            return nanos / 1e9;
        }
    }
}
