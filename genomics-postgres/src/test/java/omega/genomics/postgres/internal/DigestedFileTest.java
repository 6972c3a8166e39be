package omega.genomics.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestedFileTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-29T12:00:00Z"));

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }

    @Test
    void findsNothingWhereNothingChanged() throws Exception {
        DigestedFile digested = DigestedFile.of(file("text"));
        assertThat(digested.visibleChange()).isEmpty();
        assertThat(digested.change()).isEmpty();
        assertThat(digested.sha256()).isEqualTo(Sha256.ofText("text"));
    }

    @Test
    void tellsHowTheFileChanged() throws Exception {
        Path file = file("text");
        Files.setLastModifiedTime(file, LONG_AGO);
        DigestedFile digested = DigestedFile.of(file);
        Files.writeString(file, "longer", StandardOpenOption.APPEND);
        assertThat(digested.visibleChange()).hasValue("its size was 4 and is 10");
        Files.writeString(file, "text");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-29T12:00:01Z")));
        assertThat(digested.change())
                .hasValue("its modification time was 2020-02-29T12:00:00Z and is 2020-02-29T12:00:01Z");
        Files.delete(file);
        assertThat(digested.visibleChange()).hasValue("it was deleted");
        assertThat(digested.change()).hasValue("it was deleted");
    }

    @Test
    void findsAFileThatTookTheName() throws Exception {
        Path file = file("text");
        Files.setLastModifiedTime(file, LONG_AGO);
        DigestedFile digested = DigestedFile.of(file);
        Path other = Files.writeString(directory.resolve("other"), "next");
        Files.setLastModifiedTime(other, LONG_AGO);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(digested.change()).isPresent();
    }

    /** The clock of the file system may not have ticked between the two writes. */
    @Test
    void findsAWriteRightAfterTheOneBefore() throws Exception {
        for (int i = 0; i < 200; i++) {
            Path file = file("a" + i);
            FileTime time = Files.getLastModifiedTime(file);
            DigestedFile digested = DigestedFile.of(file);
            Files.writeString(file, "b" + i);
            Files.setLastModifiedTime(file, time);
            assertThat(digested.change()).as("write %s", i).isPresent();
        }
    }

    /** Of an older file the time of change tells, which nobody can set. */
    @Test
    void findsAWriteWhoseTimeWasSetBack() throws Exception {
        Path file = file("some");
        Files.setLastModifiedTime(file, LONG_AGO);
        Thread.sleep(150);
        DigestedFile digested = DigestedFile.of(file);
        Files.writeString(file, "text");
        Files.setLastModifiedTime(file, LONG_AGO);
        assertThat(digested.visibleChange()).isEmpty();
        assertThat(digested.change()).isPresent();
    }

    @Test
    void takesOtherPermissionsForNoChange() throws Exception {
        Path file = file("text");
        Thread.sleep(150);
        DigestedFile digested = DigestedFile.of(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        Files.createLink(directory.resolve("link"), file);
        assertThat(digested.change()).isEmpty();
    }
}
