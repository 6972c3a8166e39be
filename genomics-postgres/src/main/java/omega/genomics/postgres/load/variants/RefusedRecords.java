package omega.genomics.postgres.load.variants;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import omega.genomics.Diagnostic;
import omega.genomics.Severity;
import omega.genomics.postgres.internal.JsonText;
import omega.genomics.postgres.load.ContigCounts;
import omega.genomics.postgres.load.run.ContigNames;

/** Records that have no contig of the load: those that the reader could not make, and those of contigs that are not loaded. */
final class RefusedRecords {
    private final Consumer<Diagnostic> rejects;
    private final Predicate<String> isWanted;
    private final ContigNames names;
    private final Map<String, ContigCounts> counts = new LinkedHashMap<>();

    /**
     * @param rejects keeps what is refused
     * @param isWanted tells of a stored name whether records of the contig are counted; the others are as if they were not there
     * @param names the names that are stored
     */
    RefusedRecords(Consumer<Diagnostic> rejects, Predicate<String> isWanted, ContigNames names) {
        this.rejects = rejects;
        this.isWanted = isWanted;
        this.names = names;
    }

    /** Tells whether records of a contig are counted. */
    boolean isWanted(String stored) {
        return isWanted.test(stored);
    }

    /** Takes a finding of the reader: it could not make a record of a line. */
    void skipped(Diagnostic diagnostic) {
        if (diagnostic.severity() == Severity.ERROR) {
            refuse(diagnostic, JsonText.withoutNul(diagnostic.contig()), 1);
        }
    }

    /** Keeps a record in {@code load_rejects} only. */
    void refuse(Diagnostic diagnostic, String contig, int alleles) {
        if (!isWanted.test(contig.isEmpty() ? contig : names.stored(contig))) {
            return;
        }
        rejects.accept(diagnostic);
        counts.merge(contig, ContigCounts.refused(1, alleles), ContigCounts::plus);
    }

    /** Keeps a record of a contig of the load. */
    void reject(Diagnostic diagnostic) {
        rejects.accept(diagnostic);
    }

    /** Returns the counts by the contig's name as it is written; an empty one where it is not known. */
    Map<String, ContigCounts> counts() {
        return counts;
    }
}
