package omega.genomics.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Returns keys that identify a file regardless of the path by which it is reached. */
final class FileKeys {
    private FileKeys() {}

    /** Returns the key of a file, which is created if it does not exist. */
    static Object of(Path file) throws IOException {
        PrivateFiles.touch(file);
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key != null ? key : file.toRealPath();
    }
}
