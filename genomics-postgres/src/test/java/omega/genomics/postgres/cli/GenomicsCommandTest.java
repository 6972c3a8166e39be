package omega.genomics.postgres.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenomicsCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "--nonsense", "gtf", "qqqq", "gtf qqqq", "migrate --assembly", "load", "query"})
    void wrongUsageIsExitCodeTwoAndGoesToStandardErrorOnly(String arguments) {
        Ran ran = Ran.genomics(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stdout()).isEmpty();
        assertThat(ran.stderr()).contains("Usage: genomics").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "gtf --help", "migrate --help", "--version"})
    void helpIsAnAnswer(String arguments) {
        Ran ran = Ran.genomics(arguments.split(" ", -1));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.stdout()).contains("genomics");
        assertThat(ran.stderr()).isEmpty();
    }

    /** The whole help of a command would push what is wrong off the screen. */
    @Test
    void wrongUsageOfOneCommandIsSaidInAFewLines() {
        Ran ran = Ran.genomics("query", "region", "21:9-5");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr())
                .startsWith("expected 1 <= start <= end (1-based, inclusive), found 21:9-5")
                .endsWith("More: genomics query region --help\n")
                .doesNotContain("--password=TEXT ");
    }

    @Test
    void aServerThatIsNotThereIsExitCodeOneWithoutAStackTrace() {
        Map<String, String> nobody = Map.of("PGHOST", "127.0.0.1", "PGPORT", "1", "PGDATABASE", "genomes");

        Ran plain = Ran.withEnvironment(nobody, "migrate", "--json");
        Ran verbose = Ran.withEnvironment(nobody, "migrate", "--verbose");

        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.stdout()).isEmpty();
        assertThat(plain.stderr().lines()).singleElement().asString().contains("127.0.0.1:1");
        assertThat(verbose.stderr()).contains("\tat ");
    }
}
