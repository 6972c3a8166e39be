package omega.genomics.vcf;

/** What an allele of REF or ALT is (VCF 4.5 §1.6.1 ALT). */
public enum AlleleKind {
    /** One or more bases, {@code ACGTN} in any case; IUPAC codes are let pass as some files have them. */
    BASES,
    /** {@code *}: missing because a deletion before this record spans it. */
    SPANNING_DELETION,
    /** {@code .}: no allele. */
    MISSING,
    /** {@code <ID>}: a structural variant or any other symbol, perhaps with sub-types, as {@code <DEL:ME>}. */
    SYMBOLIC,
    /** {@code <*>}, or its alias {@code <NON_REF>}: any allele not listed. */
    UNSPECIFIED,
    /** A breakend with brackets, whose mate is named. */
    BREAKEND,
    /** A breakend whose mate is not known: {@code G.} or {@code .G}. */
    SINGLE_BREAKEND,
    /** Bases and an assembly contig, {@code C<ctg1>}: the insertion of a whole contig of the {@code ##assembly} file. */
    CONTIG_INSERTION,
    /** Nothing the specification knows. */
    OTHER;

    /** Tells whether a character of an allele is a base or an IUPAC code. */
    static boolean isBase(char c) {
        return switch (c | 0x20) {
            case 'a', 'c', 'g', 't', 'n', 'r', 'y', 's', 'w', 'k', 'm', 'b', 'd', 'h', 'v', 'u' -> c >= 'A';
            default -> false;
        };
    }
}
