package omega.genomics.postgres.load.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import omega.genomics.postgres.load.CancelSignal;
import omega.genomics.postgres.load.LoadPhase;
import omega.genomics.postgres.load.LoadProgress;
import omega.genomics.postgres.load.ProgressListener;

/** Times the phases of a load and tells the listener, not more often than it asked for. */
public final class ProgressMeter {
    private static final long EVERY_NANOS = 500_000_000;
    private static final long EVERY_RECORDS = 10_000;

    private final ProgressListener listener;
    private final CancelSignal cancel;
    private final OptionalLong totalBytes;
    private final long begin = System.nanoTime();
    private final AtomicLong bytes = new AtomicLong();
    private final Map<LoadPhase, Duration> phases = new EnumMap<>(LoadPhase.class);
    private LongSupplier records = () -> 0;
    private LoadPhase phase = LoadPhase.READING;
    private long phaseBegin = begin;
    private long lastNanos = begin;
    private long lastRecords;

    ProgressMeter(ProgressListener listener, CancelSignal cancel, OptionalLong totalBytes) {
        this.listener = listener;
        this.cancel = cancel;
        this.totalBytes = totalBytes;
    }

    /** Says where the number of records read stands. */
    public void countRecords(LongSupplier source) {
        records = source;
    }

    /** Takes how many stored bytes are read so far; from any thread. */
    void storedBytes(long count) {
        bytes.set(count);
    }

    /** Called often, on the loading thread: also the place where a cancelled load stops. */
    public void tick() {
        cancel.check();
        long now = System.nanoTime();
        long read = records.getAsLong();
        if (now - lastNanos >= EVERY_NANOS || read - lastRecords >= EVERY_RECORDS) {
            tell(now, read);
        }
    }

    private void tell(long now, long read) {
        lastNanos = now;
        lastRecords = read;
        listener.progress(new LoadProgress(phase, read, bytes.get(), totalBytes, Duration.ofNanos(now - begin)));
    }

    /** Ends the phase and begins another. */
    public void enter(LoadPhase next) {
        endPhase();
        phase = next;
        tell(System.nanoTime(), records.getAsLong());
    }

    private void endPhase() {
        long now = System.nanoTime();
        phases.merge(phase, Duration.ofNanos(now - phaseBegin), Duration::plus);
        phaseBegin = now;
    }

    /** Ends the last phase and returns how long each took. */
    Map<LoadPhase, Duration> finish() {
        endPhase();
        tell(System.nanoTime(), records.getAsLong());
        return Map.copyOf(phases);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
