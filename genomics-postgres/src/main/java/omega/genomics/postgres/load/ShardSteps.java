package omega.genomics.postgres.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the loads of one file on several servers in step: nobody switches before everybody has staged, the coordinator is the
 * last to switch, and where one fails nobody who has not switched yet does.
 */
final class ShardSteps {
    private final int servers;
    private final CancelSignal cancel;
    private @Nullable Integer datasetId;
    private int staged;
    private int switched;
    private @Nullable Throwable failure;

    /** @param servers how many, the coordinator among them */
    ShardSteps(int servers, CancelSignal cancel) {
        this.servers = servers;
        this.cancel = cancel;
    }

    synchronized void begun(int id) {
        datasetId = id;
        notifyAll();
    }

    synchronized int awaitDatasetId() {
        while (datasetId == null) {
            pause();
        }
        return datasetId;
    }

    synchronized void staged() {
        staged++;
        notifyAll();
        while (staged < servers) {
            pause();
        }
    }

    synchronized void switched() {
        switched++;
        notifyAll();
    }

    synchronized void awaitSwitched() {
        while (switched < servers - 1) {
            pause();
        }
    }

    /** The first failure is the one to tell. */
    synchronized void failed(Throwable thrown) {
        failure = failure == null ? thrown : failure;
        notifyAll();
    }

    /** Throws what ended the load, if anything did. */
    synchronized void throwFailure() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private void pause() {
        if (failure != null) {
            throw new LoadException("the load of another server failed; what is staged here waits for the next call");
        }
        cancel.check();
        try {
            wait(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        }
    }
}
