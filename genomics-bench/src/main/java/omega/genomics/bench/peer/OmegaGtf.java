package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.ByteSlice;
import omega.genomics.gtf.AttributeKey;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.model.Transcript;

/** This library on annotation, through its public API. */
final class OmegaGtf {
    private OmegaGtf() {}

    static Answer geneRows(Path file) throws IOException {
        Tally tally = new Tally();
        try (GtfReader reader = GtfReader.options().types("gene").open(file)) {
            AttributeKey id = reader.key("gene_id");
            AttributeKey name = reader.key("gene_name");
            AttributeKey biotype = reader.key("gene_biotype");
            while (reader.advance()) {
                GtfRecord row = reader.record();
                tally.record();
                tally.text(row.contigBytes());
                tally.number(row.start());
                tally.number(row.end());
                tally.character(row.strand().symbol());
                tally.text(row.attribute(id));
                tally.text(row.attribute(name));
                tally.text(row.attribute(biotype));
            }
        }
        return tally.answer();
    }

    static Answer everyRow(Path file) throws IOException {
        Tally tally = new Tally();
        try (GtfReader reader = GtfReader.open(file)) {
            AttributeKey transcript = reader.key("transcript_id");
            AttributeKey exon = reader.key("exon_number");
            while (reader.advance()) {
                GtfRecord row = reader.record();
                tally.record();
                tally.text(row.attribute(transcript));
                ByteSlice number = row.attribute(exon);
                tally.number(number == null ? 0 : integer(number));
            }
        }
        return tally.answer();
    }

    static Answer geneModels(Path file) throws IOException {
        Tally tally = new Tally();
        try (GtfReader reader = GtfReader.open(file)) {
            GeneModelAssembler.strict().addAll(reader).forEachGene(gene -> {
                tally.record();
                tally.text(gene.id());
                for (Transcript transcript : gene.transcripts()) {
                    tally.text(transcript.id());
                    tally.number(1L + transcript.exons().size() + transcript.splicedLength());
                    transcript.cds().ifPresent(cds -> tally.number(cds.length()));
                }
            });
        }
        return tally.answer();
    }

    private static int integer(ByteSlice digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            value = 10 * value + digits.charAt(i) - '0';
        }
        return value;
    }
}
