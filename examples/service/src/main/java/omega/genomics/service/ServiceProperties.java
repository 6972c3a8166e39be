package omega.genomics.service;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the service, in addition to those that Spring Boot itself reads.
 *
 * @param assembly the schema that is served
 * @param pageSize rows of a page unless a request says otherwise
 * @param maxPageSize rows of a page at most
 * @param maxQueryDepth levels of a GraphQL query at most
 * @param maxQueryValues values that a GraphQL query may ask for: fields times the names and limits above them
 * @param maxRegion bases of a region at most
 * @param maxStreams requests that may stream at the same time: each holds a connection or an annotator
 * @param maxBody bytes of a VCF file at most, as sent
 * @param maxStreamTime after which a client that still sends is cut off
 * @param statementTimeout after which the database gives up a statement
 * @param maxAge how long a client may use an answer without asking again
 * @param replicas where queries go instead of the primary
 */
@ConfigurationProperties("service")
public record ServiceProperties(
        @DefaultValue("grch38") String assembly,
        @DefaultValue("100") int pageSize,
        @DefaultValue("1000") int maxPageSize,
        @DefaultValue("16") int maxQueryDepth,
        @DefaultValue("100000") int maxQueryValues,
        @DefaultValue("5000000") int maxRegion,
        @DefaultValue("8") int maxStreams,
        @DefaultValue("10GB") DataSize maxBody,
        @DefaultValue("1h") Duration maxStreamTime,
        @DefaultValue("10s") Duration statementTimeout,
        @DefaultValue("60s") Duration maxAge,
        @DefaultValue Replicas replicas) {
    /**
     * Where queries go if there are replicas.
     *
     * @param url JDBC address of the replicas and, last, the primary; empty for none
     * @param patience how long a query waits for a replica
     */
    public record Replicas(
            @DefaultValue("") String url,
            @DefaultValue("10s") Duration patience) {}
}
