package org.example;

import java.nio.file.Path;
import javax.sql.DataSource;
import omega.genomics.Region;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.embedded.EmbeddedServer;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application whose Spring Boot chooses the versions of jOOQ, Flyway and the driver, and owns the pool. */
@SpringBootApplication
public class Application {
    public static void main(String[] args) throws Exception {
        try (EmbeddedServer server = EmbeddedServer.startTemporary()) {
            System.setProperty("spring.datasource.url", server.jdbcUrl());
            SpringApplication.run(Application.class, args).close();
        }
    }

    @Bean
    CommandLineRunner loadAndAsk(DataSource pool, DSLContext jooq) {
        return args -> {
            AssemblyDatabase grch38 = GenomicsDatabase.open(pool).assembly("grch38");
            grch38.migrate();
            grch38.loadGenes(InputSource.of(Path.of(args[0]))).dataset("sample").run();
            grch38.genes().overlapping(Region.parse("17:43044295-43125364"))
                    .forEach(gene -> System.out.println(gene.displayName() + " " + gene.region()));
            System.out.println(
                    jooq.fetchCount(jooq.selectFrom("grch38.exons")) + " exons by the application's own jOOQ");
            System.out.println("jOOQ " + org.jooq.Constants.FULL_VERSION);
            System.out.println("Flyway " + flywayVersion());
        };
    }

    private static String flywayVersion() throws Exception {
        try (var version = Flyway.class.getResourceAsStream("/org/flywaydb/core/internal/version.txt")) {
            return new String(version.readAllBytes()).strip();
        }
    }
}
