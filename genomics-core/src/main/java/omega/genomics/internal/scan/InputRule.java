package omega.genomics.internal.scan;

/** The rules of inputs of any format: their container, their lines and the indexes beside them. */
public enum InputRule implements Rule {
    CONTAINER_DAMAGED,
    BCF_DAMAGED,
    LINE_LENGTH,
    HEADER_LENGTH,
    HEADER_CONTRADICTS,
    INDEX_LENGTH,
    INDEX_DAMAGED,
    INDEX_STALE,
    INDEX_OLDER,
    INDEX_ORDER
}
