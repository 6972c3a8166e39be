package omega.genomics.gtf;

/** How column 9 is written, and with it what the keys mean. */
public enum GtfDialect {
    /** {@code key "value";} pairs: GTF2.2 and its relatives, old GFF2 among them; {@code \"} escapes a quote. */
    GTF,
    /** {@code key=value,value;} with percent-encoding: GFF3. */
    GFF3
}
