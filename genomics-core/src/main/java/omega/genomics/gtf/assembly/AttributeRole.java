package omega.genomics.gtf.assembly;

import java.util.Map;

/** What an attribute means for a gene model, under the names the big sources give it. */
enum AttributeRole {
    /** No meaning of its own: kept as it is. */
    PLAIN(0),
    GENE_ID(1),
    GENE_NAME(2),
    GENE_BIOTYPE(3),
    GENE_VERSION(4),
    TRANSCRIPT_ID(5),
    TRANSCRIPT_NAME(6),
    TRANSCRIPT_BIOTYPE(7),
    TRANSCRIPT_VERSION(8),
    EXON_NUMBER(9),
    EXON_ID(10),
    EXON_VERSION(11),
    PROTEIN_ID(12),
    PROTEIN_VERSION(13),
    ID(14),
    PARENT(15),
    NAME(16),
    BIOTYPE(17),
    VERSION(18);

    private final int index;

    AttributeRole(int index) {
        this.index = index;
    }

    /** How many there are. */
    static final int COUNT = values().length;

    private static final Map<String, AttributeRole> BOTH = Map.ofEntries(
            Map.entry("gene_id", GENE_ID),
            Map.entry("gene_name", GENE_NAME),
            Map.entry("gene_biotype", GENE_BIOTYPE),
            Map.entry("gene_type", GENE_BIOTYPE),
            Map.entry("gene_version", GENE_VERSION),
            Map.entry("transcript_id", TRANSCRIPT_ID),
            Map.entry("transcript_name", TRANSCRIPT_NAME),
            Map.entry("transcript_biotype", TRANSCRIPT_BIOTYPE),
            Map.entry("transcript_type", TRANSCRIPT_BIOTYPE),
            Map.entry("transcript_version", TRANSCRIPT_VERSION),
            Map.entry("exon_number", EXON_NUMBER),
            Map.entry("exon_id", EXON_ID),
            Map.entry("exon_version", EXON_VERSION),
            Map.entry("protein_id", PROTEIN_ID),
            Map.entry("protein_version", PROTEIN_VERSION));

    private static final Map<String, AttributeRole> GFF3 = Map.of(
            "ID", ID, "Parent", PARENT, "Name", NAME, "biotype", BIOTYPE, "version", VERSION, "rank", EXON_NUMBER);

    /** Returns the place of this role in an array of {@link #COUNT}. */
    int index() {
        return index;
    }

    static AttributeRole of(String key, boolean gff3) {
        AttributeRole role = gff3 ? GFF3.get(key) : null;
        return role != null ? role : BOTH.getOrDefault(key, PLAIN);
    }

    /** Tells whether a row of some kind gives this attribute a place of its own, so that it need not be kept beside it. */
    boolean isPromoted(FeatureKind kind) {
        return switch (this) {
            case PLAIN -> false;
            case GENE_ID, GENE_NAME, GENE_BIOTYPE, GENE_VERSION, TRANSCRIPT_ID, ID, PARENT -> true;
            case TRANSCRIPT_NAME, TRANSCRIPT_BIOTYPE, TRANSCRIPT_VERSION -> kind != FeatureKind.GENE;
            case EXON_NUMBER, EXON_ID, EXON_VERSION -> kind.isPart();
            case PROTEIN_ID, PROTEIN_VERSION -> kind == FeatureKind.CDS;
            case NAME, BIOTYPE -> !kind.isPart();
            case VERSION -> !kind.isPart() || kind == FeatureKind.EXON;
        };
    }
}
