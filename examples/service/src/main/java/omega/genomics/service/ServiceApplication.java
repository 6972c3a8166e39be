package omega.genomics.service;

import com.zaxxer.hikari.HikariDataSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
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
        return GenomicsDatabase.open(pool).assembly(properties.assembly());
    }
}
