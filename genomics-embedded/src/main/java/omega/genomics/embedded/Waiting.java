package omega.genomics.embedded;

import java.io.InterruptedIOException;

/** Waits, as input and output do: an interruption is an {@link InterruptedIOException}. */
final class Waiting {
    private Waiting() {}

    static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    static int forEnd(Process process) throws InterruptedIOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw interrupted();
        }
    }

    static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for PostgreSQL");
    }
}
