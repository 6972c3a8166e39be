package omega.genomics.cli;

import java.io.PrintStream;
import java.util.Locale;
import omega.genomics.postgres.load.LoadProgress;

/** One line on a terminal's standard error that is written over while the work goes on, and wiped when it is done. */
public final class ProgressLine implements AutoCloseable {
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final PrintStream stderr;
    private final String label;
    private final boolean shown;
    private final long started = System.nanoTime();
    private long last = started;
    private int width;

    ProgressLine(PrintStream stderr, String label, boolean shown) {
        this.stderr = stderr;
        this.label = Printable.text(label);
        this.shown = shown;
    }

    /**
     * Shows how far the work is, at most five times a second.
     *
     * @param phase what it is busy with
     * @param share from 0 to 1, negative if not known
     * @param records how many are done, negative if not counted
     */
    public void update(String phase, double share, long records) {
        long now = System.nanoTime();
        if (!shown || now - last < INTERVAL_NANOS) {
            return;
        }
        last = now;
        write(line(phase.isEmpty() ? label : label + ", " + phase, share, records, (now - started) / 1e9));
    }

    /** Shows how far a load is. */
    public void update(LoadProgress step) {
        update(step.phase().name().toLowerCase(Locale.ROOT), step.share().orElse(-1), step.records());
    }

    static String line(String label, double share, long records, double seconds) {
        StringBuilder line = new StringBuilder(label);
        if (share >= 0) {
            line.append(String.format(Locale.ROOT, "  %3.0f %%", 100 * Math.min(share, 1)));
        }
        if (records >= 0) {
            line.append(String.format(Locale.ROOT, "  %,d records  %,.0f/s", records, records / seconds));
        }
        line.append(String.format(Locale.ROOT, "  %.0f s", seconds));
        if (share > 0.01 && share < 1) {
            line.append(String.format(Locale.ROOT, ", %.0f s left", seconds * (1 - share) / share));
        }
        return line.toString();
    }

    private void write(String line) {
        stderr.print('\r' + line + " ".repeat(Math.max(0, width - line.length())));
        stderr.flush();
        width = line.length();
    }

    @Override
    public void close() {
        wipe();
    }

    /** Takes the line away, before an answer is printed. */
    public void wipe() {
        if (width > 0) {
            write("");
            stderr.print('\r');
            stderr.flush();
            width = 0;
        }
    }
}
