package omega.genomics.vcf.header;

import java.util.Objects;

/**
 * One {@code ##ALT=<ID=…,Description=…>}.
 *
 * @param id what a symbolic allele has between its angle brackets
 * @param description the text for people; empty if the header has none
 * @param line the header line with all its fields
 */
public record AltDefinition(String id, String description, HeaderLine line) {
    /** Creates a record; nothing in it may be null. */
    public AltDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(line, "line");
    }
}
