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

/** Held while a server is started or stopped, so that two calls do not do it at once: in this JVM and among processes. */
final class DirectoryLock implements AutoCloseable {
    /** By {@link FileKeys}. File locks belong to the JVM as a whole, so threads need locks of their own. */
    private static final Map<Object, ReentrantLock> WITHIN_JVM = new ConcurrentHashMap<>();

    private static final long SILENCE_NANOS = 1_000_000_000;

    private final ReentrantLock withinJvm;
    private final FileChannel channel;

    private DirectoryLock(ReentrantLock withinJvm, FileChannel channel) {
        this.withinJvm = withinJvm;
        this.channel = channel;
    }

    /** Waits for whoever holds it, with a warning in the log after a second. */
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

    /** Copies of this class in other class loaders share the JVM's file locks, too. */
    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            // the lock lives as long as its channel
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

    /** One call's wait for both locks. */
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
                System.getLogger(EmbeddedServer.class.getName())
                        .log(Level.WARNING, "waiting for another process or thread that holds " + file);
            }
            Waiting.pause();
        }
    }
}
