package omega.genomics.postgres.load.genes;

import java.util.HashSet;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.DiagnosticListener;
import omega.genomics.Location;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.Severity;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.postgres.internal.JsonText;
import org.jspecify.annotations.Nullable;

/** Rows of whole contigs on their way to genes; gives findings of its assembler the text of the row that is being added. */
final class GenePart {
    private final GeneModelAssembler assembler;
    private final Set<String> contigs = new HashSet<>();
    private String contig = "";
    private int rows;
    private @Nullable GtfRecord current;

    GenePart(ParseMode mode, DiagnosticListener findings) {
        assembler = GeneModelAssembler.of(mode, finding -> findings.report(withText(finding)));
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
        current = row;
        try {
            assembler.add(row);
        } catch (ParseException e) {
            throw new ParseException(withText(e.diagnostic()));
        }
        current = null;
    }

    /** The assembler knows the row's line, but not its text. */
    private Diagnostic withText(Diagnostic diagnostic) {
        GtfRecord row = current;
        if (row == null
                || !diagnostic.excerpt().isEmpty()
                || diagnostic.location().line() != row.lineNumber()) {
            return diagnostic;
        }
        return finding(row, diagnostic.field(), diagnostic.rule(), diagnostic.message(), diagnostic.location());
    }

    /** Makes an error about a row that shows its beginning. */
    static Diagnostic finding(GtfRecord row, String field, String rule, String message, Location location) {
        String text = JsonText.withoutNul(row.toString()).replace('\t', '→');
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new Diagnostic(
                Severity.ERROR,
                location,
                field,
                rule,
                message,
                "  " + shown + "\n  " + "^".repeat(Math.max(1, shown.indexOf('→'))));
    }
}
