package omega.genomics.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a server does not start is in the first line, which is the one that the command shows. */
class StartFailuresTest {
    private static final String DISK = "mount -t tmpfs -o size=%dm none \"$0\" && %s && exec \"$@\"";

    @TempDir
    static Path template;

    @TempDir
    Path temp;

    private Path root;

    @BeforeAll
    static void makeTheTemplate() throws IOException {
        EmbeddedServer.start(template).close();
    }

    @BeforeEach
    void useAFolderOfItsOwn() {
        root = temp.resolve("p");
    }

    @Test
    void saysThatTheDataIsOfAnotherVersionAndWhatToDo() throws IOException {
        Folders.copy(template, root);
        Files.writeString(root.resolve("data/PG_VERSION"), "15\n");
        assertThatThrownBy(() -> EmbeddedServer.start(root))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("was made by PostgreSQL 15", "are of 18", "choose another folder")
                .hasMessageNotContaining("\n");
        assertThat(root.resolve("data/PG_VERSION")).hasContent("15\n");
    }

    @Test
    void saysWhatTheServerSays() throws IOException {
        Folders.copy(template, root);
        Files.writeString(root.resolve("data/postgresql.auto.conf"), "work_mem = 'much'\n");
        assertThatThrownBy(() -> EmbeddedServer.start(root))
                .isInstanceOf(IOException.class)
                .satisfies(
                        e -> assertThat(firstLine(e)).contains("invalid value for parameter \"work_mem\": \"much\""));
    }

    @Test
    void saysWhatIsDamaged() throws IOException {
        Folders.copy(template, root);
        Path control = root.resolve("data/global/pg_control");
        byte[] bytes = Files.readAllBytes(control);
        bytes[100]++;
        Files.write(control, bytes);
        assertThatThrownBy(() -> EmbeddedServer.start(root).close())
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(firstLine(e)).endsWith("incorrect checksum in control file"));
    }

    /** A setting that PostgreSQL refuses is no reason to try other ports. */
    @Test
    void triesAnotherPortOnlyWhenThePortWasTaken() throws IOException {
        Folders.copy(template, root);
        assertThatThrownBy(() -> EmbeddedServer.start(root, false, Map.of("wal_level", "enormous")))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(firstLine(e)).contains("wal_level"));
        assertThat(Files.readString(root.resolve("server.log")).split("enormous", -1))
                .hasSize(2);
    }

    @Test
    void saysThatTheDiskIsFullWhenAClusterIsMade() throws Exception {
        try (EmbeddedUser user = onADiskOf(20, "true")) {
            assertThat(user.greeting()).startsWith("refused: no space left on the disk of " + root);
        }
    }

    @Test
    void saysThatTheDiskIsFullWhenTheServerStarts() throws Exception {
        String fill =
                "cp -a '" + template + "/.' \"$0\" && { dd if=/dev/zero of=\"$0/fill\" bs=4k 2>/dev/null; true; }";
        try (EmbeddedUser user = onADiskOf(80, fill)) {
            assertThat(user.greeting()).startsWith("refused: no space left on the disk of " + root);
        }
    }

    /** In a mount namespace of its own, which ends with the user. */
    private EmbeddedUser onADiskOf(int megabytes, String fill) throws Exception {
        Files.createDirectories(root);
        assumeTrue(
                runs("unshare", "-m", "sh", "-c", DISK.formatted(1, "true"), root.toString(), "true"),
                "no small disk here: unshare and mount as root are needed");
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c"));
        command.addAll(List.of(DISK.formatted(megabytes, fill), root.toString()));
        return EmbeddedUser.start(root, command.toArray(String[]::new));
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
