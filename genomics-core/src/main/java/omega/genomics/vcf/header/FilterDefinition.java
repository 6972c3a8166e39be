package omega.genomics.vcf.header;

/**
 * One {@code ##FILTER=<ID=…,Description=…>}.
 *
 * @param id the filter's name in the FILTER column
 * @param description the text for people; empty if the header has none
 * @param line the header line with all its fields
 */
public record FilterDefinition(String id, String description, HeaderLine line) {}
