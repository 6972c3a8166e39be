package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import omega.genomics.Interval;
import omega.genomics.ParseException;
import omega.genomics.Severity;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.model.TranscriptAlignment;
import org.jspecify.annotations.Nullable;

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

    private record Match(Interval exon, int targetStart, int targetEnd, String gap) {}

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
        Map<String, List<Match>> matches = new LinkedHashMap<>();
        while (reader.advance()) {
            GtfRecord row = reader.record();
            if (row.isType("cDNA_match")) {
                add(row, matches);
            }
        }
        List<Aligned> alignments = new ArrayList<>();
        matches.forEach((key, rows) -> {
            String[] names = key.split("\t", -1);
            TranscriptAlignment alignment = alignment(rows, names[2].equals("-"));
            if (alignment != null) {
                alignments.add(new Aligned(names[0], names[1], alignment));
            }
        });
        return alignments;
    }

    private static void add(GtfRecord row, Map<String, List<Match>> matches) {
        String target = row.attribute("Target");
        String[] parts = target == null ? new String[0] : target.split(" ");
        if (parts.length < 3 || !parts[1].matches("[1-9]\\d{0,8}") || !parts[2].matches("[1-9]\\d{0,8}")) {
            throw refused(row, "Target", "an accession, a start and an end", target);
        }
        String gap = row.attribute("Gap");
        Match match = new Match(
                new Interval(row.start(), row.end()),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                gap == null ? "" : gap);
        boolean reverse = row.strand().isReverse() != (parts.length > 3 && parts[3].equals("-"));
        try {
            int length = TranscriptAlignment.builder(reverse)
                    .match(match.exon(), match.gap())
                    .build()
                    .length();
            if (length != match.targetEnd() - match.targetStart() + 1) {
                throw refused(row, "Target", "an interval of " + length + " bases", target);
            }
        } catch (IllegalArgumentException e) {
            throw refused(row, "Gap", "M, I and D with lengths that add up to the row", gap);
        }
        String id = row.attribute("ID");
        String key = parts[0] + "\t" + row.contig() + "\t" + (reverse ? "-" : "+") + "\t" + (id == null ? "" : id);
        matches.computeIfAbsent(key, name -> new ArrayList<>()).add(match);
    }

    private static ParseException refused(GtfRecord row, String field, String expected, @Nullable String found) {
        return new ParseException(row.finding(
                Severity.ERROR,
                field,
                "cdna-match",
                "expected " + expected + ", found " + (found == null ? "none" : "\"" + found + "\"")));
    }

    private static @Nullable TranscriptAlignment alignment(List<Match> rows, boolean reverse) {
        rows.sort(Comparator.comparingInt(Match::targetStart));
        TranscriptAlignment.Builder builder = TranscriptAlignment.builder(reverse);
        int next = 1;
        for (Match row : rows) {
            if (row.targetStart() != next) {
                return null;
            }
            try {
                builder.match(row.exon(), row.gap());
            } catch (IllegalArgumentException e) {
                return null;
            }
            next = row.targetEnd() + 1;
        }
        return builder.build();
    }
}
