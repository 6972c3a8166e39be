package omega.genomics.vcf.header;

/** Where the definition of an INFO or FORMAT field comes from. */
public enum FieldOrigin {
    /** The header declares it. */
    DECLARED,
    /** The header does not, but the file's version of the specification reserves the id. */
    RESERVED,
    /** Neither does; it reads as {@code Number=.,Type=String}. */
    UNKNOWN
}
