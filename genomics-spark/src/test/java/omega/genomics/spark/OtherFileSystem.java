package omega.genomics.spark;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A file system of Hadoop whose files this library cannot open by itself: {@code other:/…} is a file of this machine. Counts what is read. */
public final class OtherFileSystem extends RawLocalFileSystem {
    static final AtomicLong READ = new AtomicLong();

    @Override
    public URI getUri() {
        return URI.create("other:///");
    }

    @Override
    public String getScheme() {
        return "other";
    }

    @Override
    public FSDataInputStream open(Path path, int size) throws IOException {
        FSDataInputStream in = super.open(path, size);
        return new FSDataInputStream(new FSInputStream() {
            @Override
            public void seek(long position) throws IOException {
                in.seek(position);
            }

            @Override
            public long getPos() throws IOException {
                return in.getPos();
            }

            @Override
            public boolean seekToNewSource(long position) {
                return false;
            }

            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return in.read(buffer, offset, length);
            }

            @Override
            public int read(long position, byte[] buffer, int offset, int length) throws IOException {
                int n = in.read(position, buffer, offset, length);
                READ.addAndGet(Math.max(0, n));
                return n;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        });
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
        return new BlockLocation[] {
            new BlockLocation(new String[] {"a:1"}, new String[] {"machine-a"}, 0, file.getLen())
        };
    }
}
