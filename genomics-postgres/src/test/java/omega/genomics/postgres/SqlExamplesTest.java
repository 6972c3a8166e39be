package omega.genomics.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.load.Genomes;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs; a new file is a new test. */
@DatabaseTest
class SqlExamplesTest {
    private static final Path EXAMPLES = Path.of("../sql/examples");

    @BeforeAll
    static void load(TestDatabase database) throws Exception {
        Genomes.empty(database, "grch38").loadGenes(Fixtures.genes()).run();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void runs(Path file, TestDatabase database) throws Exception {
        String sql = Files.readString(file);
        assertThat(sql).as("says what it shows").startsWith("-- ");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = grch38");
            // pgjdbc takes ? for a parameter
            boolean hasRows = statement.execute(sql.replace(" ? ", " ?? "));
            while (hasRows || statement.getUpdateCount() >= 0) {
                hasRows = statement.getMoreResults();
            }
        }
    }
}
