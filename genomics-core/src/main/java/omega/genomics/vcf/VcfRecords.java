package omega.genomics.vcf;

import java.io.IOException;
import java.util.List;
import omega.genomics.internal.bcf.BcfInput;
import omega.genomics.internal.bcf.BcfRecord;
import omega.genomics.internal.bcf.BcfRecords;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.RecordCursor;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file, or of a part of one, whose header is read.
 *
 * @param header as the reader shows it
 * @param reader before the first record
 * @param kept counts what is kept of values that the header contradicts
 */
record VcfRecords(VcfHeader header, RecordReader<VcfRecord, Variant> reader, KeptValues kept) {

    /** Reads the header of a whole file of text; closes the lines if there is none. */
    static VcfRecords ofFile(LineCursor lines, ReadSettings settings) {
        return ofFile(lines, lines, null, settings);
    }

    /** Reads the header of a whole file; closes the input if there is none. */
    static VcfRecords ofFile(InputSource source, ReadSettings settings) throws IOException {
        BcfInput input = settings.input(source);
        LineCursor lines = settings.scan.lines(input.text(), source.name());
        BcfRecords records = input.records();
        return records == null ? ofFile(lines, settings) : ofFile(lines, records, records.record(), settings);
    }

    private static VcfRecords ofFile(
            LineCursor lines, RecordCursor records, @Nullable BcfRecord stored, ReadSettings settings) {
        try {
            VcfHeader fileHeader = settings.header(lines);
            ReadSettings here = settings.resolved(fileHeader, List.of(), lines.sourceName());
            return of(records, stored, fileHeader, here, true);
        } catch (RuntimeException | Error e) {
            records.close();
            throw e;
        }
    }

    /** Takes a part of a file whose header was read elsewhere; closes the lines if a sample or field is not in it. */
    static VcfRecords ofPart(LineCursor lines, VcfHeader fileHeader, ReadSettings settings) {
        return ofPart(lines, null, fileHeader, settings);
    }

    /** Takes a part of a BCF file whose header was read elsewhere; closes the records if a sample or field is not in it. */
    static VcfRecords ofPart(BcfRecords records, VcfHeader fileHeader, ReadSettings settings) {
        return ofPart(records, records.record(), fileHeader, settings);
    }

    private static VcfRecords ofPart(
            RecordCursor records, @Nullable BcfRecord stored, VcfHeader fileHeader, ReadSettings settings) {
        try {
            return of(records, stored, fileHeader, settings, false);
        } catch (RuntimeException | Error e) {
            records.close();
            throw e;
        }
    }

    /** @param checksContigs whether the end of the lines is that of a file, which tells what contigs it has not */
    private static VcfRecords of(
            RecordCursor lines,
            @Nullable BcfRecord stored,
            VcfHeader fileHeader,
            ReadSettings settings,
            boolean checksContigs) {
        List<String> samples = settings.samples(fileHeader);
        VcfHeader header = samples == null ? fileHeader : fileHeader.withSamples(samples);
        Reporter reporter = settings.scan.reporter();
        KeptValues kept = new KeptValues(settings.brokenValues);
        VcfRecord record = new VcfRecord(
                lines.sourceName(),
                stored,
                fileHeader,
                header,
                Projection.of(fileHeader, samples, settings.infos, settings.formats),
                kept);
        RecordFilter matching = settings.matching;
        VcfLines format = new VcfLines(
                lines.sourceName(),
                record,
                settings.regions,
                settings.targets,
                checksContigs,
                matching == null ? null : matching.of(fileHeader),
                reporter,
                kept,
                settings.refusedLines);
        return new VcfRecords(header, new RecordReader<>(lines, format, reporter), kept);
    }
}
