package omega.genomics.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import omega.genomics.io.ByteRanges;
import omega.genomics.io.InputSource;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files of Hadoop's file systems, of this machine and of the web as sources of this library. */
final class Storage {
    private static final List<String> INDEXES = List.of(".tbi", ".csi", ".gzi", ".idx", ".crai", ".md5");

    private Storage() {}

    /** A file as a source: local ones are read as such, those of other file systems by ranges. */
    static InputSource source(String uri, Configuration configuration) {
        if (isWeb(uri)) {
            return InputSource.of(URI.create(uri)).threads(1);
        }
        if (uri.startsWith("file:")) {
            return InputSource.of(java.nio.file.Path.of(
                            URI.create("file://" + new Path(uri).toUri().getRawPath())))
                    .threads(1);
        }
        return InputSource.of(uri, suffix -> open(new Path(uri + suffix), configuration))
                .threads(1);
    }

    private static boolean isWeb(String uri) {
        return uri.startsWith("https://") || uri.startsWith("http://");
    }

    private static ByteRanges open(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        FSDataInputStream in;
        long size;
        try {
            size = files.getFileStatus(path).getLen();
            in = files.open(path);
        } catch (FileNotFoundException e) {
            NoSuchFileException none = new NoSuchFileException(path.toString());
            none.initCause(e);
            throw none;
        }
        return new ByteRanges() {
            @Override
            public int read(long offset, ByteBuffer target) throws IOException {
                if (offset >= size) {
                    return -1;
                }
                int n;
                if (target.hasArray()) {
                    n = in.read(offset, target.array(), target.arrayOffset() + target.position(), target.remaining());
                    target.position(target.position() + Math.max(0, n));
                } else {
                    byte[] bytes = new byte[target.remaining()];
                    n = in.read(offset, bytes, 0, bytes.length);
                    target.put(bytes, 0, Math.max(0, n));
                }
                return n;
            }

            @Override
            public long size() {
                return size;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    /**
     * Finds the files of some paths, which may be files, folders and patterns.
     *
     * @return addresses that mean the same on every machine, in the order of the paths, those of a pattern or folder sorted
     */
    static List<String> files(List<String> paths, Configuration configuration) throws IOException {
        List<String> found = new ArrayList<>();
        for (String path : paths) {
            if (isWeb(path)) {
                found.add(path);
                continue;
            }
            Path pattern = new Path(path);
            FileSystem files = pattern.getFileSystem(configuration);
            FileStatus[] matching = files.globStatus(files.makeQualified(pattern));
            if (matching == null || matching.length == 0) {
                throw new FileNotFoundException(path + ": expected a file, a folder or a pattern of files, found none");
            }
            Arrays.sort(
                    matching, Comparator.comparing(status -> status.getPath().toString()));
            for (FileStatus status : matching) {
                if (!status.isDirectory()) {
                    found.add(status.getPath().toString());
                    continue;
                }
                FileStatus[] inside = files.listStatus(status.getPath());
                Arrays.sort(inside, Comparator.comparing(each -> each.getPath().toString()));
                for (FileStatus each : inside) {
                    if (each.isFile() && isData(each.getPath().getName())) {
                        found.add(each.getPath().toString());
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new FileNotFoundException(paths + ": expected files, found empty folders");
        }
        return found;
    }

    private static boolean isData(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("_")
                && !lower.startsWith(".")
                && INDEXES.stream().noneMatch(lower::endsWith);
    }

    /** Returns the machines that have a stored range of a file; none for files of this machine and of the web. */
    static List<String> hosts(String uri, Configuration configuration, long start, long length) throws IOException {
        if (isWeb(uri) || uri.startsWith("file:")) {
            return List.of();
        }
        Path path = new Path(uri);
        FileSystem files = path.getFileSystem(configuration);
        BlockLocation[] blocks = files.getFileBlockLocations(files.getFileStatus(path), start, Math.max(1, length));
        return blocks.length == 0 ? List.of() : List.of(blocks[0].getHosts());
    }
}
