package omega.genomics.service;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be set for the service, beside what Spring Boot itself reads.
 *
 * @param assembly the schema that is served
 * @param pageSize rows of a page unless a request says otherwise
 * @param maxPageSize rows of a page at most
 * @param maxRegion bases of a region at most
 * @param statementTimeout after which the database gives up a statement
 * @param maxAge how long a client may use an answer without asking again
 */
@ConfigurationProperties("service")
public record ServiceProperties(
        @DefaultValue("grch38") String assembly,
        @DefaultValue("100") int pageSize,
        @DefaultValue("1000") int maxPageSize,
        @DefaultValue("5000000") int maxRegion,
        @DefaultValue("10s") Duration statementTimeout,
        @DefaultValue("60s") Duration maxAge) {}
