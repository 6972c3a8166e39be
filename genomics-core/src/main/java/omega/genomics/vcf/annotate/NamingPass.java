package omega.genomics.vcf.annotate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import omega.genomics.ByteSlice;
import omega.genomics.hgvs.names.HgvsNames;
import omega.genomics.internal.vcf.LineBuffer;
import omega.genomics.model.Transcript;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;

/** One run over a file that writes names into its records. */
final class NamingPass {
    private static final byte[] PERCENT = {'%', '2', '5', '%', '3', 'B', '%', '2', 'C', '%', '3', 'D'};

    private final VcfReader reader;
    private final HgvsNames names;
    private final boolean isAll;
    private final UnaryOperator<String> contigs;
    private final OutputStream out;
    private final TargetRecord target;
    private final AnnotatedLine annotatedLine;
    private final Values values;
    private final LineBuffer[] texts = {new LineBuffer(), new LineBuffer(), new LineBuffer()};
    private final boolean[] hasName = new boolean[texts.length];
    private final LineBuffer line = new LineBuffer();
    private final IdentityHashMap<Transcript, Integer> ranks = new IdentityHashMap<>();
    private final ByteSlice ref = new ByteSlice();
    private final Set<String> missing = new LinkedHashSet<>();
    private String contig = "";
    private String modelContig = "";

    NamingPass(
            VcfReader reader,
            HgvsNames names,
            boolean isAll,
            UnaryOperator<String> contigs,
            Columns columns,
            OutputStream out) {
        this.reader = reader;
        this.names = names;
        this.isAll = isAll;
        this.contigs = contigs;
        this.out = out;
        this.target = new TargetRecord(columns);
        this.annotatedLine = new AnnotatedLine(columns);
        this.values = new Values(columns, true, true);
    }

    AnnotationReport run() throws IOException {
        long annotated = 0;
        while (reader.advance()) {
            VcfRecord record = reader.record();
            line.clear();
            if (name(record)) {
                target.show(record);
                values.set(texts, hasName);
                annotatedLine.write(record, target, values, line);
                annotated++;
            } else {
                line.add(record.buffer(), record.columnStart(VcfRecord.CHROM), record.lineEnd());
            }
            line.add('\n');
            out.write(line.bytes(), 0, line.length());
        }
        return new AnnotationReport(reader.records(), annotated, 0, 0, List.copyOf(missing));
    }

    private boolean name(VcfRecord record) {
        String name = record.contig();
        if (!name.equals(contig)) {
            contig = name;
            modelContig = contigs.apply(name);
        }
        for (int i = 0; i < texts.length; i++) {
            texts[i].clear();
            hasName[i] = false;
        }
        int alts = record.altCount();
        ByteSlice bases = record.refBytes();
        ref.wrap(bases.array(), bases.offset(), bases.length());
        for (int alt = 0; alt < alts; alt++) {
            if (alt > 0) {
                for (LineBuffer text : texts) {
                    text.add(',');
                }
            }
            HgvsNames.Outcome outcome = names.read(modelContig, record.position(), ref, record.altBytes(alt));
            if (outcome == HgvsNames.Outcome.NO_BASES) {
                missing.add(contig);
            }
            if (outcome != HgvsNames.Outcome.NAMED) {
                for (LineBuffer text : texts) {
                    text.add('.');
                }
                continue;
            }
            add(0, names.genomic());
            addTranscripts();
        }
        return hasName[0];
    }

    private void addTranscripts() {
        int count = names.count();
        if (count == 0) {
            texts[1].add('.');
            texts[2].add('.');
            return;
        }
        int best = 0;
        for (int i = 1; i < count && !isAll; i++) {
            if (rank(names.model(i)) < rank(names.model(best))) {
                best = i;
            }
        }
        for (int i = isAll ? 0 : best; i < (isAll ? count : best + 1); i++) {
            if (isAll && i > 0) {
                texts[1].add('&');
                texts[2].add('&');
            }
            add(1, names.transcript(i));
            ByteSlice protein = names.protein(i);
            if (protein.length() == 0) {
                texts[2].add('.');
            } else {
                add(2, protein);
            }
        }
    }

    private int rank(Transcript transcript) {
        return ranks.computeIfAbsent(transcript, NamingPass::rankOf);
    }

    private static int rankOf(Transcript transcript) {
        if (transcript.isManeSelect()) {
            return Integer.MIN_VALUE;
        }
        if (transcript.isCanonical()) {
            return Integer.MIN_VALUE + 1;
        }
        return -transcript.cds().map(cds -> cds.length()).orElse(0);
    }

    private void add(int text, ByteSlice name) {
        hasName[text] = true;
        byte[] bytes = name.array();
        int from = name.offset();
        int to = from + name.length();
        int copied = from;
        for (int i = from; i < to; i++) {
            int code = "%;,=".indexOf(bytes[i]);
            if (code >= 0) {
                texts[text].add(bytes, copied, i);
                texts[text].add(PERCENT, 3 * code, 3 * code + 3);
                copied = i + 1;
            }
        }
        texts[text].add(bytes, copied, to);
    }
}
