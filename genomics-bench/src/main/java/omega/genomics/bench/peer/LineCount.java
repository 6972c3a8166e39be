package omega.genomics.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.io.InputSource;

/** Counts records by their lines alone: what reading costs before anything is asked. */
final class LineCount {
    private LineCount() {}

    static Answer omega(Path file) throws IOException {
        Tally tally = new Tally();
        InputSource source = InputSource.of(file);
        BlockReader blocks = new BlockReader(
                source.open(), source.name(), BlockReader.DEFAULT_BLOCK_SIZE, BlockReader.DEFAULT_MAX_LINE_LENGTH);
        try (LineCursor lines = new LineCursor(blocks)) {
            while (lines.advance()) {
                if (lines.buffer()[lines.start()] != '#') {
                    tally.record();
                }
            }
        }
        return tally.answer();
    }
}
