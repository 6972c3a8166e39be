package omega.genomics.postgres.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * A file that is digested first and read afterwards. {@link #change} compares the file's identity, size and times with those
 * before the digest: if they are the same after reading, what was read is what was digested. This costs some microseconds
 * where a second digest would cost a second a gigabyte.
 *
 * <p>A new size, modification time or file under the name counts as a change even if the digest is the same again: what was
 * read in between is unknown. A modification time can be set back, the time of change of a Unix file (ctime) cannot. It also
 * moves when permissions or links change, so another ctime alone has the file digested again. So has a file that was written
 * so shortly before that its times may not tell a later write apart, and any file where the system has no ctime (Windows).
 *
 * <p>Not detected: a file that was changed and changed back byte for byte, with its modification time set back, while it was read;
 * writing through a memory map to a page that is not yet written back; a remote file system that answers from a stale cache.
 */
public final class DigestedFile {
    /** Kernels take the time of a write from a clock that ticks every 1 to 10 ms. */
    private static final Duration FINE = Duration.ofMillis(100);
    /** FAT counts in two seconds, some others in one. */
    private static final Duration COARSE = Duration.ofMillis(2_100);

    private final Path path;
    private final Stamp stamp;
    private final boolean timesTell;
    private final String sha256;

    private DigestedFile(Path path, Stamp stamp, boolean timesTell, String sha256) {
        this.path = path;
        this.stamp = stamp;
        this.timesTell = timesTell;
        this.sha256 = sha256;
    }

    /** What the file system says of a file. */
    private record Stamp(
            @Nullable Object key,
            long size,
            FileTime modified,
            @Nullable FileTime changed) {
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            boolean isUnix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
            FileTime changed = isUnix ? (FileTime) Files.getAttribute(path, "unix:ctime") : null;
            return new Stamp(found.fileKey(), found.size(), found.lastModifiedTime(), changed);
        }

        /** Returns whether every write from now on is seen in the times. */
        boolean tells(Instant now) {
            if (changed == null) {
                return false;
            }
            Instant last = changed.toInstant();
            return last.plus(last.equals(last.truncatedTo(ChronoUnit.SECONDS)) ? COARSE : FINE)
                    .isBefore(now);
        }
    }

    /**
     * Digests the file of a source, if it can be read again afterwards: a stream, a pipe or a terminal gives its bytes only once.
     *
     * @param source what is to be read
     * @return the file with its digest; empty if the source is no file, or one that can be read only once
     * @throws IOException if it cannot be read
     */
    public static Optional<DigestedFile> of(InputSource source) throws IOException {
        Optional<Path> path = rereadable(source);
        return path.isPresent() ? Optional.of(of(path.get())) : Optional.empty();
    }

    /**
     * Returns the file of a source, if it can be read more than once.
     *
     * @param source what is to be read
     * @return its path; empty if it is no file, or a pipe or a terminal
     * @throws IOException if the file system does not say, or there is no such file
     */
    public static Optional<Path> rereadable(InputSource source) throws IOException {
        Optional<Path> path = source.path();
        return path.isPresent()
                        && Files.readAttributes(path.get(), BasicFileAttributes.class)
                                .isOther()
                ? Optional.empty()
                : path;
    }

    /**
     * Digests a file.
     *
     * @param path the file
     * @return its digest, and what the file system said before
     * @throws IOException if it cannot be read
     */
    public static DigestedFile of(Path path) throws IOException {
        Stamp stamp = Stamp.of(path);
        boolean timesTell = stamp.tells(Instant.now());
        return new DigestedFile(path, stamp, timesTell, Sha256.ofFile(path));
    }

    /**
     * Returns the digest.
     *
     * @return SHA-256 in hexadecimal digits
     */
    public String sha256() {
        return sha256;
    }

    /**
     * Looks at the file without reading it.
     *
     * @return how the file has visibly changed since it was digested; empty if it has not
     * @throws IOException if the file system does not say
     */
    public Optional<String> visibleChange() throws IOException {
        try {
            return visibleChange(Stamp.of(path));
        } catch (NoSuchFileException e) {
            return Optional.of("it was deleted");
        }
    }

    private Optional<String> visibleChange(Stamp now) {
        if (!Objects.equals(now.key, stamp.key)) {
            return Optional.of("another file has its name");
        }
        if (now.size != stamp.size) {
            return Optional.of("its size was " + stamp.size + " and is " + now.size);
        }
        if (!now.modified.equals(stamp.modified)) {
            return Optional.of("its modification time was " + stamp.modified + " and is " + now.modified);
        }
        return Optional.empty();
    }

    /**
     * Looks at the file, and digests it again where that does not suffice; to be called when it was read to its end.
     *
     * @return how the file has changed since it was digested; empty if it has not
     * @throws IOException if it cannot be read
     */
    public Optional<String> change() throws IOException {
        try {
            Stamp now = Stamp.of(path);
            Optional<String> visible = visibleChange(now);
            boolean isAnswered = visible.isPresent()
                    || (timesTell && Objects.equals(now.changed, stamp.changed))
                    || Sha256.ofFile(path).equals(sha256);
            return isAnswered
                    ? visible
                    : Optional.of("its SHA-256 is another, though neither size nor modification time is");
        } catch (NoSuchFileException e) {
            return Optional.of("it was deleted");
        }
    }
}
