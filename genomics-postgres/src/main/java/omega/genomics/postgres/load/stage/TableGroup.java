package omega.genomics.postgres.load.stage;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;

/** Tables that are made and committed together. Until a connection has begun them any other may have them. */
public final class TableGroup {
    private boolean isQueued;
    /** Taken off a queue again, in their order. */
    private final Deque<CopyWork> items = new ArrayDeque<>();

    private long bytes;

    /** Returns a queue for connections to share that gives the group with most bytes of rows first. */
    public static Queue<TableGroup> largestFirst() {
        return new PriorityBlockingQueue<>(
                16, Comparator.<TableGroup>comparingLong(group -> group.bytes).reversed());
    }

    void add(CopyWork item) {
        items.add(item);
        bytes += item.bytes();
    }

    /** Returns whether nothing of the group was queued before; from now on something was. */
    boolean isQueuedFirst() {
        boolean isFirst = !isQueued;
        isQueued = true;
        return isFirst;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    CopyWork next() {
        return items.remove();
    }

    /** Lets go of what was taken off a queue and will not be done. */
    public void drop() {
        items.forEach(CopyWork::drop);
        items.clear();
    }
}
