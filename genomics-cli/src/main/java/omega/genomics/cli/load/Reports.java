package omega.genomics.cli.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import omega.genomics.cli.Output;
import omega.genomics.postgres.load.AlleleCounts;
import omega.genomics.postgres.load.DatasetSize;
import omega.genomics.postgres.load.FileCounts;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.ReleaseCounts;
import omega.genomics.postgres.load.RepeatedAllele;
import omega.genomics.postgres.load.StoredBytes;
import omega.genomics.postgres.load.StoredDataset;

/** The answer of a load, with the keys that scripts rely on. */
public final class Reports {
    /** How many places people are shown. */
    private static final int PLACES = 5;

    private Reports() {}

    /** The counts of each contig are for machines: there may be hundreds. */
    static Map<String, Object> of(LoadReport report, String assembly, String file, boolean withContigs) {
        Map<String, Object> answer = Output.document();
        answer.put("file", file);
        answer.put("assembly", assembly);
        answer.put("dataset", report.dataset());
        answer.put("state", report.state().name().toLowerCase(Locale.ROOT));
        answer.put("records_read", report.recordsRead());
        answer.put("records_stored", report.recordsStored());
        answer.put("records_without_row", report.other());
        answer.put("duplicates", report.duplicates());
        answer.put("rejects", report.rejects());
        if (report.alleles().read() > 0) {
            putAlleles(answer, report.alleles());
            putRepeated(answer, report, withContigs);
        }
        report.release().ifPresent(release -> {
            answer.put("release", release.release());
            putRelease(answer, release);
        });
        answer.put("rows_written", report.rowsWritten());
        answer.put("unknown_contigs", report.unknownContigs());
        answer.put("warnings", report.warnings());
        answer.put("seconds", Output.rounded(report.elapsed().toNanos() / 1e9, 3));
        answer.put("rows_per_second", Math.round(report.rowsPerSecond()));
        Map<String, Object> phases = Output.document();
        report.phases()
                .forEach((phase, time) ->
                        phases.put(phase.name().toLowerCase(Locale.ROOT), Output.rounded(time.toNanos() / 1e9, 3)));
        answer.put("phase_seconds", phases);
        answer.put("sha256", report.sha256());
        if (withContigs) {
            answer.put("by_contig", byContig(report));
        }
        return answer;
    }

    /** Puts how a release differs from the one before. */
    static void putRelease(Map<String, Object> answer, ReleaseCounts counts) {
        answer.put("previous_release", counts.previous().orElse(null));
        answer.put("added", counts.added());
        answer.put("removed", counts.removed());
        answer.put("changed", counts.changed());
        answer.put("unchanged", counts.unchanged());
        counts.below().forEach((level, rows) -> {
            Map<String, Object> below = Output.document();
            below.put("added", rows.added());
            below.put("removed", rows.removed());
            below.put("changed", rows.changed());
            below.put("unchanged", rows.unchanged());
            answer.put(level, below);
        });
    }

    static Map<String, Object> ofFile(FileCounts counts) {
        Map<String, Object> file = Output.document();
        file.put("file", counts.file());
        file.put("state", counts.isRead() ? "loaded" : "unchanged");
        file.put("records_read", counts.total().recordsRead());
        file.put("records_stored", counts.total().recordsStored());
        file.put("records_without_row", counts.total().other());
        file.put("duplicates", counts.total().duplicates());
        file.put("rejects", counts.total().rejects());
        file.put("rows_written", counts.rowsWritten());
        file.put("sha256", counts.sha256());
        return file;
    }

    /** Puts the room that a dataset takes, and how much of it each of its variants. */
    static void putBytes(Map<String, Object> answer, StoredBytes bytes, long variants) {
        Map<String, Object> parts = Output.document();
        parts.put("heap", bytes.heap());
        parts.put("toast", bytes.toast());
        parts.put("indexes", bytes.indexes());
        answer.put("bytes", parts);
        answer.put("bytes_per_variant", variants == 0 ? null : Output.rounded((double) bytes.total() / variants, 1));
    }

    /** Puts how a dataset is stored, and what it takes. */
    static void putSize(Map<String, Object> answer, StoredDataset dataset, DatasetSize size) {
        answer.put("layout", dataset.layout().name().toLowerCase(Locale.ROOT));
        putBytes(answer, size.bytes(), size.variants());
        answer.put("compression", size.bytes().compression().orElse(null));
    }

    private static void putAlleles(Map<String, Object> answer, AlleleCounts alleles) {
        answer.put("alleles_read", alleles.read());
        answer.put("alleles_stored", alleles.stored());
        answer.put("alleles_merged", alleles.merged());
        answer.put("alleles_dropped", alleles.dropped());
        answer.put("alleles_rejected", alleles.rejects());
        answer.put("alleles_without_row", alleles.other());
    }

    /** The first places: people are told of alleles that say something else than their row, machines of all. */
    private static void putRepeated(Map<String, Object> answer, LoadReport report, boolean all) {
        List<Map<String, Object>> places = report.repeatedAlleles().stream()
                .filter(allele -> all || !allele.differs().isEmpty())
                .limit(all ? Long.MAX_VALUE : PLACES)
                .map(Reports::place)
                .toList();
        if (all || !places.isEmpty()) {
            answer.put("repeated_alleles", places);
        }
    }

    private static Map<String, Object> place(RepeatedAllele allele) {
        Map<String, Object> place = Output.document();
        place.put("variant", allele.name());
        place.put("line", allele.line());
        place.put(
                "first_line",
                allele.firstLine().isPresent() ? allele.firstLine().getAsLong() : null);
        if (!allele.file().isEmpty()) {
            place.put("file", allele.file());
            place.put("first_file", allele.firstFile().isEmpty() ? null : allele.firstFile());
        }
        place.put("differs", String.join(", ", allele.differs()));
        return place;
    }

    private static List<Map<String, Object>> byContig(LoadReport report) {
        List<Map<String, Object>> contigs = new ArrayList<>();
        report.contigs().forEach((contig, counts) -> {
            Map<String, Object> of = Output.document();
            of.put("chromosome", contig);
            of.put("records_read", counts.recordsRead());
            of.put("records_stored", counts.recordsStored());
            of.put("records_without_row", counts.other());
            of.put("duplicates", counts.duplicates());
            of.put("rejects", counts.rejects());
            if (counts.alleles().read() > 0) {
                putAlleles(of, counts.alleles());
            }
            contigs.add(of);
        });
        return contigs;
    }
}
