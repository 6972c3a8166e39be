package omega.genomics.postgres.query.genes;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import omega.genomics.Attributes;
import omega.genomics.Interval;
import omega.genomics.Region;
import omega.genomics.Strand;

/**
 * A transcript as the database has it, without its exons. Coordinates are 1-based and inclusive.
 *
 * @param datasetId the dataset it belongs to; stays when that is loaded anew
 * @param key its key within the dataset as it was loaded; after another load it may be another's
 * @param geneKey the key of its gene within the dataset
 * @param id stable id without version
 * @param version of the id; empty if the file has none
 * @param writtenId the id as the file writes it
 * @param name such as {@code TP53-201}; empty if the file has none
 * @param type column 3 of its line, such as {@code transcript} or {@code mRNA}
 * @param biotype such as {@code retained_intron}; empty if the file has none
 * @param source column 2 of its line
 * @param contig name in Ensembl style
 * @param start leftmost base
 * @param end rightmost base
 * @param strand of the transcript
 * @param exonCount number of exons
 * @param splicedLength bases of all exons together
 * @param isDerived true if the file has no line for it
 * @param attributes those without a component here, ordered by key; the values of a repeated key in file order
 */
public record StoredTranscript(
        int datasetId,
        int key,
        int geneKey,
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
        int exonCount,
        int splicedLength,
        boolean isDerived,
        Attributes attributes) {
    /** Creates a record; nothing in it may be null. */
    public StoredTranscript {
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
     * Tells whether this is a transcript of a gene.
     *
     * @param gene as a query returned it since its dataset was last loaded
     * @return true if it is
     */
    public boolean isOf(StoredGene gene) {
        Objects.requireNonNull(gene, "gene");
        return gene.datasetId() == datasetId && gene.key() == geneKey;
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
