package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What went wrong, in a line that names what it is about. */
class FailuresTest {
    static Stream<Arguments> failures() {
        SQLException host = new SQLException("The connection attempt failed.", new UnknownHostException("nohost"));
        return Stream.of(
                Arguments.of(new NoSuchFileException("a.gtf"), "no such file: a.gtf"),
                Arguments.of(new UncheckedIOException(new NoSuchFileException("a.gtf")), "no such file: a.gtf"),
                Arguments.of(new AccessDeniedException("a.gtf"), "not allowed to open: a.gtf"),
                Arguments.of(new FileAlreadyExistsException("a"), "there is a file already: a"),
                Arguments.of(new IOException("one\ntwo"), "one"),
                Arguments.of(new IOException("it ended:\n\n  no space left\nthree"), "it ended: no space left"),
                Arguments.of(new IOException("it ended:\n"), "it ended:"),
                Arguments.of(new IllegalStateException(), "IllegalStateException"),
                Arguments.of(
                        new IOException("The connection attempt failed.", host),
                        "The connection attempt failed. No host is known as nohost."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysInALineWhatWentWrong(Throwable failure, String expected) {
        assertThat(Failures.describe(failure)).isEqualTo("genomics: " + expected);
    }
}
