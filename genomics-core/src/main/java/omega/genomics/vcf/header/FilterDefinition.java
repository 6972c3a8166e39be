package omega.genomics.vcf.header;

import java.util.Objects;

/**
 * One {@code ##FILTER=<ID=…,Description=…>}.
 *
 * @param id the filter's name in the FILTER column
 * @param description the text for people; empty if the header has none
 * @param line the header line with all its fields
 */
public record FilterDefinition(String id, String description, HeaderLine line) {
    /** Creates a record; nothing in it may be null. */
    public FilterDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(line, "line");
    }
}
