package omega.genomics.postgres.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/d?ssl=true, jdbc:postgresql://h/d?ssl=true",
        "postgresql://h/d, jdbc:postgresql://h/d",
        "postgres://h:5433/d, jdbc:postgresql://h:5433/d",
        "postgresql://me@h/d, jdbc:postgresql://h/d?user=me",
        "postgresql://me:p%40ss+1@h/d?sslmode=require, jdbc:postgresql://h/d?sslmode=require&user=me&password=p%40ss%2B1",
        "postgresql://h, jdbc:postgresql://h/",
    })
    void takesJdbcAndLibpqAddresses(String given, String jdbc) {
        assertThat(ServerAddress.jdbc(given)).isEqualTo(jdbc);
    }

    @Test
    void refusesOtherAddresses() {
        assertThatThrownBy(() -> ServerAddress.jdbc("localhost/genomes"))
                .hasMessageContaining("jdbc:postgresql://localhost/genomes");
    }

    @Test
    void readsTheEnvironmentAsPsqlDoes() {
        assertThat(ServerAddress.fromEnvironment(Map.of())).isNull();
        assertThat(ServerAddress.fromEnvironment(Map.of("PGUSER", "me"))).isNull();
        assertThat(ServerAddress.fromEnvironment(Map.of("PGHOST", "h", "PGPORT", "5433", "PGDATABASE", "d")))
                .isEqualTo("jdbc:postgresql://h:5433/d");
        assertThat(ServerAddress.fromEnvironment(Map.of("PGHOST", "h", "PGUSER", "me")))
                .isEqualTo("jdbc:postgresql://h:5432/me");
        assertThat(ServerAddress.fromEnvironment(Map.of("PGDATABASE", "d")))
                .isEqualTo("jdbc:postgresql://localhost:5432/d");
        assertThatThrownBy(() -> ServerAddress.fromEnvironment(Map.of("PGHOST", "/var/run/postgresql")))
                .hasMessageContaining("Unix socket");
    }
}
