package omega.genomics.vcf.header;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One {@code ##contig=<ID=…,length=…>}.
 *
 * @param id the contig's name in the CHROM column
 * @param length in bases; empty if the header does not say, or not as a number
 * @param line the header line with all its fields
 */
public record ContigDefinition(String id, OptionalLong length, HeaderLine line) {
    /** Creates a record; nothing in it may be null. */
    public ContigDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(line, "line");
    }

    /**
     * Returns the assembly the contig belongs to.
     *
     * @return the {@code assembly} field
     */
    public Optional<String> assembly() {
        return line.field("assembly");
    }

    /**
     * Returns the checksum of its sequence.
     *
     * @return the {@code md5} field; some writers call it {@code M5}
     */
    public Optional<String> md5() {
        return line.field("md5").or(() -> line.field("M5"));
    }

    /**
     * Returns where its sequence can be found.
     *
     * @return the {@code URL} field
     */
    public Optional<String> url() {
        return line.field("URL");
    }
}
