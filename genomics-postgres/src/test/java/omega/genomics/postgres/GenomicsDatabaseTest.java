package omega.genomics.postgres;

import static omega.genomics.postgres.jooq.Tables.GENES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.load.Fixtures;
import omega.genomics.postgres.query.QueryException;
import omega.genomics.postgres.vector.VectorException;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.SQLDialect;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The examples of the javadoc, as they stand there. */
@DatabaseTest
class GenomicsDatabaseTest {
    @Test
    void migratesLoadsAndAsksInFourLines(TestDatabase database, @TempDir Path directory) throws Exception {
        Path path = Files.writeString(directory.resolve("Homo_sapiens.GRCh38.111.gtf"), Fixtures.GENES);
        List<String> found = new ArrayList<>();

        AssemblyDatabase grch38 = GenomicsDatabase.open(database.url()).assembly("grch38");
        grch38.migrate();
        grch38.loadGenes(InputSource.of(path)).dataset("ensembl-111").run();
        grch38.genes().named("TP53").forEach(gene -> found.add(gene.id() + " " + gene.region()));

        assertThat(found).containsExactly("ENSG01 17:1000-5000");
        callersOwnContext(database);
    }

    private static void callersOwnContext(TestDatabase database) throws Exception {
        Settings settings = new Settings()
                .withRenderMapping(new RenderMapping()
                        .withSchemata(new MappedSchema().withInput("genome").withOutput("grch38")));
        try (Connection connection = database.connect()) {
            assertThat(DSL.using(connection, SQLDialect.POSTGRES, settings)
                            .select(GENES.BIOTYPE, count())
                            .from(GENES)
                            .groupBy(GENES.BIOTYPE)
                            .orderBy(GENES.BIOTYPE)
                            .fetch()
                            .intoMap(GENES.BIOTYPE, count()))
                    .containsEntry("protein_coding", 2)
                    .containsEntry("lncRNA", 1);
        }
    }

    /** As docs/how-to/servers.md says: what keeps state, and what is not waited for, is asked of the primary. */
    @Test
    void questionsGoToTheReplicas(TestDatabase database) throws Exception {
        PGSimpleDataSource replicas = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("a replica was asked");
            }
        };
        GenomicsDatabase replicated =
                GenomicsDatabase.open(database.url()).withReplicas(replicas, Duration.ofSeconds(1));
        AssemblyDatabase genome = replicated.assembly("servers");
        genome.migrate();
        List<ThrowingCallable> ofReplicas = List.of(
                () -> genome.genes().all().list(),
                () -> genome.genes().models(),
                () -> genome.transcripts().withId("x").list(),
                () -> genome.variants().withId("x").list(),
                () -> genome.cohorts().samples().list(),
                () -> genome.expression().tissues().list(),
                () -> genome.longevity().papers().list(),
                () -> genome.interventions().ranking().list());
        for (ThrowingCallable question : ofReplicas) {
            assertThatThrownBy(question).isInstanceOf(QueryException.class).hasMessageContaining("a replica was asked");
        }
        assertThat(genome.statistics().byContig()).isEmpty();
        assertThat(genome.research().trajectories("x").list()).isEmpty();
        assertThat(genome.vectors().models()).isEmpty();
        assertThat(genome.datasets().list()).isEmpty();
        assertThatThrownBy(() -> genome.similarGenes().to("x").list()).isInstanceOf(VectorException.class);
    }

    @Test
    void refusesANameThatIsNoSchema() {
        GenomicsDatabase database = GenomicsDatabase.open("jdbc:postgresql://localhost/x", "me", "secret");
        for (String name : List.of("", "GRCh38", "a b", "1a", "x\"; DROP TABLE genes")) {
            assertThatThrownBy(() -> database.assembly(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
