package omega.genomics.internal.scan;

/** The rules of tables with a heading, whatever they hold. */
public enum TableRule implements Rule {
    TABLE_HEADING,
    TABLE_COLUMN,
    TABLE_WIDTH,
    TABLE_LENGTH
}
