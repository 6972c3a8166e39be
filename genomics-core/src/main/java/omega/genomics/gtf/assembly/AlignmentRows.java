package omega.genomics.gtf.assembly;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.Interval;
import omega.genomics.Severity;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.model.TranscriptAlignment;
import org.jspecify.annotations.Nullable;

/** Collects the rows {@code cDNA_match} of a GFF3 file and joins those of one transcript. */
final class AlignmentRows {
    private record Match(Interval exon, int targetStart, int targetEnd, String gap) {}

    private record Key(String transcript, String contig, boolean reverse, String id) {}

    interface Consumer {
        void accept(String transcript, String contig, TranscriptAlignment alignment);
    }

    private final Map<Key, List<Match>> matches = new LinkedHashMap<>();
    private @Nullable Map<String, List<TranscriptAlignment>> withGaps;

    static boolean isOne(GtfRecord row) {
        return row.isType("cDNA_match");
    }

    /** Adds a row; returns what is wrong with it, and then leaves it out. */
    @Nullable
    Diagnostic add(GtfRecord row, Severity severity) {
        String target = row.attribute("Target");
        String[] parts = target == null ? new String[0] : target.split(" ");
        if (parts.length < 3 || !parts[1].matches("[1-9]\\d{0,8}") || !parts[2].matches("[1-9]\\d{0,8}")) {
            return refused(row, severity, "Target", "an accession, a start and an end", target);
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
                return refused(row, severity, "Target", "an interval of " + length + " bases", target);
            }
        } catch (IllegalArgumentException e) {
            return refused(row, severity, "Gap", "M, I and D with lengths that add up to the row", gap);
        }
        String id = row.attribute("ID");
        Key key = new Key(parts[0], row.contig(), reverse, id == null ? "" : id);
        matches.computeIfAbsent(key, name -> new ArrayList<>()).add(match);
        withGaps = null;
        return null;
    }

    private static Diagnostic refused(
            GtfRecord row, Severity severity, String field, String expected, @Nullable String found) {
        return row.finding(
                severity,
                field,
                "cdna-match",
                "expected " + expected + ", found " + (found == null ? "none" : "\"" + found + "\""));
    }

    /** Passes on the alignments in the order in which they begin, without those that leave out bases between two rows. */
    void forEach(Consumer consumer) {
        matches.forEach((key, rows) -> {
            TranscriptAlignment alignment = alignment(rows, key.reverse());
            if (alignment != null) {
                consumer.accept(key.transcript(), key.contig(), alignment);
            }
        });
    }

    /** Returns the alignment of a transcript if it has gaps and the extent of the transcript's row. */
    @Nullable
    TranscriptAlignment withGaps(String transcript, String contig, Interval extent, boolean reverse) {
        if (matches.isEmpty()) {
            return null;
        }
        Map<String, List<TranscriptAlignment>> known = withGaps;
        if (known == null) {
            Map<String, List<TranscriptAlignment>> made = new LinkedHashMap<>();
            forEach((name, on, alignment) -> {
                if (!alignment.isWithoutGaps()) {
                    made.computeIfAbsent(name + "\t" + on, key -> new ArrayList<>())
                            .add(alignment);
                }
            });
            known = made;
            withGaps = made;
        }
        for (TranscriptAlignment alignment : known.getOrDefault(transcript + "\t" + contig, List.of())) {
            if (alignment.isReverse() == reverse && alignment.interval().equals(extent)) {
                return alignment;
            }
        }
        return null;
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
