package omega.genomics.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Debian 13's package of pgvector for PostgreSQL 17: fetched once, by apt from this machine's own mirror with an apt state of its
 * own, and put beside PostgreSQL's programs. Nothing is installed.
 */
final class PgvectorPackage {
    private static final String PACKAGE = "postgresql-17-pgvector";
    private static final String SUITE = "trixie";
    private static final Path KEYS = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    private final Path folder;

    PgvectorPackage(Path folder) {
        this.folder = folder;
    }

    /** Returns the package, from the cache or from the mirror; throws with the reason where neither has it. */
    Path get() throws IOException {
        Files.createDirectories(folder);
        Optional<Path> cached = find();
        if (cached.isPresent()) {
            return cached.get();
        }
        if (!Files.exists(Path.of("/usr/bin/apt-get")) || !Files.exists(KEYS)) {
            throw new IOException("no apt-get with Debian's keys on this machine");
        }
        fetch(mirror());
        return find().orElseThrow(() -> new IOException("apt-get left no " + PACKAGE + " in " + folder));
    }

    private Optional<Path> find() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(PACKAGE + "_"))
                    .filter(file -> file.toString().endsWith(".deb"))
                    .findFirst();
        }
    }

    /** Where this machine's own packages come from. */
    private static String mirror() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("/etc/apt/sources.list")));
        try (Stream<Path> more = Files.list(Path.of("/etc/apt/sources.list.d"))) {
            more.sorted().forEach(files::add);
        }
        for (Path file : files) {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] words = line.replaceFirst("\\[[^\\]]*\\]", "").strip().split("\\s+", -1);
                boolean names = words.length > 1 && (words[0].equals("URIs:") || words[0].equals("deb"));
                if (names && !words[1].contains("security")) {
                    return words[1];
                }
            }
        }
        throw new IOException("no mirror in /etc/apt/sources.list or sources.list.d");
    }

    private void fetch(String mirror) throws IOException {
        Path state = Files.createTempDirectory("genomics-apt-");
        try {
            Files.createDirectories(state.resolve("lists/partial"));
            Files.createDirectories(state.resolve("cache/archives/partial"));
            Path sources = Files.writeString(
                    state.resolve("debian.sources"),
                    "Types: deb\nURIs: " + mirror + "\nSuites: " + SUITE + "\nComponents: main\nSigned-By: " + KEYS
                            + "\n");
            List<String> apt = List.of(
                    "apt-get",
                    "-qq",
                    "-o",
                    "Dir::Etc::sourcelist=" + sources,
                    "-o",
                    "Dir::Etc::sourceparts=-",
                    "-o",
                    "Dir::State::lists=" + state.resolve("lists"),
                    "-o",
                    "Dir::Cache=" + state.resolve("cache"),
                    "-o",
                    "APT::Sandbox::User=root",
                    "-o",
                    "Acquire::Retries=1",
                    "-o",
                    "Acquire::http::Timeout=15");
            run(state, apt, "update");
            run(state, apt, "download", PACKAGE);
        } finally {
            PrivateFiles.deleteTree(state);
        }
    }

    private void run(Path state, List<String> apt, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(apt);
        command.addAll(List.of(arguments));
        Path log = state.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("apt-get " + arguments[0] + " took more than two minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted");
        }
        if (process.exitValue() != 0) {
            String last = Files.readString(log).strip();
            throw new IOException("apt-get " + arguments[0] + ": " + last.substring(last.lastIndexOf('\n') + 1));
        }
    }

    /** Puts the extension beside the programs, unless it is there; says what was done to the library. */
    void putBeside(PostgresBinaries binaries) throws IOException {
        Path libraries = binaries.root().resolve("lib/postgresql");
        Path extensions = binaries.root().resolve("share/postgresql/extension");
        if (Files.exists(libraries.resolve("vector.so"))) {
            return;
        }
        try (ArArchiveInputStream outer =
                new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(get())))) {
            for (ArArchiveEntry part = outer.getNextEntry(); part != null; part = outer.getNextEntry()) {
                if (part.getName().startsWith("data.tar.xz")) {
                    unpack(new TarArchiveInputStream(new XZCompressorInputStream(outer)), libraries, extensions);
                    return;
                }
            }
        }
        throw new IOException("the package holds no data.tar.xz");
    }

    /** The library comes last: it is what tells that all is there. */
    private static void unpack(TarArchiveInputStream tar, Path libraries, Path extensions) throws IOException {
        byte[] library = {};
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith("/lib/vector.so")) {
                library = tar.readAllBytes();
            } else if (entry.isFile() && name.contains("/extension/vector")) {
                put(extensions.resolve(name.substring(name.lastIndexOf('/') + 1)), tar);
            }
        }
        put(libraries.resolve("vector.so"), new java.io.ByteArrayInputStream(OlderGlibc.fit(library)));
    }

    private static void put(Path target, InputStream content) throws IOException {
        Path part = Files.createTempFile(target.getParent(), "vector-", ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        if (!part.toFile().setReadable(true, false)) {
            throw new IOException("cannot make " + part + " readable");
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
