package omega.genomics.bench.peer;

import htsjdk.tribble.AbstractFeatureReader;
import htsjdk.tribble.CloseableTribbleIterator;
import htsjdk.tribble.gff.Gff3Codec;
import htsjdk.tribble.gff.Gff3Codec.DecodeDepth;
import htsjdk.tribble.gff.Gff3Feature;
import htsjdk.tribble.readers.LineIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** htsjdk reads GFF3 but not GTF, so it is given the same rows as GFF3. */
final class HtsjdkGff3 {
    private HtsjdkGff3() {}

    private static Answer forEach(Path gtf, DecodeDepth depth, BiConsumer<Gff3Feature, Tally> action)
            throws IOException {
        Tally tally = new Tally();
        String copy = Gff3Copy.of(gtf).toString();
        try (AbstractFeatureReader<Gff3Feature, LineIterator> reader =
                        AbstractFeatureReader.getFeatureReader(copy, null, new Gff3Codec(depth), false);
                CloseableTribbleIterator<Gff3Feature> features = reader.iterator()) {
            while (features.hasNext()) {
                action.accept(features.next(), tally);
            }
        }
        return tally.answer();
    }

    static Answer geneRows(Path gtf) throws IOException {
        return forEach(gtf, DecodeDepth.SHALLOW, (feature, tally) -> {
            if (feature.getType().equals("gene")) {
                tally.record();
                tally.text(feature.getContig());
                tally.number(feature.getStart());
                tally.number(feature.getEnd());
                tally.character(feature.getStrand().encodeAsChar());
                tally.text(first(feature, "gene_id"));
                tally.text(first(feature, "gene_name"));
                tally.text(first(feature, "gene_biotype"));
            }
        });
    }

    static Answer everyRow(Path gtf) throws IOException {
        return forEach(gtf, DecodeDepth.SHALLOW, (feature, tally) -> {
            tally.record();
            tally.text(first(feature, "transcript_id"));
            String number = first(feature, "exon_number");
            tally.number(number.isEmpty() ? 0 : Integer.parseInt(number));
        });
    }

    static Answer geneModels(Path gtf) throws IOException {
        return forEach(gtf, DecodeDepth.DEEP, (feature, tally) -> {
            if (feature.getType().equals("gene")) {
                tally.record();
                tally.text(first(feature, "gene_id"));
                for (Gff3Feature transcript : feature.getChildren()) {
                    tally.text(first(transcript, "transcript_id"));
                    tally.number(1);
                    for (Gff3Feature part : transcript.getChildren()) {
                        addPart(part, tally);
                    }
                }
            }
        });
    }

    private static void addPart(Gff3Feature part, Tally tally) {
        int length = part.getEnd() - part.getStart() + 1;
        if (part.getType().equals("exon")) {
            tally.number(1L + length);
        } else if (part.getType().equals("CDS")) {
            tally.number(length);
        }
    }

    private static String first(Gff3Feature feature, String key) {
        List<String> values = feature.getAttribute(key);
        return values.isEmpty() ? "" : values.get(0);
    }
}
