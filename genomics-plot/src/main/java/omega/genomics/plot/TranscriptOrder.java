package omega.genomics.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import omega.genomics.model.Cds;
import omega.genomics.model.Gene;
import omega.genomics.model.Transcript;

/** The transcripts that matter most first: MANE, canonical, coding, long. */
final class TranscriptOrder {
    /** As Ensembl, GENCODE and NCBI write them, in small letters with underscores. */
    private static final List<String> TAGS = List.of(
            "mane_select", "ensembl_canonical", "mane_plus_clinical", "refseq_select", "basic", "gencode_basic");

    private static final List<String> SHOWN =
            List.of("MANE Select", "Ensembl canonical", "MANE Plus Clinical", "RefSeq Select");

    private TranscriptOrder() {}

    static List<Transcript> of(Gene gene) {
        return gene.transcripts().stream()
                .sorted(Comparator.comparingInt(TranscriptOrder::rank)
                        .thenComparingInt(transcript -> transcript.allCds().isEmpty() ? 1 : 0)
                        .thenComparing(TranscriptOrder::codingLength, Comparator.reverseOrder())
                        .thenComparing(Transcript::splicedLength, Comparator.reverseOrder())
                        .thenComparing(Transcript::id))
                .toList();
    }

    private static int rank(Transcript transcript) {
        return transcript.attributes().all("tag").stream()
                .mapToInt(tag -> TAGS.indexOf(tag.toLowerCase(Locale.ROOT).replace(' ', '_')))
                .filter(index -> index >= 0)
                .min()
                .orElse(TAGS.size());
    }

    private static int codingLength(Transcript transcript) {
        return transcript.allCds().stream().mapToInt(Cds::length).sum();
    }

    /** What to write under a name: its rank, else its biotype; empty for a common coding transcript. */
    static String note(Transcript transcript) {
        int rank = rank(transcript);
        if (rank < SHOWN.size()) {
            return SHOWN.get(rank);
        }
        return transcript
                .biotype()
                .filter(biotype -> !biotype.equals("protein_coding"))
                .orElse("")
                .replace('_', ' ');
    }
}
