package omega.genomics.io;

import java.io.File;
import java.lang.reflect.Constructor;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The fastest way to inflate that there is, once enough was inflated to find out: with Intel's Genomics Kernel Library ({@code com.intel.gkl:gkl}), where that is on the class path and runs on this
 * machine: up to three times as fast as the JDK. It is looked for by name, so that nothing here depends on it.
 *
 * <p>Small files never load it, because loading takes longer than inflating them. A block that it does not inflate to
 * exactly the expected length is inflated again by {@link JavaInflater}, where the JDK's inflater decides and provides
 * the error message; the caller verifies the checksum in any case. Unlike the JDK's inflater, it does not detect bytes
 * of a block after the end of its deflate data.
 */
final class NativeInflater implements BlockInflater {
    private static final String CLASS = "com.intel.gkl.compression.IntelInflater";
    /** Blocks to inflate before the library is loaded: 4 MB of text. */
    private static final int BLOCKS_BEFORE_LOADING = 64;

    private final BlockInflater other = new JavaInflater(InflaterTrial.OF_PROCESS);
    private int blocks;
    private @Nullable Inflater fast;

    @Override
    public int inflate(byte[] source, int from, int length, byte[] target, int to, int room)
            throws DataFormatException {
        if (blocks < BLOCKS_BEFORE_LOADING && ++blocks == BLOCKS_BEFORE_LOADING) {
            fast = Library.inflater();
        }
        return fast != null && isInflated(fast, source, from, length, target, to, room)
                ? room
                : other.inflate(source, from, length, target, to, room);
    }

    private static boolean isInflated(
            Inflater inflater, byte[] source, int from, int length, byte[] target, int to, int room) {
        if (length == 0 || room == 0) { // which the library rejects
            return false;
        }
        try {
            inflater.reset();
            inflater.setInput(source, from, length);
            return inflater.inflate(target, to, room) == room && inflater.finished();
        } catch (DataFormatException | RuntimeException e) {
            return false; // the JDK's inflater reports the reason
        }
    }

    @Override
    public void close() {
        other.close();
        if (fast != null) {
            fast.end();
        }
    }

    /** Returns whether the library is available; loads it if necessary. */
    static boolean isAvailable() {
        return Library.CONSTRUCTOR != null;
    }

    /** Holds the library; loaded on first use. */
    private static final class Library {
        private static final @Nullable Constructor<? extends Inflater> CONSTRUCTOR = load();

        static @Nullable Inflater inflater() {
            try {
                return CONSTRUCTOR == null ? null : CONSTRUCTOR.newInstance(true);
            } catch (ReflectiveOperationException | LinkageError e) {
                tellWhy(e);
                return null;
            }
        }

        private static @Nullable Constructor<? extends Inflater> load() {
            try {
                Class<? extends Inflater> type = Class.forName(CLASS).asSubclass(Inflater.class);
                Constructor<? extends Inflater> constructor = type.getConstructor(boolean.class);
                Inflater first = constructor.newInstance(true);
                Object loaded = type.getMethod("load", File.class).invoke(first, (Object) null);
                first.end();
                if (Boolean.TRUE.equals(loaded)) {
                    return constructor;
                }
                tellWhy(null);
            } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
                tellWhy(e);
            }
            return null;
        }

        private static void tellWhy(@Nullable Throwable why) {
            System.getLogger(NativeInflater.class.getName())
                    .log(System.Logger.Level.DEBUG, "BGZF is inflated without a native library", why);
        }
    }
}
