package omega.genomics.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The stored bytes of one file, read by range: what indexed reading needs of a file system, a web server or an object store.
 *
 * <p>The file must not change while it is read. Implementations need not be thread-safe, and need not keep what they have read:
 * {@link InputSource} does that for those of a {@link ByteStore}.
 */
public interface ByteRanges extends Closeable {
    /**
     * Reads bytes at an offset.
     *
     * @param offset of the first byte, from 0
     * @param target gets up to as many bytes as it has room for
     * @return how many bytes were read, 1 or more; −1 at the end of the file and behind it
     * @throws IOException if reading fails; the message names the file
     */
    int read(long offset, ByteBuffer target) throws IOException;

    /**
     * Returns the size of the file.
     *
     * @return in bytes
     * @throws IOException if it cannot be read
     */
    long size() throws IOException;

    /**
     * Opens a file of any file system provider.
     *
     * @param path an existing file
     * @return its bytes; concurrent reads are possible where the provider has a {@link FileChannel}
     * @throws IOException if it cannot be opened
     */
    static ByteRanges of(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        SeekableByteChannel channel = Files.newByteChannel(path);
        return new ByteRanges() {
            @Override
            public int read(long offset, ByteBuffer target) throws IOException {
                Objects.requireNonNull(target, "target");
                if (channel instanceof FileChannel file) {
                    return file.read(target, offset);
                }
                synchronized (channel) {
                    return channel.position(offset).read(target);
                }
            }

            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
