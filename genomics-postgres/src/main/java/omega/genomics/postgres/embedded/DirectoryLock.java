package omega.genomics.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Held while a server is started or stopped, so that two calls do not do it at once: in this JVM and among processes. */
final class DirectoryLock implements AutoCloseable {
    /** File locks belong to the JVM as a whole, so threads need a lock of their own. */
    private static final ReentrantLock WITHIN_JVM = new ReentrantLock();

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path file) throws IOException {
        WITHIN_JVM.lock();
        try {
            PrivateFiles.touch(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock lock = channel.lock();
            if (!lock.isValid()) {
                throw new IOException("could not lock " + file);
            }
            return new DirectoryLock(channel);
        } catch (IOException | RuntimeException e) {
            WITHIN_JVM.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            WITHIN_JVM.unlock();
        }
    }
}
