package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rewrites a GTF as GFF3, for contenders that read nothing else: the same rows, attributes and places. */
final class Gff3Copy {
    private Gff3Copy() {}

    /** Returns the copy beside the file, made when it is not there yet; never part of what is timed. */
    static synchronized Path of(Path gtf) throws IOException {
        Path copy = gtf.resolveSibling(gtf.getFileName() + ".gff3");
        if (!Files.exists(copy)) {
            Path unfinished = gtf.resolveSibling(gtf.getFileName() + ".gff3.unfinished");
            try (BufferedReader in = Lines.open(gtf);
                    BufferedWriter out = Files.newBufferedWriter(unfinished)) {
                rewrite(in, out);
            }
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
        }
        return copy;
    }

    private static void rewrite(BufferedReader in, BufferedWriter out) throws IOException {
        out.write("##gff-version 3\n");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.startsWith("#")) {
                int last = line.lastIndexOf('\t') + 1;
                if (line.contains("\tgene\t")) {
                    out.write("###\n"); // what came before is complete: readers may let it go
                }
                out.write(line, 0, last);
                out.write(attributes(line.split("\t", -1)[2], line.substring(last)));
                out.write('\n');
            }
        }
    }

    private static String attributes(String type, String column) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String entry : column.split("\";", -1)) {
            int quote = entry.indexOf('"');
            if (quote > 0) {
                attributes.merge(
                        entry.substring(0, quote).strip(), escape(entry.substring(quote + 1)), (a, b) -> a + ',' + b);
            }
        }
        StringBuilder text = new StringBuilder();
        if (type.equals("gene")) {
            text.append("ID=gene:").append(attributes.get("gene_id"));
        } else if (type.equals("transcript")) {
            text.append("ID=transcript:").append(attributes.get("transcript_id"));
            text.append(";Parent=gene:").append(attributes.get("gene_id"));
        } else {
            text.append("Parent=transcript:").append(attributes.get("transcript_id"));
        }
        attributes.forEach(
                (key, value) -> text.append(';').append(key).append('=').append(value));
        return text.toString();
    }

    private static String escape(String value) {
        return value.replace("%", "%25")
                .replace(";", "%3B")
                .replace("=", "%3D")
                .replace("&", "%26")
                .replace(",", "%2C");
    }
}
