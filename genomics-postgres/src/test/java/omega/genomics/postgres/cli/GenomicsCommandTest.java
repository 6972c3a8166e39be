package omega.genomics.postgres.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omega.genomics.contig.Assembly;
import omega.genomics.postgres.GenomicsDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    /** A start of the embedded server takes seconds, and makes its folder. */
    @ParameterizedTest
    @ValueSource(strings = {"GRCh38", "grch-38", "", "38", "grch38;x"})
    void aNameThatNoSchemaMayHaveIsWrongUsageBeforeAServerStarts(String assembly, @TempDir Path folder) {
        for (String command :
                List.of("migrate", "query gene KL", "load genes ../docs/sample/sample.gtf", "datasets list")) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            arguments.addAll(List.of(
                    "--assembly", assembly, "--data-dir", folder.resolve("data").toString()));
            Ran ran = Ran.genomics(arguments.toArray(new String[0]));

            assertThat(ran.exitCode()).as(command).isEqualTo(2);
            assertThat(ran.stderr())
                    .startsWith(
                            "expected --assembly grch38, grch37, grcm39, grcm38, hs1 or another name of lower-case letters,"
                                    + " digits and underscores, found \"" + assembly + "\"\nUsage: genomics ");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theAssembliesThatAreNamedAreKnownAndMayBeSchemas() {
        assertThat(Assembly.bundled()).allMatch(GenomicsDatabase::isAssemblyName);
        for (String command : List.of("query gene", "gtf validate", "plot density")) {
            String help =
                    Ran.genomics((command + " --help").split(" ", -1)).stdout().replaceAll("\\s+", " ");
            assertThat(help).as(command).contains(String.join(", ", Assembly.bundled()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"foo", "jdbc:mysql://localhost/genomes", "mysql://localhost/genomes", "postgresql://a b/genomes"
            })
    void anAddressThatIsNoneIsWrongUsage(String url) {
        Ran ran = Ran.genomics("migrate", "--url", url);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr())
                .startsWith("expected an address such as jdbc:postgresql://localhost/genomes, found \"" + url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query variants --limit 0",
                "query similar KL --limit 0",
                "query clusters --model m -k 0",
                "query expression --tissue Lung --limit 0",
                "query interventions --limit -1",
                "load variants ../docs/sample/sample.vcf --connections 0",
                "plot gene KL --out x.svg --transcripts 0"
            })
    void aNumberOfThingsThatIsNoneIsWrongUsage(String command) {
        Ran ran = Ran.genomics(command.split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.stderr()).containsPattern("^expected --?[a-z]+ of 1 or more, found (0|-1)\nUsage: ");
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
