package omega.genomics.postgres.load;

/** Stops a load from another thread. Thread-safe; once given, it stays given. */
public final class CancelSignal {
    private volatile boolean given;

    /** Makes a signal that is not given yet. */
    public CancelSignal() {}

    /** Asks every load that listens to stop; it throws a {@link LoadException} and leaves nothing behind. */
    public void cancel() {
        given = true;
    }

    /**
     * Tells whether the signal is given.
     *
     * @return true after {@link #cancel()}
     */
    public boolean isGiven() {
        return given;
    }

    /**
     * Ends a load that was cancelled.
     *
     * @throws LoadException if it was
     */
    public void check() {
        if (given || Thread.currentThread().isInterrupted()) {
            throw new LoadException("the load was cancelled", true);
        }
    }
}
