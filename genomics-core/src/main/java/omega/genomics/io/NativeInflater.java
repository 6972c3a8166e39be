package omega.genomics.io;

import java.io.File;
import java.lang.reflect.Constructor;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates with Intel's Genomics Kernel Library ({@code com.intel.gkl:gkl}), where that is on the class path and runs on this
 * machine: up to three times as fast as the JDK. It is looked for by name, so that nothing here depends on it.
 *
 * <p>Small files never load it, as that takes longer than they do. Whatever it does not inflate to the last byte expected goes
 * through {@link JavaInflater} again, where the JDK's decides and words the error; the checksum is checked by the caller as ever. One thing
 * the JDK's notices goes unnoticed here: bytes of a block behind the end of its deflate data.
 */
final class NativeInflater implements BlockInflater {
    private static final String CLASS = "com.intel.gkl.compression.IntelInflater";
    /** 4 MB of text. */
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
        if (length == 0 || room == 0) { // which it refuses
            return false;
        }
        try {
            inflater.reset();
            inflater.setInput(source, from, length);
            return inflater.inflate(target, to, room) == room && inflater.finished();
        } catch (DataFormatException | RuntimeException e) {
            return false; // the JDK's will say why
        }
    }

    @Override
    public void close() {
        other.close();
        if (fast != null) {
            fast.end();
        }
    }

    /** Tells whether the library is there and loads. */
    static boolean isAvailable() {
        return Library.CONSTRUCTOR != null;
    }

    /** Loaded when first asked for. */
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
