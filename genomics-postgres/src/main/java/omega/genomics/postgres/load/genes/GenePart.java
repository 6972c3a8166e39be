package omega.genomics.postgres.load.genes;

import java.util.HashSet;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.DiagnosticListener;
import omega.genomics.ParseMode;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.assembly.GeneModelAssembler;

/** Rows of whole contigs on their way to genes. */
final class GenePart {
    private final GeneModelAssembler assembler;
    private final Set<String> contigs = new HashSet<>();
    private String contig = "";
    private int rows;

    GenePart(ParseMode mode, DiagnosticListener findings) {
        assembler = GeneModelAssembler.of(mode, findings);
    }

    GeneModelAssembler assembler() {
        return assembler;
    }

    /** Returns the contigs of all rows so far. */
    Set<String> contigs() {
        return contigs;
    }

    int rows() {
        return rows;
    }

    /** Tells whether a row's contig is that of the row before. */
    boolean isGoingOn(ByteSlice seqname) {
        return seqname.contentEquals(contig);
    }

    /** Goes to the contig of the next row. */
    void enter(String seqname) {
        contig = seqname;
        contigs.add(seqname);
    }

    void add(GtfRecord row) {
        rows++;
        assembler.add(row);
    }
}
