package omega.genomics.vcf.header;

import java.util.List;
import java.util.Objects;

/**
 * One {@code ##META=<ID=…,Type=…,Number=…,Values=[…]>}: a field that {@code ##SAMPLE} lines may have (VCF 4.3 and later).
 *
 * @param id the field's name in {@code ##SAMPLE} lines
 * @param values what its values may be; empty if the line does not say
 * @param line the header line with all its fields
 */
public record MetaDefinition(String id, List<String> values, HeaderLine line) {
    /** Creates a record; nothing in it may be null. */
    public MetaDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(line, "line");
    }

    static MetaDefinition of(HeaderLine line) {
        String text = line.field("Values").orElse("");
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1);
        }
        List<String> values = text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(String::strip).toList();
        return new MetaDefinition(line.id().orElse(""), values, line);
    }
}
