package omega.genomics.postgres.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A digest stands for the rows of its file, so a file that changes between its digest and its last byte is refused. */
@DatabaseTest
class ChangedFileTest {
    private static final int RECORDS = 20_000;

    @TempDir
    Path directory;

    private TestDatabase database;
    private AssemblyDatabase genome;
    private Path file;

    @BeforeEach
    void loadOldData(TestDatabase fresh) throws Exception {
        database = fresh;
        genome = Genomes.empty(database, "grch38");
        file = directory.resolve("changing.vcf");
        Files.writeString(file, RandomVariants.text(1, 100), StandardCharsets.US_ASCII);
        load(progress -> {});
        Files.writeString(file, RandomVariants.text(2, RECORDS), StandardCharsets.US_ASCII);
    }

    private LoadReport load(ProgressListener listener) throws IOException {
        return genome.loadVariants(InputSource.of(file)).onProgress(listener).run();
    }

    /** What happens to the file while it is read. */
    private enum Change {
        APPENDED {
            @Override
            void to(Path file) throws IOException {
                Files.writeString(file, "chrY\t1\t.\tA\tC\t.\t.\t.\n", StandardOpenOption.APPEND);
            }
        },
        TRUNCATED {
            @Override
            void to(Path file) throws IOException {
                byte[] all = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(all, all.length / 2));
            }
        },
        /** Neither size nor modification time tell. */
        OVERWRITTEN_IN_SECRET {
            @Override
            void to(Path file) throws IOException {
                FileTime time = Files.getLastModifiedTime(file);
                Files.writeString(file, Files.readString(file).replace("PASS", "pass"));
                Files.setLastModifiedTime(file, time);
            }
        },
        REPLACED {
            @Override
            void to(Path file) throws IOException {
                Path other = file.resolveSibling("other");
                Files.writeString(other, Files.readString(file).replace("PASS", "pass"));
                Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
                Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        /** Whoever read in between has read something else, though the digest is the same in the end. */
        WRITTEN_AGAIN {
            @Override
            void to(Path file) throws IOException {
                byte[] all = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(all, all.length / 2));
                Files.write(file, all);
            }
        },
        DELETED {
            @Override
            void to(Path file) throws IOException {
                Files.copy(file, file.resolveSibling("kept"));
                Files.delete(file);
            }

            @Override
            void undo(Path file) throws IOException {
                Files.move(file.resolveSibling("kept"), file);
            }
        };

        abstract void to(Path file) throws IOException;

        void undo(Path file) throws IOException {}
    }

    private interface Happening {
        void run() throws IOException;
    }

    /** Something that happens once, in the middle of reading. */
    private static ProgressListener once(AtomicBoolean happened, Happening what) {
        return progress -> {
            if (progress.records() > RECORDS / 4 && !happened.getAndSet(true)) {
                assertThat(progress.phase()).isEqualTo(LoadPhase.READING);
                try {
                    what.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void refusesAFileThatChangesWhileItIsRead(Change change) throws Exception {
        AtomicBoolean happened = new AtomicBoolean();
        assertThatThrownBy(() -> load(once(happened, () -> change.to(file))))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("changing.vcf changed while it was read");
        assertThat(happened).isTrue();
        assertThat(database.value("SELECT count(DISTINCT record_number) FROM grch38.variants"))
                .isEqualTo("100");
        assertThat(database.rows("SELECT state FROM grch38.load_runs ORDER BY run_id"))
                .containsExactly("done", "failed");
        assertThat(database.rows("SELECT * FROM grch38.load_parts")).isEmpty();

        change.undo(file);
        assertThat(load(progress -> {}).state()).isEqualTo(LoadState.DONE);
    }

    /** Somebody makes a link to the file, or changes who may read it. */
    @Test
    void loadsAFileWhoseContentStays() throws Exception {
        AtomicBoolean happened = new AtomicBoolean();
        LoadReport report = load(once(happened, () -> {
            Files.setPosixFilePermissions(
                    file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            Files.createLink(directory.resolve("link"), file);
        }));
        assertThat(happened).isTrue();
        assertThat(report.state()).isEqualTo(LoadState.DONE);
        assertThat(report.recordsRead()).isEqualTo(RECORDS);
    }

    /** What was committed before the change came to light must not be taken over by a later load. */
    @Test
    void keepsNoTablesOfAChangedFile() throws Exception {
        AtomicBoolean happened = new AtomicBoolean();
        AtomicBoolean cut = new AtomicBoolean();
        String before = Files.readString(file);
        FileTime time = FileTime.from(Instant.parse("2020-02-29T00:00:00Z"));
        Files.setLastModifiedTime(file, time);
        assertThatThrownBy(() -> load(progress -> {
                    once(happened, () -> overwrite(before.replace("PASS", "pass")))
                            .progress(progress);
                    if (progress.records() > RECORDS * 3 / 4 && !cut.getAndSet(true)) {
                        cut();
                    }
                }))
                .isInstanceOf(LoadException.class);
        overwrite(before);
        Files.setLastModifiedTime(file, time);
        LoadReport report = load(progress -> {});
        assertThat(report.recordsRead()).isEqualTo(RECORDS);
        assertThat(database.rows("SELECT DISTINCT filter FROM grch38.variants ORDER BY 1"))
                .containsExactly("AS_VQSR", "PASS");
    }

    /** In its place, never cut. */
    private void overwrite(String text) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void cut() {
        try {
            database.rows("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND application_name = 'omega-genomics'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
