package omega.genomics.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cluster's files in an embedded server's folder, and the check that they were created here. Nothing is ever
 * deleted or overwritten, except an empty marker. Callers hold the folder's lock.
 */
final class ClusterFiles {
    static final String USER = "postgres";
    static final int PASSWORD_BYTES = 33;

    private static final Pattern PASSWORD = Pattern.compile("[0-9a-f]{32}\n");
    private static final String ANOTHER = "choose another folder";

    private final Path root;
    private final Path data;
    private final Path password;
    private final ClusterMarker marker;

    ClusterFiles(Path root) {
        this.root = root;
        data = root.resolve("data");
        password = root.resolve("password");
        marker = new ClusterMarker(root);
    }

    static boolean isPassword(String text) {
        return PASSWORD.matcher(text).matches();
    }

    Path data() {
        return data;
    }

    Path passwordFile() {
        return password;
    }

    ClusterMarker marker() {
        return marker;
    }

    String password() throws IOException {
        return Files.readString(password).strip();
    }

    /** Returns whether there is neither a cluster nor anything else at its location. */
    boolean hasNoData() throws IOException {
        if (!PrivateFiles.exists(data)) {
            return true;
        }
        if (!Files.isDirectory(data)) {
            throw new IOException(data + " is not a folder; " + ANOTHER);
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.findAny().isEmpty();
        }
    }

    /** Throws if there was a cluster before, or if a foreign file has one of the names used here. */
    void checkThatNothingIsInTheWay() throws IOException {
        String missing = data + (PrivateFiles.exists(data) ? " is empty" : " is missing");
        if (marker.isEmpty() || marker.isWhole()) {
            throw new IOException(missing + ", although " + ClusterMarker.NAME
                    + " says that a database was made here: put it back (is its volume mounted?),"
                    + " or remove the files \"initialised\" and \"password\" to begin with an empty one");
        }
        if (marker.exists()) {
            throw new IOException(
                    root.resolve(ClusterMarker.NAME) + " was not written by this program or is damaged; " + ANOTHER);
        }
        if (PrivateFiles.exists(password)) {
            throw new IOException(password + " was not written by this program for a database that is here (" + missing
                    + "); it is not overwritten: move it away, or " + ANOTHER);
        }
        if (Files.isSymbolicLink(data)) {
            throw new IOException(data + " is a link to an empty folder, where no database can be made; "
                    + "remove the link, or link the whole of " + root);
        }
    }

    /**
     * Throws if the cluster was not provably created here; writes the marker if it was, but the marker is missing or
     * empty.
     */
    void checkThatItIsOurs() throws IOException {
        if (!Files.isRegularFile(data.resolve("PG_VERSION"))) {
            throw new IOException(
                    data + " is not empty and was not made by this program (no PG_VERSION); " + ANOTHER + orDelete());
        }
        if (!marker.exists() || marker.isEmpty()) {
            adopt();
        } else if (!marker.isWhole()) {
            throw new IOException(root.resolve(ClusterMarker.NAME)
                    + " was not written by this program or is damaged; put it back from a backup, or " + ANOTHER);
        } else if (!marker.names(data)) {
            throw new IOException(data + " is another cluster than the one that " + ClusterMarker.NAME
                    + " names; put back the one that was made here, or " + ANOTHER);
        }
        if (!Files.exists(password)) {
            throw new IOException("the file password is missing next to " + data
                    + "; put it back from a backup: without it nobody can log in");
        }
    }

    /**
     * Writes a missing or empty marker. An empty one comes from an earlier version, or from some backup tools; a
     * missing one requires more evidence.
     */
    private void adopt() throws IOException {
        boolean isComplete = Files.isRegularFile(data.resolve("global").resolve("pg_control"));
        if (!isComplete || !isPasswordOurs() || !(marker.isEmpty() || wasStartedHere())) {
            throw new IOException(data + " holds a PostgreSQL that was not made by this program, or lost the files"
                    + " \"initialised\" or \"password\" next to it; put them back from a backup, or " + ANOTHER
                    + orDelete());
        }
        marker.write(data);
    }

    /**
     * Returns the advice to delete the folder, if there may be an incomplete cluster: earlier versions created the
     * cluster in place.
     */
    private String orDelete() throws IOException {
        return isPasswordOurs() && !marker.exists()
                ? "; if it is what a first start that was killed left here, delete data and password yourself"
                : "";
    }

    private boolean isPasswordOurs() throws IOException {
        return Files.isRegularFile(password, LinkOption.NOFOLLOW_LINKS)
                && Files.size(password) == PASSWORD_BYTES
                && isPassword(Files.readString(password, StandardCharsets.ISO_8859_1));
    }

    /** Returns whether the server was last started here; PostgreSQL stores the command line of its last start. */
    private boolean wasStartedHere() throws IOException {
        Path options = data.resolve("postmaster.opts");
        return Files.isRegularFile(options)
                && Files.readString(options, StandardCharsets.ISO_8859_1)
                        .contains("\"-c\" \"listen_addresses=127.0.0.1\" \"-c\" \"unix_socket_directories=\"");
    }
}
