package omega.genomics.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.GenomicsDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role of {@code read-only-role.sql} may do. */
class ReadOnlyTest {
    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.shared();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM grch38.genes",
                "UPDATE grch38.datasets SET name = 'x'",
                "INSERT INTO grch38.gene_aliases DEFAULT VALUES",
                "DROP TABLE grch38.variants",
                "TRUNCATE grch38.exons",
                "CREATE TABLE grch38.mine (x int)",
                "CREATE SCHEMA mine",
                "SELECT grch38.refresh_variant_stats()",
            })
    void writesNothing(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.readerUrl());
                Statement sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class);
            // nor if it turns its transactions into such that write
            sql.execute("SET default_transaction_read_only = off");
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void givesUpSlowStatements() throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.readerUrl());
                Statement sql = connection.createStatement()) {
            var row = sql.executeQuery("SHOW statement_timeout");
            row.next();
            assertThat(row.getString(1)).isEqualTo("10s");
            sql.execute("SET statement_timeout = 50");
            assertThatThrownBy(() -> sql.execute("SELECT pg_sleep(30)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
    }

    /** Loads make partitions after the role was given its rights. */
    @Test
    void readsWhatIsLoadedLater() throws Exception {
        var owner = GenomicsDatabase.open(service.ownerUrl()).assembly("grch38");
        String tag = service.get("/api/genes/KL").headers().firstValue("ETag").orElseThrow();
        owner.loadVariants(InputSource.of(RunningService.PROJECT.resolve("docs/sample/sample.vcf")))
                .dataset("later")
                .run();
        try {
            assertThat(service.<Object>json("/api/variants?rs=rs7412&dataset=later", "$.rows[0].variant"))
                    .isEqualTo("19-44908822-C-T");
            Thread.sleep(1100);
            assertThat(service.get("/api/genes/KL", "If-None-Match", tag).statusCode())
                    .isEqualTo(200);
        } finally {
            owner.datasets().drop("variants", "later");
        }
    }
}
