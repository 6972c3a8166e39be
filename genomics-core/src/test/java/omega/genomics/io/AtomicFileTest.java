package omega.genomics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private static void write(Path path, String text) throws IOException {
        try (AtomicFile file = AtomicFile.replace(path)) {
            file.stream().write(text.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void createsAFileWhenItIsComplete() throws IOException {
        Path path = folder.resolve("new.txt");
        try (AtomicFile file = AtomicFile.replace(path)) {
            file.stream().write('a');
            file.stream().close();
            file.stream().write('b');
            assertThat(path).doesNotExist();
            file.commit();
        }
        assertThat(path).hasContent("ab");
        assertThat(names()).containsExactly("new.txt");
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void leavesTheOldFileAndNothingElseWithoutACommit() throws IOException {
        Path path = Files.writeString(folder.resolve("old.txt"), "old");
        try (AtomicFile file = AtomicFile.replace(path)) {
            file.stream().write(new byte[100_000]);
            assertThat(path).hasContent("old");
        }
        assertThat(path).hasContent("old");
        assertThat(names()).containsExactly("old.txt");
    }

    @Test
    void keepsThePermissionsOfTheOldFile() throws IOException {
        Path path = Files.writeString(folder.resolve("old.txt"), "old");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw---x"));
        try (AtomicFile file = AtomicFile.replace(path)) {
            for (String name : names()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .isEqualTo("rw-rw---x");
            }
            file.commit();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw---x");
        assertThat(path).isEmptyFile();
    }

    @Test
    void replacesWhatALinkPointsToAndKeepsTheLink() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path file = Files.writeString(elsewhere.resolve("file.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere/file.txt"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));
        write(second, "new");
        assertThat(file).hasContent("new");
        assertThat(link).isSymbolicLink();
        assertThat(second).isSymbolicLink();
        assertThat(names()).containsExactly("elsewhere", "link", "second");
    }

    @Test
    void refusesWhatIsNoPlaceForAFile() throws IOException {
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> AtomicFile.replace(dangling))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(dangling + ": expected a file, found a link to nothing");
        assertThatThrownBy(() -> AtomicFile.replace(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder + ": expected a file, found a folder");
        assertThatThrownBy(() -> AtomicFile.replace(folder.resolve("none/file.txt")))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessage(folder.resolve("none").toString());
        assertThat(names()).containsExactly("dangling");
    }

    /** Standard output may be redirected to a regular file, which must be written to, not replaced. */
    @Test
    void writesIntoDevicesAndOpenFiles() throws IOException {
        write(Path.of("/dev/null"), "gone");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        if (Files.exists(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> write(Path.of("/dev/full"), "too much")).isInstanceOf(IOException.class);
        }
        Path open = Files.writeString(folder.resolve("open.txt"), "old");
        Object inode = Files.getAttribute(open, "unix:ino");
        try (var reader = Files.newInputStream(open)) {
            assertThat(reader).isNotNull();
            for (Path descriptor : descriptors(open)) {
                write(descriptor, "new");
            }
        }
        assertThat(Files.getAttribute(open, "unix:ino")).isEqualTo(inode);
    }

    private static List<Path> descriptors(Path open) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/dev/fd"))) {
            return all.filter(one -> isOf(one, open)).toList();
        }
    }

    private static boolean isOf(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void cannotBeCommittedTwice() throws IOException {
        AtomicFile file = AtomicFile.replace(folder.resolve("a"));
        file.commit();
        assertThatThrownBy(file::commit).isInstanceOf(IllegalStateException.class);
        file.close();
        file.close();
        assertThat(names()).containsExactly("a");
    }

    /** Writes without end. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            try (AtomicFile file = AtomicFile.replace(Path.of(arguments[0]))) {
                file.stream().write(new byte[1000]);
                System.out.println("begun");
                System.out.flush();
                Thread.sleep(120_000);
                file.commit();
            }
        }
    }

    @Test
    void anEndBySignalLeavesTheOldFileAndNothingElse() throws Exception {
        Path path = Files.writeString(folder.resolve("old.txt"), "old");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("begun");
        assertThat(names()).hasSize(2);
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(path).hasContent("old");
        assertThat(names()).containsExactly("old.txt");
    }
}
