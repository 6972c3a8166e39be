package omega.genomics.hgvs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.Interval;
import omega.genomics.model.TranscriptAlignment;
import omega.genomics.model.TranscriptAlignment.Part;
import omega.genomics.model.TranscriptAlignment.Stretch;
import omega.genomics.testing.Needs;
import org.jspecify.annotations.Nullable;

/** The transcripts, alignments and sequences beside biocommons' tables. */
final class ReferenceTables {
    private static final Path FOLDER = Path.of("hgvs/projection/reference");
    private static final Pattern OPERATION = Pattern.compile("(\\d+)([=XDI])");

    private final Map<String, Map<String, String>> transcripts = new HashMap<>();
    private final Map<String, Map<String, List<Map<String, String>>>> exons = new HashMap<>();
    private final Map<String, String> sequences = new HashMap<>();

    ReferenceTables() {
        TableReport.rows(data("transcripts.tsv")).forEach(row -> transcripts.put(row.get("tx"), row));
        for (Map<String, String> row : TableReport.rows(data("exons.tsv"))) {
            if (row.get("method").equals("splign")) {
                exons.computeIfAbsent(row.get("tx"), key -> new TreeMap<>())
                        .computeIfAbsent(row.get("ref"), key -> new ArrayList<>())
                        .add(row);
            }
        }
        sequences.putAll(fasta(data("transcripts.fa")));
    }

    private static Path data(String name) {
        return Needs.data(FOLDER.resolve(name).toString());
    }

    static Map<String, String> fasta(Path file) {
        Map<String, String> sequences = new HashMap<>();
        String name = "";
        StringBuilder bases = new StringBuilder();
        for (String line : TableReport.lines(file)) {
            if (line.startsWith(">")) {
                sequences.put(name, bases.toString());
                name = line.substring(1).replaceAll("\\s.*", "");
                bases = new StringBuilder();
            } else {
                bases.append(line.trim());
            }
        }
        sequences.put(name, bases.toString());
        return sequences;
    }

    /** Returns a transcript with its alignment to a contig, or without one for an empty name; null if it is not there. */
    @Nullable
    HgvsTranscript transcript(String accession, String contig) {
        Map<String, String> row = transcripts.get(accession);
        if (row == null) {
            return null;
        }
        HgvsTranscript.Builder builder = HgvsTranscript.builder(accession);
        if (!row.get("cds_start").isEmpty()) {
            builder.cds(Integer.parseInt(row.get("cds_start")) + 1, Integer.parseInt(row.get("cds_end")));
        }
        if (!row.get("protein").isEmpty()) {
            builder.protein(row.get("protein"));
        }
        if (sequences.containsKey(accession)) {
            builder.sequence(sequences.get(accession));
        }
        if (!contig.isEmpty()) {
            List<Map<String, String>> rows =
                    exons.getOrDefault(accession, Map.of()).get(contig);
            if (rows == null) {
                return null;
            }
            builder.alignment(contig, alignment(rows));
        }
        return builder.build();
    }

    /** Returns the transcript of a protein. */
    String transcriptOf(String protein) {
        return transcripts.values().stream()
                .filter(row -> protein.equals(row.get("protein")))
                .map(row -> row.get("tx"))
                .findFirst()
                .orElse("");
    }

    List<String> contigs(String accession) {
        return List.copyOf(exons.getOrDefault(accession, Map.of()).keySet());
    }

    private static TranscriptAlignment alignment(List<Map<String, String>> rows) {
        List<Map<String, String>> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> Integer.compare(Integer.parseInt(a.get("ord")), Integer.parseInt(b.get("ord"))));
        TranscriptAlignment.Builder builder =
                TranscriptAlignment.builder(sorted.get(0).get("strand").equals("-"));
        for (Map<String, String> row : sorted) {
            List<Stretch> parts = new ArrayList<>();
            Matcher operation = OPERATION.matcher(row.get("cigar"));
            while (operation.find()) {
                Part part = switch (operation.group(2)) {
                    case "D" -> Part.TRANSCRIPT_ONLY;
                    case "I" -> Part.GENOME_ONLY;
                    default -> Part.MATCH;
                };
                parts.add(new Stretch(part, Integer.parseInt(operation.group(1))));
            }
            builder.exon(
                    new Interval(Integer.parseInt(row.get("ref_start")) + 1, Integer.parseInt(row.get("ref_end"))),
                    parts);
        }
        return builder.build();
    }
}
