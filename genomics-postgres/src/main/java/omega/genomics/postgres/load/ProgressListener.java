package omega.genomics.postgres.load;

/** Is told how far a load is, every 10,000 records or every half second, whichever comes first. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * Called on the loading thread, which waits for it.
     *
     * @param progress the state; immutable
     */
    void progress(LoadProgress progress);
}
