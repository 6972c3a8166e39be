package omega.genomics.plot;

/** What the colour of a variant says. */
public enum Colouring {
    /** The gravest impact in CSQ, vep or ANN: high, moderate, low, modifier. */
    IMPACT,
    /** What ClinVar says: from pathogenic to benign. */
    SIGNIFICANCE,
    /** What happens to the sequence: SNV, MNV, insertion, deletion, structural. */
    TYPE
}
