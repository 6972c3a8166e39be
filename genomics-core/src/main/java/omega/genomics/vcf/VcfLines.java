package omega.genomics.vcf;

import java.util.function.BiConsumer;
import omega.genomics.ByteSlice;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.Findings;
import omega.genomics.internal.scan.LineKind;
import omega.genomics.internal.scan.RecordFormat;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.internal.vcf.VcfRule;
import org.jspecify.annotations.Nullable;

/** How a line of VCF becomes a record. */
final class VcfLines implements RecordFormat<VcfRecord, Variant> {
    private final String sourceName;
    private final VcfRecord record;
    private final @Nullable RegionFilter regions;
    private final @Nullable RegionFilter targets;
    private final boolean checksContigs;
    private final RecordFilter.@Nullable Test matching;
    private final Reporter reporter;
    private final KeptValues kept;
    private final @Nullable BiConsumer<Diagnostic, ByteSlice> refusedLines;

    /** @param checksContigs whether the end of the lines is that of a file, which tells what contigs it has not */
    VcfLines(
            String sourceName,
            VcfRecord record,
            @Nullable RegionFilter regions,
            @Nullable RegionFilter targets,
            boolean checksContigs,
            RecordFilter.@Nullable Test matching,
            Reporter reporter,
            KeptValues kept,
            @Nullable BiConsumer<Diagnostic, ByteSlice> refusedLines) {
        this.sourceName = sourceName;
        this.record = record;
        this.regions = regions;
        this.targets = targets;
        this.checksContigs = checksContigs;
        this.matching = matching;
        this.reporter = reporter;
        this.kept = kept;
        this.refusedLines = refusedLines;
    }

    @Override
    public VcfRecord view() {
        return record;
    }

    @Override
    public Variant own() {
        return record.toVariant();
    }

    @Override
    public void expire() {
        record.invalidate();
    }

    @Override
    public void end(long rows) {
        if (regions != null && checksContigs) {
            regions.checkContigs();
        }
        if (targets != null && checksContigs) {
            targets.checkContigs();
        }
    }

    @Override
    public LineKind wrap(byte[] bytes, int from, int to, long line) {
        if (from == to) {
            return blankLine(bytes, from, line);
        }
        Diagnostic problem = record.wrap(bytes, from, to, line);
        if (problem != null && (!kept.keeps() || !mends(problem, line))) {
            return refuse(problem, bytes, from, to);
        }
        try {
            return isWanted() && (matching == null || matching.test(record)) ? LineKind.RECORD : LineKind.FILTERED;
        } catch (ParseException e) { // END is no number, or what the filter needs is broken
            return refuse(e.diagnostic(), bytes, from, to);
        }
    }

    private boolean isWanted() {
        return (targets == null || targets.accepts(record)) && (regions == null || regions.accepts(record));
    }

    private LineKind refuse(Diagnostic problem, byte[] bytes, int from, int to) {
        LineKind kind = reporter.refuse(problem);
        if (refusedLines != null) {
            refusedLines.accept(problem, record.lineOf(bytes, from, to));
        }
        return kind;
    }

    /** Reads an empty INFO column as one that is missing. */
    private boolean mends(Diagnostic problem, long line) {
        if (!problem.field().equals(VcfRecord.COLUMNS[VcfRecord.INFO])) {
            return false;
        }
        byte[] mended = record.withInfoMissing();
        kept.add("INFO", line, () -> problem);
        return record.wrap(mended, 0, mended.length, line) == null;
    }

    private LineKind blankLine(byte[] bytes, int at, long line) {
        reporter.accept(
                Findings.of(sourceName, line, bytes, at, at).warning(at, at, "", VcfRule.FILE_BLANK_LINE, "a record"));
        return LineKind.NO_RECORD;
    }
}
