package omega.genomics.vcf.normalize;

/** What happens to a record whose REF is not what the reference has. */
public enum ReferenceCheck {
    /** It is a {@link omega.genomics.ParseException}. */
    ERROR,
    /** The diagnostics listener hears of it, and the record stays as it is. */
    WARN,
    /**
     * REF is set right: N and IUPAC codes are filled in, REF and an ALT that is the reference are exchanged with their
     * genotypes, and else REF is replaced.
     */
    FIX
}
