package omega.genomics.postgres.load.variants;

import java.util.LinkedHashMap;
import java.util.Map;
import omega.genomics.Diagnostic;
import omega.genomics.Severity;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.run.LoadRun;

/** Records that have no contig of the load: those that the reader could not make, and those of contigs that are not loaded. */
final class RefusedRecords {
    private final LoadRun run;
    private final Map<String, ContigCounts> counts = new LinkedHashMap<>();

    RefusedRecords(LoadRun run) {
        this.run = run;
    }

    /** Takes a finding of the reader: it could not make a record of a line. */
    void skipped(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            refuse(diagnostic, JsonText.withoutNul(diagnostic.contig()), 1);
        }
    }

    /** Keeps a record in {@code load_rejects} only. */
    void refuse(Diagnostic diagnostic, String contig, int alleles) {
        run.reject(diagnostic);
        counts.merge(contig, ContigCounts.refused(1, alleles), ContigCounts::plus);
    }

    /** Returns the counts by the contig's name as it is written; an empty one where it is not known. */
    Map<String, ContigCounts> counts() {
        return counts;
    }
}
