package omega.genomics.gtf.assembly;

import java.util.Objects;

/**
 * What became of the rows of one contig when genes were made of them. Each row is counted once:
 * {@code rows = kept + repeated + refused + folded}.
 *
 * @param contig the name as the file writes it
 * @param rows rows given to the assembler
 * @param kept rows that are a gene, a transcript, an exon or a coding segment of the model
 * @param repeated rows left out because an earlier one says the same, such as an exon twice in one transcript
 * @param refused rows with an error; told to the listener
 * @param folded rows that have nothing of their own in the model: what they say is part of something else (UTRs, codons, CDS
 *     rows of stop codon bases only, further lines of one GFF3 feature), or is of no gene (other types, parts without parent)
 */
public record RowCounts(String contig, long rows, long kept, long repeated, long refused, long folded) {
    /** Creates a record; nothing in it may be null. */
    public RowCounts {
        Objects.requireNonNull(contig, "contig");
    }
}
