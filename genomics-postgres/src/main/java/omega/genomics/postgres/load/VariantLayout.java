package omega.genomics.postgres.load;

/** How the variants of a dataset are stored. Queries return the same for both. */
public enum VariantLayout {
    /** A row for each allele, which SQL can update; the default. */
    ROWS,
    /** About a thousand alleles a row, in arrays: a fraction of the space, for large datasets that are read. */
    PACKED
}
