package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import omega.genomics.io.BgzfWriter;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A load ends when it returns, however it ends: no thread of it goes on, and its file is closed. */
@DatabaseTest
class InterruptedLoadTest {
    @TempDir
    Path directory;

    private enum Container {
        PLAIN,
        GZIP,
        BGZF;

        OutputStream to(OutputStream out) throws IOException {
            return switch (this) {
                case PLAIN -> out;
                case GZIP -> new GZIPOutputStream(out);
                case BGZF -> BgzfWriter.to(out, 1);
            };
        }
    }

    private Path file(Container container, String text) throws IOException {
        Path file = directory.resolve(container.name().toLowerCase(java.util.Locale.ROOT));
        try (OutputStream stored = Files.newOutputStream(file);
                OutputStream out = container.to(stored)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private enum End {
        INTERRUPTED {
            @Override
            void come() {
                Thread.currentThread().interrupt();
            }
        },
        FAILED {
            @Override
            void come() {
                throw new IllegalStateException("the listener fails");
            }
        };

        abstract void come();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(genomics-|gzip |bgzf-).*"))
                .collect(Collectors.toSet());
    }

    private static List<Path> openFiles(Path directory) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        try (var open = Files.list(descriptors)) {
            return open.map(InterruptedLoadTest::target)
                    .filter(file -> file.startsWith(directory))
                    .toList();
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return link; // closed meanwhile
        }
    }

    private void assertEnds(Function<ProgressListener, ThrowingRun> load, End end) throws Exception {
        Set<Thread> before = threads();
        AtomicBoolean came = new AtomicBoolean();
        Throwable thrown = catchThrowable(() -> load.apply(progress -> {
                    if (progress.records() > 20_000 && !came.getAndSet(true)) {
                        end.come();
                    }
                })
                .run());
        Set<Thread> after = threads();
        boolean interrupted = Thread.interrupted();
        after.removeAll(before);

        assertThat(came).isTrue();
        assertThat(thrown).isNotNull();
        assertThat(interrupted).isEqualTo(end == End.INTERRUPTED);
        if (end == End.INTERRUPTED) {
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            LoadException.class,
                            e -> assertThat(e.isCancelled()).isTrue());
        }
        assertThat(after).filteredOn(Thread::isAlive).isEmpty();
        assertThat(openFiles(directory.toRealPath())).isEmpty();
    }

    private interface ThrowingRun {
        void run() throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, INTERRUPTED",
        "GZIP, INTERRUPTED",
        "BGZF, INTERRUPTED",
        "PLAIN, FAILED",
        "GZIP, FAILED",
        "BGZF, FAILED"
    })
    void ofVariantsLeavesNoThread(Container container, End end, TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        InputSource file = InputSource.of(file(container, RandomVariants.text(1, 100_000)));
        assertEnds(told -> () -> genome.loadVariants(file).onProgress(told).run(), end);
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void ofGenesLeavesNoThread(Container container, TestDatabase database) throws Exception {
        AssemblyDatabase genome = Genomes.empty(database, "grch38");
        InputSource file = InputSource.of(file(container, RandomAnnotation.gtf(1, 3_000, "NEW")));
        assertEnds(told -> () -> genome.loadGenes(file).onProgress(told).run(), End.INTERRUPTED);
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();
    }
}
