package omega.genomics.postgres.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** As sha256sum says. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isTheSameOfATextAFileAndWhatComesBitByBit(@TempDir Path folder) throws Exception {
        assertThat(Sha256.ofText("abc")).isEqualTo(OF_ABC);
        assertThat(Sha256.ofFile(Files.writeString(folder.resolve("abc"), "abc")))
                .isEqualTo(OF_ABC);
        MessageDigest running = Sha256.running();
        for (byte letter : "abc".getBytes(StandardCharsets.US_ASCII)) {
            running.update(letter);
        }
        assertThat(Sha256.ended(running)).isEqualTo(OF_ABC);
    }

    @Test
    void readsAFileOfSeveralBlocksWhole(@TempDir Path folder) throws Exception {
        String text = "0123456789abcdef".repeat(70_000);
        assertThat(Sha256.ofFile(Files.writeString(folder.resolve("long"), text)))
                .isEqualTo(Sha256.ofText(text));
    }
}
