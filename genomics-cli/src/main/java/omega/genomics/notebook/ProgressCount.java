package omega.genomics.notebook;

import java.io.PrintStream;
import java.util.Locale;

/** A line that says how many have passed and how fast. */
final class ProgressCount {
    private static final long INTERVAL_NANOS = 500_000_000L;

    private final PrintStream stderr;
    private final long started = System.nanoTime();
    private long last = started;

    ProgressCount(PrintStream stderr) {
        this.stderr = stderr;
    }

    synchronized void passed(long count) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL_NANOS) {
            last = now;
            stderr.print('\r' + line(count, (now - started) / 1e9));
            stderr.flush();
        }
    }

    synchronized void done(long count) {
        stderr.print('\r' + line(count, (System.nanoTime() - started) / 1e9) + '\n');
        stderr.flush();
    }

    static String line(long count, double seconds) {
        return String.format(Locale.ROOT, "%,d  %,.0f/s  %.1f s", count, count / Math.max(seconds, 1e-9), seconds);
    }
}
