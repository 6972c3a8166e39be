package omega.genomics.postgres.query.genes;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;

/**
 * A gene as the database has it, without its transcripts. Coordinates are 1-based and inclusive.
 *
 * @param datasetId the dataset it belongs to; stays when that is loaded anew
 * @param key its key within the dataset as it was loaded; after another load it may be another's
 * @param id stable id without version
 * @param version of the id; empty if the file has none
 * @param writtenId the id as the file writes it
 * @param name symbol; empty if the file has none. Not unique
 * @param type column 3 of its line, such as {@code gene}
 * @param biotype such as {@code protein_coding}; empty if the file has none
 * @param source column 2 of its line
 * @param contig name in Ensembl style: {@code 17}, {@code MT}
 * @param start leftmost base
 * @param end rightmost base
 * @param strand of the gene
 * @param isDerived true if the file has no line for it
 * @param attributes those without a component here, ordered by key; the values of a repeated key in file order
 */
public record StoredGene(
        int datasetId,
        int key,
        String id,
        OptionalInt version,
        String writtenId,
        Optional<String> name,
        String type,
        Optional<String> biotype,
        String source,
        String contig,
        int start,
        int end,
        Strand strand,
        boolean isDerived,
        Attributes attributes) {
    /** Creates a record; nothing in it may be null. */
    public StoredGene {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(writtenId, "writtenId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(biotype, "biotype");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(contig, "contig");
        Objects.requireNonNull(strand, "strand");
        Objects.requireNonNull(attributes, "attributes");
    }

    /**
     * Returns the name, or the id where there is no name.
     *
     * @return never empty
     */
    public String displayName() {
        return name.orElse(id);
    }

    /**
     * Returns the place.
     *
     * @return contig, start and end
     */
    public Region region() {
        return new Region(contig, start, end);
    }

    /**
     * Returns the place on its contig.
     *
     * @return start and end
     */
    public Interval interval() {
        return new Interval(start, end);
    }
}
