package omega.genomics.vcf.annotate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;

/** One run over a file: a merge join with the source by contig, position and alleles. */
final class AnnotationPass {
    private final VcfReader reader;
    private final SourceWindow window;
    private final ContigNames contigs;
    private final AlleleForm form;
    private final Values values;
    private final TargetRecord target;
    private final AnnotatedLine annotatedLine;
    private final OutputStream out;
    private final Matches matches = new Matches();
    private final LineBuffer line = new LineBuffer();
    private byte[] key = new byte[64];

    private final Set<String> seen = new LinkedHashSet<>();
    private String contig = "";
    private int position;
    private long annotated;

    AnnotationPass(
            VcfReader reader,
            SourceWindow window,
            ContigNames contigs,
            AlleleForm form,
            Columns columns,
            Values values,
            OutputStream out) {
        this.reader = reader;
        this.window = window;
        this.contigs = contigs;
        this.form = form;
        this.values = values;
        this.target = new TargetRecord(columns);
        this.annotatedLine = new AnnotatedLine(columns);
        this.out = out;
    }

    AnnotationReport run() throws IOException {
        while (reader.advance()) {
            VcfRecord record = reader.record();
            place(record);
            line.clear();
            if (matches(record) && compose(record)) {
                annotatedLine.write(record, target, values, line);
                annotated++;
            } else {
                line.add(record.buffer(), record.columnStart(VcfRecord.CHROM), record.lineEnd());
            }
            line.add('\n');
            out.write(line.bytes(), 0, line.length());
        }
        window.finish();
        return new AnnotationReport(
                reader.records(),
                annotated,
                window.records(),
                values.wrongCounts(),
                seen.stream()
                        .filter(name -> window.isMissing(contigs.canonical(name)))
                        .toList());
    }

    private void place(VcfRecord record) {
        String name = record.contig();
        if (!name.equals(contig)) {
            if (!seen.add(name)) {
                throw SourceWindow.order(record, "CHROM", "expected the records of a contig together; see vcf sort");
            }
            contig = name;
            window.turnTo(contigs.canonical(name), record);
        } else if (record.position() < position) {
            throw SourceWindow.order(
                    record,
                    "POS",
                    "expected ascending positions, found " + record.position() + " after " + position
                            + "; see vcf sort");
        }
        position = record.position();
    }

    /** Finds the alleles of the source that the record has; false if there are none. */
    private boolean matches(VcfRecord record) {
        int refLength = record.columnEnd(VcfRecord.REF) - record.columnStart(VcfRecord.REF);
        if (window.isFar(position + refLength - 1)) {
            return false;
        }
        int alts = record.altCount();
        int last = position;
        for (int alt = alts == 0 ? -1 : 0; alt < alts; alt++) {
            form.show(record, alt, contig);
            last = Math.max(last, form.position());
        }
        window.moveTo(position, last);
        matches.clear();
        for (int alt = alts == 0 ? -1 : 0; alt < alts; alt++) {
            if (alts > 1) {
                form.show(record, alt, contig);
            }
            int length = form.keyLength();
            if (key.length < length) {
                key = new byte[2 * length];
            }
            form.writeKey(key, 0);
            window.find(form, key, matches);
            matches.endAllele();
        }
        return matches.size() > 0;
    }

    private boolean compose(VcfRecord record) {
        target.show(record);
        return values.compose(matches, record.altCount(), target);
    }
}
