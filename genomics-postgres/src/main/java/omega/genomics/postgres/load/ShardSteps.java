package omega.genomics.postgres.load;

import java.io.IOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
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
        waitUntil(() -> datasetId != null);
        return Objects.requireNonNull(datasetId);
    }

    synchronized void staged() {
        staged++;
        notifyAll();
        waitUntil(() -> staged == servers);
    }

    synchronized void switched() {
        switched++;
        notifyAll();
    }

    synchronized void awaitSwitched() {
        waitUntil(() -> switched == servers - 1);
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

    private synchronized void waitUntil(BooleanSupplier done) {
        try {
            while (!done.getAsBoolean()) {
                if (failure != null) {
                    throw new LoadException(
                            "the load of another server failed; what is staged here waits for the next call");
                }
                cancel.check();
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        }
    }
}
