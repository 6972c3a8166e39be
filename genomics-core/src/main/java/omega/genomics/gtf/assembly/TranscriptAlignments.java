package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.model.TranscriptAlignment;

/**
 * Reads how transcripts with sequences of their own lie on the genome: the rows {@code cDNA_match} of NCBI's GFF3 files, with the
 * attributes {@code Target} and {@code Gap} (GFF3 1.26).
 */
public final class TranscriptAlignments {
    private TranscriptAlignments() {}

    /**
     * An alignment of a transcript.
     *
     * @param transcript the accession of the transcript, with its version
     * @param contig the contig, as the file writes it
     * @param alignment the alignment
     */
    public record Aligned(String transcript, String contig, TranscriptAlignment alignment) {
        /** Creates a record; nothing in it may be null. */
        public Aligned {
            Objects.requireNonNull(transcript, "transcript");
            Objects.requireNonNull(contig, "contig");
            Objects.requireNonNull(alignment, "alignment");
        }
    }

    /**
     * Reads the alignments of a file. Rows of one transcript on one contig and strand belong together unless they have different
     * {@code ID}s.
     *
     * @param reader reads a GFF3 file; rows of other types are skipped
     * @return the alignments, in the order in which they begin; those that leave out bases of the transcript between two rows are left out
     * @throws ParseException if {@code Target} or {@code Gap} are malformed
     */
    public static List<Aligned> read(GtfReader reader) {
        Objects.requireNonNull(reader, "reader");
        AlignmentRows rows = new AlignmentRows();
        while (reader.advance()) {
            GtfRecord row = reader.record();
            if (AlignmentRows.isOne(row)) {
                Diagnostic refused = rows.add(row, Severity.ERROR);
                if (refused != null) {
                    throw new ParseException(refused);
                }
            }
        }
        List<Aligned> alignments = new ArrayList<>();
        rows.forEach((transcript, contig, alignment) -> alignments.add(new Aligned(transcript, contig, alignment)));
        return alignments;
    }
}
