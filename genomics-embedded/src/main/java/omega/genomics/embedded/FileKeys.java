package omega.genomics.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What makes a file the same file, by whatever path it is reached. */
final class FileKeys {
    private FileKeys() {}

    /** Makes the file if there is none. */
    static Object of(Path file) throws IOException {
        PrivateFiles.touch(file);
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key != null ? key : file.toRealPath();
    }
}
