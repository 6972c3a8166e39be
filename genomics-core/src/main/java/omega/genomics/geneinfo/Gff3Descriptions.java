package omega.genomics.geneinfo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ObjLongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/** Reads the gene rows of a GFF3 file that have a description. */
final class Gff3Descriptions {
    /** The source that Ensembl appends to a description: {@code [Source:HGNC Symbol;Acc:HGNC:11998]}. */
    private static final Pattern SOURCE = Pattern.compile("\\s*\\[Source:([^\\]]*)\\]\\s*$");

    private static final Pattern HGNC = Pattern.compile("Acc:(HGNC:\\d+)");

    private Gff3Descriptions() {}

    static void forEach(InputSource source, ObjLongConsumer<? super GeneInfo> action) throws IOException {
        try (GtfReader reader = GtfReader.open(source)) {
            while (reader.advance()) {
                GtfRecord row = reader.record();
                String description = row.attribute("description");
                String id = id(row);
                if (description != null && id != null) {
                    action.accept(gene(row, id, description), row.lineNumber());
                }
            }
        }
    }

    /**
     * Returns the id of a gene's row, which has no parent; null for other rows, because descriptions of transcripts
     * are not read.
     */
    private static @Nullable String id(GtfRecord row) {
        if (row.attribute("Parent") != null || row.attribute("transcript_id") != null) {
            return null;
        }
        String id = row.attribute("gene_id");
        String written = id != null ? id : row.attribute("ID");
        return written != null && written.startsWith("gene:") ? written.substring("gene:".length()) : written;
    }

    private static GeneInfo gene(GtfRecord row, String id, String text) {
        Matcher source = SOURCE.matcher(text);
        boolean hasSource = source.find();
        String description = hasSource ? text.substring(0, source.start()) : text;
        Matcher hgnc = HGNC.matcher(hasSource ? source.group(1) : "");
        String name = row.attribute("Name");
        String biotype = row.attribute("biotype");
        return new GeneInfo(
                name != null ? name : id,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.ofNullable(biotype),
                Optional.of(description).filter(sentence -> !sentence.isBlank()),
                hgnc.find() ? Optional.of(hgnc.group(1)) : Optional.empty(),
                Optional.of(id),
                OptionalInt.empty());
    }
}
