package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import org.biojava.nbio.genome.parsers.gff.FeatureI;
import org.biojava.nbio.genome.parsers.gff.GFF3Reader;

/** BioJava reads a whole annotation into memory; its GFF3 reader is the one that keeps attributes apart. */
final class BioJavaGtf {
    private BioJavaGtf() {}

    static Answer geneRows(Path gtf) throws IOException {
        Tally tally = new Tally();
        for (FeatureI feature : GFF3Reader.read(Gff3Copy.of(gtf))) {
            if (feature.type().equals("gene")) {
                tally.record();
                tally.text(feature.seqname());
                tally.number(feature.location().bioStart());
                tally.number(feature.location().bioEnd());
                tally.character(feature.location().bioStrand());
                tally.text(feature.getAttribute("gene_id"));
                tally.text(feature.getAttribute("gene_name"));
                tally.text(feature.getAttribute("gene_biotype"));
            }
        }
        return tally.answer();
    }

    static Answer everyRow(Path gtf) throws IOException {
        Tally tally = new Tally();
        for (FeatureI feature : GFF3Reader.read(Gff3Copy.of(gtf))) {
            tally.record();
            tally.text(feature.getAttribute("transcript_id"));
            String number = feature.getAttribute("exon_number");
            tally.number(number == null ? 0 : Integer.parseInt(number));
        }
        return tally.answer();
    }
}
