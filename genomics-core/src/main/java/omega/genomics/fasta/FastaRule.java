package omega.genomics.fasta;

import omega.genomics.internal.scan.Rule;

/** The rules of FASTA and of its index. */
enum FastaRule implements Rule {
    HEADER_MISSING,
    HEADER_LENGTH,
    NAME_MISSING,
    NAME_REPEATED,
    BASE,
    LINE_LENGTH,
    FASTA_LENGTH,
    FAI_LINE,
    FAI_LENGTH,
    INDEX_MISMATCH
}
