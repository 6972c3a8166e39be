package omega.genomics.internal.scan;

import java.io.IOException;
import java.io.InputStream;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** Reads blocks, and tells Flight Recorder of each. */
public final class RecordedReads {
    /** False in a runtime image without Flight Recorder, where its classes must not be touched. */
    private static final boolean RECORDED =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    /** Made when a recorder is first seen: to load its classes for nothing takes longer than to read a small file. */
    private @Nullable BlockEvent event;

    /** Makes one for the reads of one input. */
    public RecordedReads() {}

    /**
     * Reads into a buffer.
     *
     * @param in decompressed content
     * @param sourceName its name
     * @param buffer receives the bytes
     * @param from index of the first
     * @param count how many at most
     * @return how many bytes were read; −1 at the end
     * @throws IOException if reading fails
     */
    public int read(InputStream in, String sourceName, byte[] buffer, int from, int count) throws IOException {
        return RECORDED && FlightRecorder.isInitialized()
                ? recordedRead(in, sourceName, buffer, from, count)
                : in.read(buffer, from, count);
    }

    /** One event serves every block: the loop allocates nothing. */
    private int recordedRead(InputStream in, String sourceName, byte[] buffer, int from, int count) throws IOException {
        if (event == null) {
            event = new BlockEvent();
        }
        event.begin();
        int n = in.read(buffer, from, count);
        if (event.shouldCommit()) {
            event.source = sourceName;
            event.bytes = Math.max(0, n);
            event.commit();
        }
        return n;
    }
}
