package omega.genomics.postgres.copy;

/** Takes full blocks of encoded rows. */
@FunctionalInterface
public interface BlockSink {
    /**
     * Takes a block and gives back a buffer for the next one.
     *
     * @param block whole rows, from index 0; the sink's from now on
     * @param length how many bytes of it are filled
     * @return a buffer to go on with; the same one if the sink is done with it
     */
    byte[] accept(byte[] block, int length);
}
