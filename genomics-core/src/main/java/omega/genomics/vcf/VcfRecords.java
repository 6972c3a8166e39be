package omega.genomics.vcf;

import java.util.List;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.internal.scan.Reporter;
import omega.genomics.vcf.header.VcfHeader;

/**
 * The records of a file, or of a part of one, whose header is read.
 *
 * @param header as the reader shows it
 * @param reader before the first record
 * @param kept counts what is kept of values that the header contradicts
 */
record VcfRecords(VcfHeader header, RecordReader<VcfRecord, Variant> reader, KeptValues kept) {

    /** Reads the header of a whole file; closes the lines if there is none. */
    static VcfRecords ofFile(LineCursor lines, ReadSettings settings) {
        try {
            VcfHeader fileHeader = settings.header(lines);
            return of(lines, fileHeader, settings.resolved(fileHeader, List.of(), lines.sourceName()), true);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /** Takes a part of a file whose header was read elsewhere; closes the lines if a sample or field is not in it. */
    static VcfRecords ofPart(LineCursor lines, VcfHeader fileHeader, ReadSettings settings) {
        try {
            return of(lines, fileHeader, settings, false);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /** @param checksContigs whether the end of the lines is that of a file, which tells what contigs it has not */
    private static VcfRecords of(LineCursor lines, VcfHeader fileHeader, ReadSettings settings, boolean checksContigs) {
        List<String> samples = settings.samples(fileHeader);
        VcfHeader header = samples == null ? fileHeader : fileHeader.withSamples(samples);
        Reporter reporter = settings.scan.reporter();
        KeptValues kept = new KeptValues(settings.brokenValues);
        VcfRecord record = new VcfRecord(
                lines.sourceName(),
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
