package omega.genomics.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Creates a cluster in a work folder next to its destination, and moves it there when it is complete. So {@code data}
 * is never an incomplete cluster, and nothing in it ever needs to be deleted: after a kill, only the work folder
 * remains, which has a random name that is also stored inside. Callers hold the folder's lock.
 */
final class ClusterBuilder {
    private static final Pattern WORK = Pattern.compile("initialising-[0-9a-f]{32}");
    private static final long INITDB_SECONDS = 60;
    private static final String TAG = "made-by-omega-genomics";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path root;
    private final ClusterFiles target;

    ClusterBuilder(Path root, ClusterFiles target) {
        this.root = root;
        this.target = target;
    }

    /** Runs initdb in its work folder, with a lock that it holds. */
    interface Initdb {
        void run(Path work, List<String> arguments, ServerLock lock) throws IOException;
    }

    void build(boolean durable, Initdb initdb) throws IOException {
        Path work = root.resolve("initialising-" + random());
        PrivateFiles.createFolder(work);
        PrivateFiles.write(work.resolve(TAG), tag(work));
        ClusterFiles made = new ClusterFiles(work);
        PrivateFiles.write(made.passwordFile(), random() + "\n");
        List<String> arguments = new ArrayList<>(List.of("-D", "data", "-U", ClusterFiles.USER));
        arguments.addAll(List.of("-A", "scram-sha-256", "--pwfile", "password", "-E", "UTF8", "--locale=C"));
        if (!durable) {
            arguments.add("--no-sync");
        }
        try {
            initdb.run(work, arguments, new ServerLock(work.resolve(TAG)));
        } catch (IOException e) {
            discard(work, e);
            throw e;
        }
        made.marker().write(made.data());
        publish(work);
    }

    /** Deletes a work folder. What cannot be deleted now is found by the next call. */
    private static void discard(Path work, IOException reason) {
        try {
            PrivateFiles.deleteTree(work);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static String random() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String tag(Path work) {
        return work.getFileName() + "\n";
    }

    /**
     * Moves the cluster to its destination. The order matters: after a kill, {@link #finishOrDiscard} determines from
     * the files how far this came.
     */
    private void publish(Path work) throws IOException {
        ClusterFiles made = new ClusterFiles(work);
        if (PrivateFiles.exists(made.data())) {
            makeWay();
            Files.move(made.data(), target.data(), StandardCopyOption.ATOMIC_MOVE);
        }
        for (String name : List.of(ClusterMarker.NAME, "password")) {
            Path file = work.resolve(name);
            if (PrivateFiles.exists(file)) {
                Files.move(file, root.resolve(name));
            }
        }
        PrivateFiles.syncFolder(root);
        PrivateFiles.deleteTree(work);
    }

    /** Removes an empty folder; fails if it is not empty, or is a mount point. */
    private void makeWay() throws IOException {
        try {
            Files.deleteIfExists(target.data());
        } catch (IOException e) {
            throw new IOException(
                    target.data() + " is empty but cannot be replaced; if it is a mount point, mount " + root
                            + " instead",
                    e);
        }
    }

    /** Completes or discards work folders left behind by calls that were killed. */
    void finishOrDiscard() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(root)) {
            left = files.filter(ClusterBuilder::isNamedLikeWork).toList();
        }
        for (Path work : left) {
            if (isOurs(work)) {
                finishOrDiscard(work);
            }
        }
    }

    /** Completes or discards one work folder. Its initdb may still be running for a while after its JVM was killed. */
    private void finishOrDiscard(Path work) throws IOException {
        new ServerLock(work.resolve(TAG)).awaitFree(INITDB_SECONDS);
        ClusterFiles made = new ClusterFiles(work);
        boolean hasMarker = made.marker().exists();
        if (PrivateFiles.exists(made.data())) {
            if (hasMarker && isFree()) {
                publish(work);
            } else {
                PrivateFiles.deleteTree(work);
            }
        } else if (isFor(hasMarker ? made.marker() : target.marker()) && !PrivateFiles.exists(target.passwordFile())) {
            publish(work);
        } else if (!hasMarker) {
            PrivateFiles.deleteTree(work);
        }
    }

    private boolean isFree() throws IOException {
        return target.hasNoData() && !target.marker().exists() && !PrivateFiles.exists(target.passwordFile());
    }

    private boolean isFor(ClusterMarker marker) throws IOException {
        return Files.isRegularFile(target.data().resolve("global").resolve("pg_control"))
                && marker.names(target.data());
    }

    private static boolean isNamedLikeWork(Path path) {
        return WORK.matcher(path.getFileName().toString()).matches()
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns whether a work folder was created here. A kill while the tag is written leaves a folder with only part
     * of the tag.
     */
    private static boolean isOurs(Path work) throws IOException {
        Path tag = work.resolve(TAG);
        if (!Files.isRegularFile(tag, LinkOption.NOFOLLOW_LINKS)
                || Files.size(tag) > tag(work).length()) {
            return false;
        }
        String text = Files.readString(tag);
        if (text.equals(tag(work))) {
            return true;
        }
        try (Stream<Path> files = Files.list(work)) {
            return tag(work).startsWith(text) && files.count() == 1;
        }
    }
}
