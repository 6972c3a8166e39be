package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.List;

/** All consequences of one allele, worst first: what it has in common with others, and what is its own. Reused from row to row. */
final class AlleleConsequences {
    private final List<TranscriptTerms> transcripts = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private int detailed;

    void clear() {
        transcripts.clear();
        details.clear();
        detailed = 0;
    }

    /**
     * Adds the next in order.
     *
     * @param own cDNA, CDS and protein position, amino acids, codons, HGVS of transcript and protein; empty texts where there is
     *     nothing
     */
    void add(TranscriptTerms terms, String... own) {
        transcripts.add(terms);
        int used = own.length;
        while (used > 0 && own[used - 1].isEmpty()) {
            used--;
        }
        details.add(String.join("|", List.of(own).subList(0, used)));
        detailed = used > 0 ? details.size() : detailed;
    }

    boolean isEmpty() {
        return transcripts.isEmpty();
    }

    /** Returns a set that may be kept. */
    List<TranscriptTerms> transcripts() {
        return List.copyOf(transcripts);
    }

    /** Returns what is the allele's own, by rank, up to the last that has anything. */
    List<String> details() {
        return details.subList(0, detailed);
    }
}
