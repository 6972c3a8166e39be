package omega.genomics.notebook;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Functions for a prompt, to be imported statically: from a file to an answer in four lines.
 *
 * <pre>{@code
 * var grch38 = database("grch38");
 * grch38.loadGenes(file("docs/sample/sample.gtf")).dataset("sample").run();
 * show(grch38.genes().named("KLOTHO"));
 * }</pre>
 *
 * <p>Thread-safe. Unlike the library they print: answers to standard output, progress to standard error.
 */
public final class Notebook {
    private static @Nullable EmbeddedServer server;

    private Notebook() {}

    /**
     * Opens an assembly on an embedded server that keeps its data in {@code GENOMICS_DATA_DIR}, else in {@code .genomics} of
     * the home folder, as the command does; brings the schema to the newest version. The server ends with the JVM.
     *
     * @param assembly the schema's name, such as {@code grch38}
     * @return the assembly, ready for loads and questions
     * @throws IOException if the server does not start
     */
    public static AssemblyDatabase database(String assembly) throws IOException {
        Objects.requireNonNull(assembly, "assembly");
        return migrated(GenomicsDatabase.open(server().jdbcUrl()).assembly(assembly));
    }

    /**
     * Opens an assembly on a server of your own; brings the schema to the newest version.
     *
     * @param url JDBC address, such as {@code jdbc:postgresql://host/database?user=me}
     * @param assembly the schema's name, such as {@code grch38}
     * @return the assembly, ready for loads and questions
     */
    public static AssemblyDatabase database(String url, String assembly) {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(assembly, "assembly");
        return migrated(GenomicsDatabase.open(url).assembly(assembly));
    }

    private static AssemblyDatabase migrated(AssemblyDatabase assembly) {
        assembly.migrate();
        return assembly;
    }

    private static synchronized EmbeddedServer server() throws IOException {
        if (server == null) {
            server = EmbeddedServer.start(EmbeddedServer.usualDirectory(System.getenv()));
        }
        return server;
    }

    /**
     * Names a file to read; plain, gzip, BGZF, bzip2, xz or zstd.
     *
     * @param path of the file, or {@code -} for standard input
     * @return the source; nothing is opened yet, nor looked whether it is there
     */
    public static InputSource file(String path) {
        return InputSource.parse(Objects.requireNonNull(path, "path"));
    }

    /**
     * Makes a table.
     *
     * @param rows see {@link Table#of}
     * @return the table; its text is aligned
     */
    public static Table table(Object rows) {
        return Table.of(rows);
    }

    /**
     * Prints rows as a table.
     *
     * @param rows a table, or what {@link Table#of} makes one of
     */
    public static void show(Object rows) {
        Objects.requireNonNull(rows, "rows");
        System.out.print(rows instanceof Table ? rows : Table.of(rows));
        System.out.flush();
    }

    /**
     * Counts what passes, on a terminal's line that is written over twice a second.
     *
     * @param rows any stream
     * @param <T> what it carries
     * @return the same stream, seen passing; close it to end the line
     */
    public static <T> Stream<T> progress(Stream<T> rows) {
        Objects.requireNonNull(rows, "rows");
        ProgressCount count = new ProgressCount(System.err);
        AtomicLong passed = new AtomicLong();
        return rows.peek(row -> count.passed(passed.incrementAndGet())).onClose(() -> count.done(passed.get()));
    }
}
