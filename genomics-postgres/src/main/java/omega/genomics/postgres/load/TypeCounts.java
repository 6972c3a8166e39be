package omega.genomics.postgres.load;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/**
 * Counts the records of a file by their type, and says which of them became rows: the file's own words tell a gene's line
 * from a transcript's ({@code ncRNA_gene}, {@code lnc_RNA}), so the types are learnt from the genes that were made.
 */
final class TypeCounts {
    private static final Set<String> PARTS = Set.of("exon", "CDS");

    private final Map<String, long[]> lines = new HashMap<>();
    private final Set<String> locusTypes = new HashSet<>();
    private long loci;
    private String lastType = "";
    private long[] lastCount = {0};

    /** Counts a record. */
    void add(ByteSlice type) {
        if (!type.contentEquals(lastType)) {
            lastType = type.toString();
            lastCount = lines.computeIfAbsent(lastType, key -> new long[1]);
        }
        lastCount[0]++;
    }

    /** Takes note of what a gene and its transcripts were made from. */
    void add(Gene gene) {
        if (!gene.isDerived()) {
            locusTypes.add(gene.type());
            loci++;
        }
        for (Transcript transcript : gene.transcripts()) {
            if (!transcript.isDerived()) {
                locusTypes.add(transcript.type());
                loci++;
            }
        }
    }

    /** Returns the records that have no row of their own, such as UTR and codon lines. */
    long other() {
        return lines.entrySet().stream()
                .filter(entry -> !PARTS.contains(entry.getKey()) && !locusTypes.contains(entry.getKey()))
                .mapToLong(entry -> entry.getValue()[0])
                .sum();
    }

    /** Returns the gene and transcript records that did not become one, because an earlier record says the same. */
    long duplicates(long refusedLater) {
        long records = lines.entrySet().stream()
                .filter(entry -> locusTypes.contains(entry.getKey()))
                .mapToLong(entry -> entry.getValue()[0])
                .sum();
        return Math.max(0, records - loci - refusedLater);
    }
}
