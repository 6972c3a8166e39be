package omega.genomics.vcf.header;

import java.util.List;
import java.util.Objects;

/**
 * One {@code ##PEDIGREE=<…>}: which genomes one descends from.
 *
 * @param sample the descendant: {@code ID} from 4.3 on, {@code Derived} or {@code Child} before; empty if the line names none
 * @param relations the other fields in order: the role, such as {@code Original}, {@code Father} or {@code Mother}, and the genome
 * @param line the header line with all its fields
 */
public record PedigreeDefinition(String sample, List<HeaderField> relations, HeaderLine line) {
    /** Creates a record; nothing in it may be null. */
    public PedigreeDefinition {
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(relations, "relations");
        Objects.requireNonNull(line, "line");
    }

    static PedigreeDefinition of(HeaderLine line) {
        String subject = line.id().isPresent() ? "ID" : line.field("Derived").isPresent() ? "Derived" : "Child";
        return new PedigreeDefinition(
                line.field(subject).orElse(""),
                line.fields().stream()
                        .filter(field -> !field.name().equals(subject))
                        .toList(),
                line);
    }
}
