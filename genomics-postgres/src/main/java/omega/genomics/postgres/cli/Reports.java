package omega.genomics.postgres.cli;

import java.util.Locale;
import java.util.Map;
import omega.genomics.postgres.load.LoadReport;

/** The answer of a load, with the keys that scripts rely on. */
final class Reports {
    private Reports() {}

    static Map<String, Object> of(LoadReport report, String assembly, String file) {
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
        answer.put("rows_written", report.rowsWritten());
        answer.put("unknown_contigs", report.unknownContigs());
        answer.put("seconds", Output.rounded(report.elapsed().toNanos() / 1e9, 3));
        answer.put("rows_per_second", Math.round(report.rowsPerSecond()));
        Map<String, Object> phases = Output.document();
        report.phases()
                .forEach((phase, time) ->
                        phases.put(phase.name().toLowerCase(Locale.ROOT), Output.rounded(time.toNanos() / 1e9, 3)));
        answer.put("phase_seconds", phases);
        answer.put("sha256", report.sha256());
        return answer;
    }
}
