package omega.genomics.gtf.assembly;

import java.util.Locale;
import java.util.Map;

/** What a feature type (column 3) means for a gene model. */
enum FeatureKind {
    /** A gene of any sort. */
    GENE(0),
    /** A transcript of any sort. */
    TRANSCRIPT(1),
    /** A part of a transcript. */
    EXON(2),
    /** A part of a transcript. */
    CDS(3),
    /** A part of a transcript, of either end. */
    UTR(4),
    /** A part of a transcript. */
    START_CODON(5),
    /** A part of a transcript. */
    STOP_CODON(6),
    /** A part of a transcript. */
    SELENOCYSTEINE(7),
    /** Nothing a gene model shows by itself; in GFF3 it may turn out to be a gene's or an exon's parent. */
    OTHER(8);

    private final int code;

    FeatureKind(int code) {
        this.code = code;
    }

    private static final FeatureKind[] ALL = values();

    private static final Map<String, FeatureKind> PARTS = Map.ofEntries(
            Map.entry("exon", EXON),
            Map.entry("pseudogenic_exon", EXON),
            Map.entry("noncoding_exon", EXON),
            Map.entry("coding_exon", EXON),
            Map.entry("cds", CDS),
            Map.entry("utr", UTR),
            Map.entry("5utr", UTR),
            Map.entry("3utr", UTR),
            Map.entry("utr5", UTR),
            Map.entry("utr3", UTR),
            Map.entry("five_prime_utr", UTR),
            Map.entry("three_prime_utr", UTR),
            Map.entry("start_codon", START_CODON),
            Map.entry("stop_codon", STOP_CODON),
            Map.entry("selenocysteine", SELENOCYSTEINE),
            Map.entry("stop_codon_redefined_as_selenocysteine", SELENOCYSTEINE));

    static FeatureKind of(int code) {
        return ALL[code];
    }

    /** Returns a number below 16 for the columns of {@link omega.genomics.gtf.assembly.AssemblyTables}. */
    int code() {
        return code;
    }

    boolean isPart() {
        return switch (this) {
            case EXON, CDS, UTR, START_CODON, STOP_CODON, SELENOCYSTEINE -> true;
            case GENE, TRANSCRIPT, OTHER -> false;
        };
    }

    /** Classifies a type by its Sequence Ontology name, or what files write in its place. */
    static FeatureKind of(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        FeatureKind part = PARTS.get(lower);
        if (part != null) {
            return part;
        }
        if (lower.equals("gene") || lower.equals("pseudogene") || lower.endsWith("_gene")) {
            return GENE;
        }
        return isTranscript(lower) ? TRANSCRIPT : OTHER;
    }

    static boolean isProtein(String type) {
        return type.equals("protein") || type.equals("polypeptide");
    }

    private static boolean isTranscript(String lower) {
        return lower.equals("transcript")
                || lower.endsWith("rna")
                || lower.endsWith("_transcript")
                || lower.endsWith("_gene_segment")
                || lower.equals("ribozyme");
    }
}
