package omega.genomics.postgres.load.variants;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import omega.genomics.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * The consequences of one allele: the picked one, which speaks for the variant, and all of them, worst first, each with what it has in
 * common with others and what is the allele's own. Reused from row to row.
 */
final class AlleleConsequences {
    /** Symbol of the gene, of the picked consequence or else of the source. */
    @Nullable
    String gene;

    /** Stable id of the picked consequence's gene. */
    @Nullable
    String geneId;

    /** Sequence Ontology term of the picked consequence. */
    @Nullable
    String consequence;

    /** HIGH, MODERATE, LOW or MODIFIER. */
    @Nullable
    String impact;

    /** HGVS names on the contig, and on transcript and protein of the picked consequence; valid until the next allele. */
    private final @Nullable ByteSlice[] names = new ByteSlice[3];

    private final List<TranscriptTerms> transcripts = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private int detailed;

    /** @param ofSource the gene that the source names for all alleles of the record */
    void clear(@Nullable String ofSource) {
        gene = ofSource;
        geneId = null;
        consequence = null;
        impact = null;
        Arrays.fill(names, null);
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

    /** Sets the HGVS names; null where there is none. */
    void name(@Nullable ByteSlice genomic, @Nullable ByteSlice coding, @Nullable ByteSlice protein) {
        names[0] = genomic;
        names[1] = coding;
        names[2] = protein;
    }

    /** Returns an HGVS name: 0 on the contig, 1 on the transcript, 2 on the protein. */
    @Nullable
    ByteSlice name(int kind) {
        return names[kind];
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
