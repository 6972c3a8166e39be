package omega.genomics.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is created, or replaced, only when its content is complete.
 *
 * <p>Content is written to a new temporary file in the same folder, which {@link #commit()} renames to the target.
 * Until then the target is unchanged, so it may be the file that is being read. {@link #close()} without a commit
 * removes the temporary file, and so does a shutdown of the JVM by a signal.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.replace(path)) {
 *     file.stream().write(content);
 *     file.commit();
 * }
 * }</pre>
 *
 * <p>The temporary file is created exclusively and under a random name, so a planted link is never followed. A target
 * that is a symbolic link remains one: the file it points to is replaced. The permissions of an existing file are
 * kept, and its owner and group where the system allows it; extended attributes and hard links are not. A target that
 * cannot be replaced by a rename (a pipe, a device, {@code /dev/stdout}) is written directly.
 *
 * <p>Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final @Nullable Path temporary;
    private final @Nullable Thread removal;
    private final boolean replaces;
    private final FileChannel channel;
    private final OutputStream stream;
    private boolean committed;
    private boolean closed;

    /**
     * What a file consists of.
     *
     * @param <T> what is known when it is written, such as a number of records
     */
    @FunctionalInterface
    public interface Content<T> {
        /**
         * Writes it.
         *
         * @param out not to be closed
         * @return passed on by {@link AtomicFile#write}
         * @throws IOException if writing, or reading what is to be written, fails
         */
        T writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile(
            Path target, @Nullable Path temporary, @Nullable Thread removal, boolean replaces, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.removal = removal;
        this.replaces = replaces;
        this.channel = channel;
        this.stream = new Body(Channels.newOutputStream(channel));
    }

    /**
     * Starts writing a file.
     *
     * @param path the target, created or replaced by {@link #commit()}
     * @return the file, which the caller commits and closes
     * @throws NotDirectoryException if the target's folder does not exist
     * @throws FileSystemException if the target is a folder, or a dangling link
     * @throws IOException if the target is not writable, or no file can be created in its folder
     */
    public static AtomicFile replace(Path path) throws IOException {
        Objects.requireNonNull(path, "path");
        Path folder = folder(path);
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "expected a file, found a folder");
        }
        boolean exists = Files.exists(path);
        if (!exists && Files.isSymbolicLink(path)) {
            throw new FileSystemException(path.toString(), null, "expected a file, found a link to nothing");
        }
        if (exists && isWrittenDirectly(path)) {
            FileChannel channel =
                    FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            return new AtomicFile(path, null, null, false, channel);
        }
        return beside(path, exists);
    }

    /**
     * Writes a whole file: BGZF if its name ends in {@code .gz} or {@code .bgz}, otherwise as it is.
     *
     * @param <T> what the content returns
     * @param path the target, created or replaced when the content is complete; unchanged if it fails
     * @param level of compression, as {@link BgzfWriter#to(OutputStream, int)} takes it
     * @param content called once
     * @return what the content returned
     * @throws IOException if the file cannot be written, or the content fails
     */
    public static <T> T write(Path path, int level, Content<T> content) throws IOException {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean isCompressed = name.endsWith(".gz") || name.endsWith(".bgz");
        try (AtomicFile file = replace(path)) {
            T result;
            try (OutputStream out = isCompressed
                    ? BgzfWriter.to(file.stream(), level)
                    : new BufferedOutputStream(file.stream(), BUFFER)) {
                result = content.writeTo(out);
            }
            file.commit();
            return result;
        }
    }

    private static AtomicFile beside(Path path, boolean exists) throws IOException {
        Path target = path;
        if (exists) {
            FileChannel.open(path, StandardOpenOption.WRITE).close(); // fails without write permission
            target = path.toRealPath();
        }
        Optional<PosixFileAttributes> like = exists ? attributes(target) : Optional.empty();
        Path temporary = folder(target).resolve(temporaryName());
        FileChannel channel = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                like.map(as -> new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(as.permissions())})
                        .orElse(new FileAttribute<?>[0]));
        try {
            if (like.isPresent()) {
                assume(like.get(), temporary);
            }
            return new AtomicFile(target, temporary, removedAtExit(temporary), exists, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    private static Thread removedAtExit(Path temporary) throws IOException {
        Thread removal = new Thread(() -> remove(temporary), "genomics-temporary-file");
        try {
            Runtime.getRuntime().addShutdownHook(removal);
            return removal;
        } catch (IllegalStateException e) {
            throw new IOException("the JVM is shutting down", e);
        }
    }

    private static Path folder(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path.toAbsolutePath() : folder;
    }

    private static String temporaryName() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return ".genomics-" + HexFormat.of().formatHex(random) + ".part";
    }

    /**
     * Returns whether the target must not be replaced by a rename: a device, or a file that standard output is
     * redirected to.
     */
    private static boolean isWrittenDirectly(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return true;
        }
        Path step = path;
        for (int links = 0; links < 40; links++) {
            Path folder = folder(step).toRealPath();
            if (folder.startsWith("/proc") || folder.equals(Path.of("/dev")) || folder.startsWith("/dev/fd")) {
                return true;
            }
            if (!Files.isSymbolicLink(step)) {
                return false;
            }
            step = folder.resolve(Files.readSymbolicLink(step));
        }
        return false;
    }

    private static Optional<PosixFileAttributes> attributes(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? Optional.empty() : Optional.of(view.readAttributes());
    }

    private static void assume(PosixFileAttributes like, Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes own = view.readAttributes();
        try {
            if (!own.group().equals(like.group())) {
                view.setGroup(like.group());
            }
            if (!own.owner().equals(like.owner())) {
                view.setOwner(like.owner());
            }
        } catch (IOException e) { // only root may change the owner: the new file belongs to the user, as a copy would
        }
        view.setPermissions(like.permissions());
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) { // the JVM is exiting: there is nobody to report to
        }
    }

    /**
     * Returns the stream for the content. It is unbuffered; closing it only flushes it.
     *
     * @return the same stream on every call; valid until {@link #commit()} or {@link #close()}
     */
    public OutputStream stream() {
        return stream;
    }

    /**
     * Completes the content and moves the file into place.
     *
     * @throws IOException if the content cannot be written or the file cannot be renamed; the target is then unchanged
     * @throws IllegalStateException if the file was already committed or closed
     */
    public void commit() throws IOException {
        if (committed || closed) {
            throw new IllegalStateException("the file is " + (committed ? "committed" : "closed"));
        }
        if (replaces) {
            channel.force(true); // a power failure leaves the old file or the new one, never an empty one
        }
        channel.close();
        if (temporary != null) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        committed = true;
    }

    /**
     * Removes the temporary file unless it was committed; closing it again has no effect.
     *
     * @throws IOException if the temporary file cannot be removed
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } finally {
            if (temporary != null && !committed) {
                Files.deleteIfExists(temporary);
            }
            forget();
        }
    }

    private void forget() {
        try {
            if (removal != null) {
                Runtime.getRuntime().removeShutdownHook(removal);
            }
        } catch (IllegalStateException e) { // the JVM is shutting down: the hook finds nothing to remove
        }
    }

    /** Passes whole blocks on; {@code close()} does not close the channel. */
    private static final class Body extends FilterOutputStream {
        Body(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
