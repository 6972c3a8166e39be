package omega.genomics.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts who uses a server: each JVM holds one shared file lock, and the one that can take it exclusively is the last.
 * The operating system drops the lock of a killed JVM. Callers hold the {@link DirectoryLock}.
 */
final class DirectoryUsers {
    private static final Map<Path, DirectoryUsers> OF_THIS_JVM = new HashMap<>();

    private final FileChannel channel;
    private int count;

    private DirectoryUsers(FileChannel channel) {
        this.channel = channel;
    }

    static synchronized void join(Path file) throws IOException {
        DirectoryUsers users = OF_THIS_JVM.get(file);
        if (users == null) {
            users = new DirectoryUsers(FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            users.share();
            OF_THIS_JVM.put(file, users);
        }
        users.count++;
    }

    /** The lock lives as long as its channel. */
    private void share() throws IOException {
        FileLock lock = channel.lock(0, 1, true);
        if (!lock.isValid()) {
            throw new IOException("could not share the server's lock file");
        }
    }

    /** Returns true if nobody else is left. */
    static synchronized boolean leave(Path file) throws IOException {
        DirectoryUsers users = OF_THIS_JVM.get(file);
        if (users == null || --users.count > 0) {
            return false;
        }
        OF_THIS_JVM.remove(file);
        users.channel.close();
        try (FileChannel mine = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock last = mine.tryLock(0, 1, false)) {
            return last != null;
        }
    }
}
