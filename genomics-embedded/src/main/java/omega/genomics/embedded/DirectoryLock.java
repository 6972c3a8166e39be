package omega.genomics.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held while a server is started or stopped, so that calls do not do so concurrently, in this JVM or in
 * other processes.
 */
final class DirectoryLock implements AutoCloseable {
    /** What the server logs, it logs under its name. */
    private static final String LOGGER = "omega.genomics.embedded.EmbeddedServer";

    /** By {@link FileKeys}. File locks belong to the JVM as a whole, so threads need locks of their own. */
    private static final Map<Object, ReentrantLock> WITHIN_JVM = new ConcurrentHashMap<>();

    private static final long SILENCE_NANOS = 1_000_000_000;

    private final ReentrantLock withinJvm;
    private final FileChannel channel;

    private DirectoryLock(ReentrantLock withinJvm, FileChannel channel) {
        this.withinJvm = withinJvm;
        this.channel = channel;
    }

    /** Acquires the lock, waiting for its holder; logs a warning after a second. */
    static DirectoryLock take(Path file, Duration patience) throws IOException {
        ReentrantLock withinJvm = WITHIN_JVM.computeIfAbsent(FileKeys.of(file), key -> new ReentrantLock());
        Wait wait = new Wait(file, patience);
        while (!withinJvm.tryLock()) {
            wait.pause();
        }
        @Nullable FileChannel channel = null;
        boolean isTaken = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            while (!tryLock(channel)) {
                wait.pause();
            }
            isTaken = true;
            return new DirectoryLock(withinJvm, channel);
        } finally {
            if (!isTaken) {
                close(channel, withinJvm);
            }
        }
    }

    /** Tries to acquire the file lock. Copies of this class in other class loaders also share the JVM's file locks. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            // the lock is held as long as its channel is open
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void close(@Nullable FileChannel channel, ReentrantLock withinJvm) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            withinJvm.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        close(channel, withinJvm);
    }

    /** The wait of one call for both locks. */
    private static final class Wait {
        private final Path file;
        private final Duration patience;
        private final long begin = System.nanoTime();
        private boolean isTold;

        Wait(Path file, Duration patience) {
            this.file = file;
            this.patience = patience;
        }

        void pause() throws IOException {
            long waited = System.nanoTime() - begin;
            if (waited > patience.toNanos()) {
                throw new IOException(file + " has been held by another process or thread for " + patience.toSeconds()
                        + " s; end that one (\"fuser\" shows a process), and try again");
            }
            if (!isTold && waited > SILENCE_NANOS) {
                isTold = true;
                System.getLogger(LOGGER).log(Level.WARNING, "waiting for another process or thread that holds " + file);
            }
            Waiting.pause();
        }
    }
}
