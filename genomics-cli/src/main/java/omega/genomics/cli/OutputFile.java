package omega.genomics.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import omega.genomics.io.AtomicFile;
import omega.genomics.io.BgzfWriter;

/**
 * The file that a command writes: it appears when all of it is written, and until then an older one is as it was. So it may
 * be the command's own input.
 */
public final class OutputFile {
    private static final int BUFFER = 1 << 16;

    private OutputFile() {}

    /** Writes the content. */
    public interface Content<T> {
        T write(OutputStream out) throws IOException;
    }

    /**
     * Writes a file: BGZF if its name ends in {@code .gz} or {@code .bgz}, as it is otherwise.
     *
     * @param level of compression, as {@link BgzfWriter} takes it
     * @return what the content returned
     */
    public static <T> T write(Path path, int level, Content<T> content) throws IOException {
        try (AtomicFile file = AtomicFile.replace(path)) {
            T result;
            try (OutputStream out = isCompressed(path)
                    ? BgzfWriter.to(file.stream(), level)
                    : new BufferedOutputStream(file.stream(), BUFFER)) {
                result = content.write(out);
            }
            file.commit();
            return result;
        }
    }

    private static boolean isCompressed(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") || name.endsWith(".bgz");
    }
}
