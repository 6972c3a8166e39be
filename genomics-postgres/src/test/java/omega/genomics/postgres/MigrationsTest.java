package omega.genomics.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import omega.genomics.geneset.GeneSet;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@DatabaseTest
class MigrationsTest {
    @BeforeAll
    static void migrate(TestDatabase database) throws SQLException {
        database.execute("CREATE TABLE public.of_the_host (n int)");
        GenomicsDatabase genomes = GenomicsDatabase.open(database.url());
        assertThat(genomes.assembly("grch38").migrate()).isNotEmpty();
        assertThat(genomes.assembly("grch38").migrate()).isEmpty();
        assertThat(genomes.assembly("grcm39").migrate()).isNotEmpty();
    }

    @Test
    void keepToTheirOwnSchemas(TestDatabase database) throws SQLException {
        assertThat(database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("of_the_host");
        assertThat(database.value("SELECT count(*) FROM grch38.genomics_schema_history WHERE success"))
                .isEqualTo(database.value("SELECT count(*) FROM grcm39.genomics_schema_history WHERE success"));
    }

    /** A function must not look into another assembly because of somebody's search_path. */
    @Test
    void bindFunctionsToTheirOwnAssembly(TestDatabase database) throws SQLException {
        assertThat(database.value("SELECT pg_get_functiondef('grcm39.genes_overlapping'::regproc)"))
                .contains("grcm39.genes")
                .doesNotContain("grch38");
    }

    /** A pool of one gives a second connection only when the first has come back. */
    @Test
    void needOneConnectionAtATime(TestDatabase database) throws SQLException {
        AtomicInteger open = new AtomicInteger();
        DataSource poolOfOne = new DelegatingSource(source(database)) {
            @Override
            public Connection getConnection() throws SQLException {
                if (open.getAndIncrement() > 0) {
                    throw new SQLException("a second connection at a time");
                }
                Connection connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            if (method.getName().equals("close") && !connection.isClosed()) {
                                assertThat(connection.getAutoCommit()).isTrue();
                                open.decrementAndGet();
                            }
                            return method.invoke(connection, arguments);
                        });
            }
        };
        AssemblyDatabase genome = GenomicsDatabase.open(poolOfOne).assembly("pooled");
        assertThat(genome.migrate()).isNotEmpty();
        assertThat(genome.migrate()).isEmpty();
        assertThat(open).hasValue(0);
        assertThat(genome.genes().sets()).containsExactly("longevity");
    }

    @Test
    void runOnceWhenSeveralCallAtATime(TestDatabase database) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> migrate = () ->
                    GenomicsDatabase.open(source(database)).assembly("crowded").migrate();
            List<Future<List<String>>> calls = threads.invokeAll(Collections.nCopies(4, migrate));
            int applied = 0;
            for (Future<List<String>> call : calls) {
                applied += call.get().size();
            }
            assertThat(database.value("SELECT count(*) FROM crowded.genomics_schema_history WHERE version <> '0'"
                            + " AND type = 'SQL'"))
                    .isEqualTo(String.valueOf(applied));
        } finally {
            threads.shutdownNow();
        }
    }

    private static PGSimpleDataSource source(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        return source;
    }

    @Test
    void refuseASchemaOfAnotherVersionInOneLine(TestDatabase database) throws SQLException {
        AssemblyDatabase other = GenomicsDatabase.open(database.url()).assembly("other");
        other.migrate();
        database.execute("UPDATE other.genomics_schema_history SET checksum = 1 WHERE version = '3'");

        assertThatThrownBy(other::migrate)
                .hasMessageStartingWith("the schema \"other\" was made by another version of this library (")
                .hasMessageContaining("version 3")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refuseASchemaOfANewerLibraryWithBothVersions(TestDatabase database) throws SQLException {
        AssemblyDatabase newer = GenomicsDatabase.open(database.url()).assembly("newer");
        newer.migrate();
        String known = database.value("SELECT version FROM newer.genomics_schema_history WHERE version IS NOT NULL"
                + " ORDER BY installed_rank DESC LIMIT 1");
        database.execute("INSERT INTO newer.genomics_schema_history SELECT installed_rank + 1, '99.1', 'later', type,"
                + " 'V99_1__later.sql', 1, installed_by, now(), 1, true FROM newer.genomics_schema_history"
                + " ORDER BY installed_rank DESC LIMIT 1");

        assertThatThrownBy(newer::migrate)
                .hasMessage(
                        "the schema \"newer\" was made by a newer version of this library: it has version 99.1, this"
                                + " library knows up to version " + known
                                + "; take the newer library, or a schema of another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"information_schema", "pg_catalog", "pg_toast", "pg_temp", "pg_mine"})
    void keepAwayFromSchemasThatPostgresReserves(String name, TestDatabase database) {
        GenomicsDatabase genomes = GenomicsDatabase.open(database.url());

        assertThatThrownBy(() -> genomes.assembly(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PostgreSQL");
    }

    @Test
    void makeTheSixNamedIndexes(TestDatabase database) throws SQLException {
        assertThat(database.rows(
                        "SELECT indexname FROM pg_indexes WHERE schemaname = 'grch38' AND tablename = 'genes'"))
                .contains(
                        "idx_genes_chr_pos_range",
                        "idx_genes_type_chr",
                        "idx_genes_chr_type_pos",
                        "idx_genes_gene_chr",
                        "idx_genes_protein_coding",
                        "idx_genes_longevity");
    }

    @Test
    void commentOnEveryTable(TestDatabase database) throws SQLException {
        assertThat(database.rows("SELECT relname FROM pg_class WHERE relnamespace = 'grch38'::regnamespace"
                        + " AND relkind IN ('r', 'p', 'v') AND NOT relispartition AND relname <> 'genomics_schema_history'"
                        + " AND obj_description(oid, 'pg_class') IS NULL"))
                .isEmpty();
    }

    @Test
    void seedTheLongevitySetOfTheLibrary(TestDatabase database) throws SQLException {
        List<String> members = database.rows(
                "SELECT symbol FROM grch38.gene_set_members WHERE set_name = 'longevity' ORDER BY ordinal");
        assertThat(members).isEqualTo(GeneSet.longevity().symbols()).hasSize(16);
        TreeSet<String> aliases = new TreeSet<>();
        GeneSet.longevity()
                .members()
                .forEach(member -> member.aliases().forEach(alias -> aliases.add(alias + "|" + member.symbol())));
        assertThat(new TreeSet<>(database.rows("SELECT alias, symbol FROM grch38.gene_aliases")))
                .isEqualTo(aliases);
    }
}
