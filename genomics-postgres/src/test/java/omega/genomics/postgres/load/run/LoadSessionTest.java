package omega.genomics.postgres.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import omega.genomics.contig.Assembly;
import omega.genomics.contig.Contig;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A load does not depend on the settings of its role, and does not wait for ever for a server that stands still. */
@DatabaseTest
class LoadSessionTest {
    private static final String HEADER = "##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    private TestDatabase database;
    private AssemblyDatabase genome;

    @BeforeEach
    void migrate(TestDatabase fresh) throws SQLException {
        database = fresh;
        genome = Genomes.empty(database, "own");
    }

    private AssemblyDatabase with(String parameters) {
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + parameters;
        return GenomicsDatabase.open(url).assembly("own");
    }

    private static String records(String contig, int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= number; i++) {
            text.append(contig).append('\t').append(i).append("\t.\tA\tC\t.\t.\t.\n");
        }
        return text.toString();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for a while between its two halves. */
    private static InputStream halting(String text) {
        int half = text.indexOf('\n', text.length() / 2) + 1;
        InputStream pause = new InputStream() {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }

            @Override
            public int read() throws IOException {
                try {
                    TimeUnit.MILLISECONDS.sleep(1200);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        };
        return new SequenceInputStream(
                bytes(text.substring(0, half)), new SequenceInputStream(pause, bytes(text.substring(half))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "idle_in_transaction_session_timeout=300",
                "idle_session_timeout=300",
                "statement_timeout=300",
                "standard_conforming_strings=off",
                "quote_all_identifiers=on"
            })
    void loadsWhateverTheRoleHasSet(String setting) throws Exception {
        Assembly contigs = Assembly.of(
                "own",
                List.of(
                        new Contig("it's", OptionalInt.empty(), Contig.Role.CHROMOSOME, Set.of()),
                        new Contig("back\\slash", OptionalInt.empty(), Contig.Role.CHROMOSOME, Set.of())));
        AssemblyDatabase odd = with("options=-c%20" + setting);
        for (int round = 0; round < 2; round++) {
            String text = HEADER + records("it's", 40_000 - round) + records("back\\slash", 40_000 + round);
            LoadReport report = odd.loadVariants(InputSource.of("calls.vcf", halting(text)))
                    .contigs(contigs)
                    .run();
            assertThat(report.recordsStored()).isEqualTo(80_000);
        }

        assertThat(database.rows("SELECT chromosome, count(*) FROM own.variants GROUP BY 1 ORDER BY 1"))
                .containsExactly("back\\slash|40001", "it's|39999");
    }

    @Test
    void givesAPooledConnectionItsOwnSettingsBack() throws Exception {
        try (Connection pooled = database.connect()) {
            try (var statement = pooled.createStatement()) {
                statement.execute("SET statement_timeout = '7s'; SET standard_conforming_strings = off");
                pooled.setNetworkTimeout(Runnable::run, 0);
                try (Connection connection =
                        omega.genomics.postgres.internal.SessionSettings.open(TestDatabase.keeping(pooled))) {
                    connection.setAutoCommit(false);
                    assertThat(value(pooled, "statement_timeout")).isEqualTo("0");
                    assertThat(value(pooled, "standard_conforming_strings")).isEqualTo("on");
                    assertThat(pooled.getNetworkTimeout()).isPositive();
                }
                assertThat(value(pooled, "statement_timeout")).isEqualTo("7s");
                assertThat(value(pooled, "standard_conforming_strings")).isEqualTo("off");
                assertThat(pooled.getNetworkTimeout()).isZero();
                assertThat(pooled.getAutoCommit()).isTrue();
            }
        }
    }

    private static String value(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    /** The load must end although the server neither takes rows nor answers a request to cancel. */
    @Test
    @Timeout(60)
    void aServerThatStandsStillEndsTheLoad() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        String text = HEADER + records("1", 200_000);
        InputStream endless = new SequenceInputStream(bytes(text), new InputStream() {
            private int position = 200_000;
            private byte[] line = {};
            private int at;

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int n = 0;
                while (n < length) {
                    into[from + n++] = (byte) read();
                }
                return n;
            }

            @Override
            public int read() throws IOException {
                if (at == line.length) {
                    if (!stopped.getAndSet(true)) {
                        signal("STOP");
                    }
                    line = ("1\t" + ++position + "\t.\tA\tC\t.\t.\t.\n").getBytes(StandardCharsets.UTF_8);
                    at = 0;
                }
                return line[at++];
            }
        });
        try {
            assertThatThrownBy(() -> with("socketTimeout=2")
                            .loadVariants(InputSource.of("calls.vcf", endless))
                            .connections(1)
                            .run())
                    .isInstanceOf(LoadException.class);
        } finally {
            signal("CONT");
        }
        assertThat(genome.loadVariants(InputSource.of("calls.vcf", bytes(text)))
                        .run()
                        .recordsStored())
                .isEqualTo(200_000);
    }

    /** To the servers of connections that are copying rows. */
    private void signal(String signal) throws IOException {
        try {
            for (String pid : database.rows(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'omega-genomics' AND query LIKE 'COPY %'"
                            + " AND pid <> pg_backend_pid()")) {
                new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
            }
        } catch (SQLException | InterruptedException e) {
            throw new IOException(e);
        }
    }
}
