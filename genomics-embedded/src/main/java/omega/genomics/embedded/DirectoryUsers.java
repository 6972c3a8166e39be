package omega.genomics.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Tracks the users of a server: each JVM holds a shared file lock, and the one that can acquire it exclusively is the
 * last. The operating system releases the lock of a killed JVM. Callers hold the {@link DirectoryLock}.
 *
 * <p>A JVM opens the file once: on POSIX systems, closing any second channel would release its lock.
 */
final class DirectoryUsers {
    /** The users in this JVM, by {@link FileKeys}. */
    private static final Map<Object, DirectoryUsers> OF_THIS_JVM = new HashMap<>();

    private final FileChannel channel;
    private FileLock lock;
    private int count;

    private DirectoryUsers(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        lock = channel.lock(0, 1, true);
    }

    static synchronized void join(Path file) throws IOException {
        Object key = FileKeys.of(file);
        DirectoryUsers users = OF_THIS_JVM.get(key);
        if (users == null) {
            users = new DirectoryUsers(file);
            OF_THIS_JVM.put(key, users);
        }
        users.count++;
    }

    /** Removes a user; returns whether it was the last one, in any process. */
    static synchronized boolean leave(Path file) throws IOException {
        Object key = FileKeys.of(file);
        DirectoryUsers users = OF_THIS_JVM.get(key);
        if (users == null || --users.count > 0) {
            return false;
        }
        OF_THIS_JVM.remove(key);
        users.channel.close();
        return !isHeld(file);
    }

    /** Returns whether a process other than this one uses the server, in any container. */
    static synchronized boolean areElsewhere(Path file) throws IOException {
        DirectoryUsers users = OF_THIS_JVM.get(FileKeys.of(file));
        return users == null ? isHeld(file) : users.sharesWithOthers();
    }

    private static boolean isHeld(Path file) throws IOException {
        try (FileChannel mine = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock exclusive = mine.tryLock(0, 1, false)) {
            return exclusive == null;
        }
    }

    /**
     * Releases the shared lock for a moment to test it. Nobody else can act in between, because that requires the
     * directory's lock.
     */
    private boolean sharesWithOthers() throws IOException {
        lock.release();
        try (FileLock exclusive = channel.tryLock(0, 1, false)) {
            return exclusive == null;
        } finally {
            lock = channel.lock(0, 1, true);
        }
    }
}
