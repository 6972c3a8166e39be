package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** What java.net.URI knows no host of. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "postgresql://u:p@db_server:5433/x jdbc:postgresql://db_server:5433/x?user=u&password=p",
                "postgresql://h1,h2 jdbc:postgresql://h1,h2/",
                "postgresql://u@h1:5433,h_2,:7/x jdbc:postgresql://h1:5433,h_2,localhost:7/x?user=u",
                "postgresql://[::1]:5433/x jdbc:postgresql://[::1]:5433/x",
                "postgresql:///x jdbc:postgresql:///x",
                "postgresql://h?user=me jdbc:postgresql://h/?user=me",
                "postgresql://h/my%20genomes+1 jdbc:postgresql://h/my+genomes%2B1",
                "postgresql://h/d?connect_timeout=3&target_session_attrs=read-write"
                        + " jdbc:postgresql://h/d?connectTimeout=3&targetServerType=primary",
                "postgresql://u:a:b?c#d@h/d jdbc:postgresql://h/d?user=u&password=a%3Ab%3Fc%23d",
                "jdbc:postgresql://h_1:5433,h2/d jdbc:postgresql://h_1:5433,h2/d",
                "jdbc:postgresql:d jdbc:postgresql:d",
            })
    void takesEveryHostThatLibpqTakes(String given, String jdbc) {
        assertThat(ServerAddress.jdbc(given)).isEqualTo(jdbc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:s3cret@s3cret@h/d",
                "postgresql://u:s3cret/s3cret@h/d",
                "postgresql://u:s3cret",
                "postgresql://u:s3cret@h:70000/d",
                "postgresql://u:s3cret@h h/d",
                "postgresql://u:s3cret%zz@h/d",
                "postgresql://u:s3cret@%2Fvar%2Frun/d",
                "postgresql://u:s3cret@h/d?host=x",
                "postgresql://u@h/d?password=s3cret&x",
                "mysql://u:s3 s3cret@h/d",
                "mysql://u:s3cret",
                "u:s3cret@h/d",
                "jdbc:postgresql://u:s3cret@h/d",
                "jdbc:postgresql://h:s3cret/d",
                "jdbc:mysql://h/d?user=u&password=s3cret",
            })
    void refusesOthersWithoutTheirPasswords(String url) {
        assertThatThrownBy(() -> ServerAddress.jdbc(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ")
                .hasMessageContaining(", found \"" + url.charAt(0))
                .hasMessageContaining("***")
                .hasMessageNotContaining("s3");
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
        assertThat(ServerAddress.fromEnvironment(Map.of("PGHOST", "h_1,::1", "PGPORT", "1,2", "PGDATABASE", "d")))
                .isEqualTo("jdbc:postgresql://h_1:1,[::1]:2/d");
        assertThat(ServerAddress.fromEnvironment(Map.of("PGHOST", "a,b", "PGPORT", "7", "PGDATABASE", "d")))
                .isEqualTo("jdbc:postgresql://a:7,b:7/d");
        assertThatThrownBy(() -> ServerAddress.fromEnvironment(Map.of("PGHOST", "a,b,c", "PGPORT", "1,2")))
                .hasMessageContaining("expected one port in PGPORT, or 3");
        assertThatThrownBy(() -> ServerAddress.fromEnvironment(Map.of("PGHOST", "/var/run/postgresql")))
                .hasMessageContaining("Unix socket");
    }
}
