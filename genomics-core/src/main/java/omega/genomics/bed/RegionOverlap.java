package omega.genomics.bed;

/** Which part of a VCF record has to be inside a region, as {@code --regions-overlap} and {@code --targets-overlap} of bcftools. */
public enum RegionOverlap {
    /** Its POS. Unless set, for targets. */
    POSITION,
    /** Any base from POS to the end of the record. Unless set, for regions. */
    RECORD,
    /**
     * Any base that an ALT allele changes: bases that all ALT alleles have in common with the beginning of REF do not count, so the
     * deletion {@code TA>T} is at the base behind POS. Symbolic alleles begin at POS. An insertion is inside if the bases on both sides
     * are in one region; so is a record without ALT, with its last base and the next one.
     */
    VARIANT
}
