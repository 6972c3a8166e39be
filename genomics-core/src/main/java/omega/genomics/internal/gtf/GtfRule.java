package omega.genomics.internal.gtf;

import omega.genomics.internal.scan.Rule;

/**
 * The rules of GTF and GFF3 that reading a row, making gene models and validating a file report.
 *
 * <p>{@code docs/reference/interpretation.md} holds the same table; a test compares both.
 */
public enum GtfRule implements Rule {
    // A row by itself
    NOT_AN_ANNOTATION(Level.ERROR, "the file is not a VCF"),
    FILE_EMPTY(Level.ERROR, "the file has a row or a directive"),
    COLUMNS(Level.ERROR, "a row has 9 columns separated by tabs"),
    NOT_EMPTY(Level.ERROR, "seqname and feature are not empty"),
    COORDINATE(Level.ERROR, "start and end are integers from 1 to 2147483647"),
    START_END(Level.ERROR, "end is start or more"),
    SCORE(Level.ERROR, "score is a number or `.`"),
    STRAND(Level.ERROR, "strand is `+`, `-`, `.` or `?`"),
    FRAME(Level.ERROR, "frame (GFF3: phase) is 0, 1, 2 or `.`"),
    QUOTES(Level.ERROR, "in GTF quotes come in pairs"),
    UTF_8(Level.NONE, "texts are UTF-8 (`GtfRecord.validate()`)"),
    PERCENT(Level.NONE, "in GFF3 `%` begins an escape (`GtfRecord.validate()`)"),
    ATTRIBUTE_KEY(Level.NONE, "an attribute has a key (`GtfRecord.validate()`)"),

    // Ids and parents
    GENE_ID_MISSING(Level.ERROR, "in GTF a part has gene_id or transcript_id"),
    ID_MISSING(Level.ERROR, "in GTF a gene row has gene_id, a transcript row transcript_id"),
    PARENT_MISSING(Level.WARNING, "in GFF3 a part has Parent or ID"),
    GENE_ID_CONFLICT(Level.WARNING, "the rows of a transcript name one gene"),
    PARENT_UNKNOWN(Level.ERROR, "Parent names a feature on the same contig; when gene models are made, a warning"),
    PARENT_CYCLE(Level.ERROR, "no feature is among its own parents; when gene models are made leniently, a warning"),
    DUPLICATE_GENE(Level.ERROR, "a gene has one row at one place"),
    DUPLICATE_TRANSCRIPT(Level.ERROR, "a transcript has one row at one place"),
    GENE_ROW_MISSING(Level.ERROR, "in GTF each gene has a row, if any has"),
    TRANSCRIPT_ROW_MISSING(Level.ERROR, "in GTF each transcript has a row, if any has"),

    // Places
    CONTIG_BOUNDS(Level.ERROR, "no row ends beyond the end of its contig"),
    CONTIG_MISMATCH(Level.ERROR, "parts are on the contig of their gene or transcript"),
    CHILD_OUTSIDE_PARENT(Level.ERROR, "a transcript is inside its gene, a part inside its transcript"),
    STRAND_MISMATCH(Level.WARNING, "a transcript has the strand of its gene, a part that of its transcript"),
    TWO_STRANDS(Level.NONE, "the parts of a transcript are on one strand; otherwise it is kept as trans-spliced"),
    EXON_OVERLAP(Level.ERROR, "exons of a transcript do not overlap"),
    DUPLICATE_EXON(Level.ERROR, "no exon is repeated; when gene models are made, a warning, and the first is kept"),
    CDS_OUTSIDE_EXON(Level.ERROR, "each CDS row is inside an exon"),

    // Limits
    ANNOTATION_SIZE(Level.NONE, "the rows fit into memory; otherwise the file is refused"),
    GENE_ROWS(Level.NONE, "a gene has no more rows than `maxGeneRows(…)`; otherwise it is left out"),
    TRANSCRIPT_LENGTH(
            Level.NONE, "the parts of a transcript have at most 2147483647 bases; otherwise the last are left out"),
    CODON_ROWS(
            Level.NONE, "a transcript has a limited number of start and stop codons; otherwise the last are left out"),

    // Coding sequences
    PHASE(Level.ERROR, "a phase follows from the segment before; when gene models are made, a warning"),
    PHASE_SHIFT(Level.WARNING, "the same where the frame may change"),
    PHASE_MISSING(Level.WARNING, "a CDS row has a phase"),
    CODON_LENGTH(Level.WARNING, "in GTF start_codon and stop_codon have three bases"),
    STOP_CODON_INSIDE_CDS(Level.NONE, "a stop codon inside its CDS is at the end; otherwise the CDS is kept whole");

    /** How bad a violation is when a file is validated. */
    public enum Level {
        /** Makes the file invalid. */
        ERROR,
        /** Does not. */
        WARNING,
        /** Validation does not look at it. */
        NONE
    }

    private final Level level;
    private final String says;

    GtfRule(Level level, String says) {
        this.level = level;
        this.says = says;
    }

    /** Returns how bad a violation is when a file is validated. */
    public Level level() {
        return level;
    }

    /** Returns what holds. */
    public String says() {
        return says;
    }
}
