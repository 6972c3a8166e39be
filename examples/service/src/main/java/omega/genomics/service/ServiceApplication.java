package omega.genomics.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.swagger.v3.core.jackson.ModelResolver;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.vector.SimilarGenes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** A service over one assembly of a database that was loaded before. It writes nothing: give it a role that may only read. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ServiceApplication {
    public static void main(String[] args) {
        SpringApplication.run(ServiceApplication.class, args);
    }

    /** The pool is Spring's; the library neither opens nor closes connections of its own. */
    @Bean
    AssemblyDatabase assembly(HikariDataSource pool, ServiceProperties properties) {
        pool.setConnectionInitSql(
                "SET statement_timeout = " + properties.statementTimeout().toMillis());
        GenomicsDatabase database = GenomicsDatabase.open(pool);
        String replicas = properties.replicas().url();
        return (replicas.isEmpty()
                        ? database
                        : database.withReplicas(
                                replicas(pool, replicas), properties.replicas().patience()))
                .assembly(properties.assembly());
    }

    /** What {@code openReplicated} does, with a pool: queries prefer a replica, and take the primary if there is none. */
    private static HikariDataSource replicas(HikariDataSource primary, String url) {
        HikariConfig config = new HikariConfig();
        primary.copyStateTo(config);
        config.setPoolName("replicas");
        config.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "targetServerType=preferSecondary");
        return new HikariDataSource(config);
    }

    /** Without pgvector it keeps the vectors in memory, from the first question on. */
    @Bean
    SimilarGenes similarGenes(AssemblyDatabase assembly) {
        return assembly.similarGenes();
    }

    /** REST leaves out what has no value; the maps that GraphQL answers with keep it, as its specification demands. */
    @Bean
    JsonMapperBuilderCustomizer withoutNulls() {
        return mapper ->
                mapper.changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    /** OpenAPI names properties as the answers do. */
    @Bean
    ModelResolver modelResolver() {
        return new ModelResolver(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }
}
