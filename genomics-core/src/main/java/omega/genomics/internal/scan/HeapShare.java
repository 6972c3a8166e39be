package omega.genomics.internal.scan;

/**
 * How much may be kept in memory if nobody says otherwise. It depends on the heap: a limit for a server must not stop a notebook, and
 * what a large machine reads with ease must not take a small one down.
 */
public final class HeapShare {
    private static final int LEAST = 4096;

    private HeapShare() {}

    /**
     * Returns how many things fit into half of the heap.
     *
     * @param bytesEach what one takes in memory, at most
     * @return at least 4,096
     */
    public static int count(int bytesEach) {
        long fits = Runtime.getRuntime().maxMemory() / 2 / bytesEach;
        return (int) Math.max(LEAST, Math.min(Integer.MAX_VALUE - 16, fits));
    }
}
