package omega.genomics.postgres.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal digits. */
public final class Sha256 {
    private static final int BLOCK = 1 << 18;

    private Sha256() {}

    /**
     * Digests a file as it is stored.
     *
     * @param path the file
     * @return its digest
     * @throws IOException if it cannot be read
     */
    public static String ofFile(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return ofAll(in);
        }
    }

    /**
     * Digests what a stream has left.
     *
     * @param in read to its end, not closed
     * @return its digest
     * @throws IOException if it cannot be read
     */
    public static String ofAll(InputStream in) throws IOException {
        MessageDigest digest = running();
        byte[] block = new byte[BLOCK];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            digest.update(block, 0, n);
        }
        return ended(digest);
    }

    /**
     * Digests a text.
     *
     * @param text taken as UTF-8
     * @return its digest
     */
    public static String ofText(String text) {
        MessageDigest digest = running();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return ended(digest);
    }

    /**
     * Begins a digest of what comes bit by bit.
     *
     * @return to be updated, and ended once
     */
    public static MessageDigest running() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /**
     * Ends a digest.
     *
     * @param running reset by this
     * @return the digest of what it was updated with
     */
    public static String ended(MessageDigest running) {
        return HexFormat.of().formatHex(running.digest());
    }
}
