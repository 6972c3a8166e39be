package omega.genomics.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The marker file {@code initialised}, which identifies the cluster next to it as created here. It contains the
 * cluster's system identifier and ends with a digest of its content.
 */
final class ClusterMarker {
    static final String NAME = "initialised";
    private static final String HEAD =
            "# Written by omega-genomics. The folder \"data\" beside this file is its PostgreSQL: keep them together.\n";

    private final Path file;

    ClusterMarker(Path root) {
        file = root.resolve(NAME);
    }

    boolean exists() {
        return PrivateFiles.exists(file);
    }

    /** Returns whether the marker is empty, as written by earlier versions. */
    boolean isEmpty() throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0;
    }

    /** Returns whether the marker was written here and completely, whatever cluster it names. */
    boolean isWhole() throws IOException {
        String text = read();
        int digest = text.lastIndexOf("sha256 ");
        return text.startsWith(HEAD) && digest >= 0 && text.equals(signed(text.substring(0, digest)));
    }

    /** Returns whether the marker names the cluster in this folder. */
    boolean names(Path data) throws IOException {
        return read().equals(text(data));
    }

    private String read() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 4096) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        }
    }

    /** Writes the marker atomically; replaces an empty one. */
    void write(Path data) throws IOException {
        Path part = Files.createTempFile(file.getParent(), NAME + "-", ".part");
        try {
            Files.delete(part);
            PrivateFiles.write(part, text(data));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String text(Path data) throws IOException {
        return signed(HEAD + "cluster " + Long.toUnsignedString(systemIdentifier(data)) + "\n");
    }

    private static String signed(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return text + "sha256 " + HexFormat.of().formatHex(digest) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the system identifier: the first field of {@code pg_control}, in the byte order of the machine. It is
     * unique to each cluster that initdb creates.
     */
    private static long systemIdentifier(Path data) throws IOException {
        try (InputStream in = Files.newInputStream(data.resolve("global").resolve("pg_control"))) {
            byte[] bytes = in.readNBytes(Long.BYTES);
            if (bytes.length < Long.BYTES) {
                throw new IOException(data + " is damaged: global/pg_control has only " + bytes.length + " bytes");
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
        }
    }
}
