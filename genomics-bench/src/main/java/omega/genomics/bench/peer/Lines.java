package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens text the way most programs do. */
final class Lines {
    private Lines() {}

    static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(inflate(file), StandardCharsets.UTF_8), 1 << 16);
    }

    static boolean compressed(Path file) {
        return file.toString().endsWith("gz");
    }

    static InputStream inflate(Path file) throws IOException {
        InputStream stored = Files.newInputStream(file);
        return compressed(file) ? new GZIPInputStream(stored, 1 << 16) : stored;
    }
}
