package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What most programs do: read lines, split at tabs, split attributes at semicolons, put them into a map. */
final class NaiveGtf {
    private NaiveGtf() {}

    private interface Row {
        void accept(String[] columns, Map<String, String> attributes);
    }

    private static void forEach(Path file, Row action) throws IOException {
        try (BufferedReader in = Lines.open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split("\t", -1);
                    action.accept(columns, attributes(columns[8]));
                }
            }
        }
    }

    private static Map<String, String> attributes(String column) {
        Map<String, String> attributes = new HashMap<>();
        for (String entry : column.split(";", -1)) {
            String pair = entry.strip();
            int space = pair.indexOf(' ');
            if (space > 0) {
                attributes.put(
                        pair.substring(0, space), pair.substring(space + 1).replace("\"", ""));
            }
        }
        return attributes;
    }

    static Answer geneRows(Path file) throws IOException {
        Tally tally = new Tally();
        forEach(file, (columns, attributes) -> {
            if (columns[2].equals("gene")) {
                tally.record();
                tally.text(columns[0]);
                tally.number(Integer.parseInt(columns[3]));
                tally.number(Integer.parseInt(columns[4]));
                tally.character(columns[6].charAt(0));
                tally.text(attributes.get("gene_id"));
                tally.text(attributes.get("gene_name"));
                tally.text(attributes.get("gene_biotype"));
            }
        });
        return tally.answer();
    }

    static Answer everyRow(Path file) throws IOException {
        Tally tally = new Tally();
        forEach(file, (columns, attributes) -> {
            tally.record();
            tally.text(attributes.get("transcript_id"));
            String number = attributes.get("exon_number");
            tally.number(number == null ? 0 : Integer.parseInt(number));
        });
        return tally.answer();
    }

    /** Lines by transcript, transcripts by gene, in maps of lists, as scripts build them. */
    static Answer geneModels(Path file) throws IOException {
        Map<String, Map<String, int[]>> genes = new LinkedHashMap<>();
        forEach(file, (columns, attributes) -> {
            Map<String, int[]> transcripts =
                    genes.computeIfAbsent(String.valueOf(attributes.get("gene_id")), id -> new LinkedHashMap<>());
            String transcript = attributes.get("transcript_id");
            if (transcript != null) {
                int[] sums = transcripts.computeIfAbsent(transcript, id -> new int[3]);
                int length = Integer.parseInt(columns[4]) - Integer.parseInt(columns[3]) + 1;
                if (columns[2].equals("exon")) {
                    sums[0]++;
                    sums[1] += length;
                } else if (columns[2].equals("CDS")) {
                    sums[2] += length;
                }
            }
        });
        Tally tally = new Tally();
        genes.forEach((gene, transcripts) -> {
            tally.record();
            tally.text(gene);
            transcripts.forEach((transcript, sums) -> {
                tally.text(transcript);
                tally.number(1L + sums[0] + sums[1] + sums[2]);
            });
        });
        return tally.answer();
    }
}
