package omega.genomics.io;

/** The file format of a {@link TabixIndex}. */
public enum TabixFormat {
    /** Tabix: positions up to 2^29, in bins of 16 kilobases and more. */
    TBI(".tbi"),
    /** CSI version 1: positions of any size. */
    CSI(".csi");

    private final String suffix;

    TabixFormat(String suffix) {
        this.suffix = suffix;
    }

    /**
     * Returns the suffix that is added to the name of the indexed file.
     *
     * @return {@code .tbi} or {@code .csi}
     */
    public String suffix() {
        return suffix;
    }
}
