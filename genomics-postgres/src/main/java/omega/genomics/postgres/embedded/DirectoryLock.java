package omega.genomics.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Held while a server is started or stopped, so that two calls do not do it at once: in this JVM and among processes. */
final class DirectoryLock implements AutoCloseable {
    /** By {@link FileKeys}. File locks belong to the JVM as a whole, so threads need locks of their own. */
    private static final Map<Object, ReentrantLock> WITHIN_JVM = new ConcurrentHashMap<>();

    private final ReentrantLock withinJvm;
    private final FileChannel channel;

    private DirectoryLock(ReentrantLock withinJvm, FileChannel channel) {
        this.withinJvm = withinJvm;
        this.channel = channel;
    }

    static DirectoryLock take(Path file) throws IOException {
        ReentrantLock withinJvm = WITHIN_JVM.computeIfAbsent(FileKeys.of(file), key -> new ReentrantLock());
        withinJvm.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock lock = channel.lock();
            if (!lock.isValid()) {
                throw new IOException("could not lock " + file);
            }
            return new DirectoryLock(withinJvm, channel);
        } catch (IOException | RuntimeException e) {
            withinJvm.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            withinJvm.unlock();
        }
    }
}
