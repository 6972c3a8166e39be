package omega.genomics.vcf.header;

import java.util.List;
import java.util.Objects;

/**
 * One {@code ##SAMPLE=<ID=…,…>}: what is known about a sample. {@code Genomes} and {@code Mixture} are how 4.1 and 4.2
 * describe a mixture of genomes; later versions have the fields that {@code ##META} lines name.
 *
 * @param id the sample's name
 * @param genomes the genomes it is made of; empty if the line does not say
 * @param mixture the share of each; empty if the line does not say
 * @param line the header line with all its fields
 */
public record SampleDefinition(String id, List<String> genomes, List<String> mixture, HeaderLine line) {
    /** Creates a record; nothing in it may be null. */
    public SampleDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(genomes, "genomes");
        Objects.requireNonNull(mixture, "mixture");
        Objects.requireNonNull(line, "line");
    }

    static SampleDefinition of(HeaderLine line) {
        return new SampleDefinition(line.id().orElse(""), list(line, "Genomes"), list(line, "Mixture"), line);
    }

    private static List<String> list(HeaderLine line, String field) {
        return line.field(field).map(text -> List.of(text.split(";", -1))).orElse(List.of());
    }
}
