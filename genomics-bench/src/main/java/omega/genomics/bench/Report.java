package omega.genomics.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.database.DatabaseQuestion;
import omega.genomics.bench.peer.Contender;
import org.jspecify.annotations.Nullable;

/**
 * Measures every question and writes the tables of {@code PERFORMANCE.md}.
 *
 * <p>Settings are system properties: {@code bench.scale} (share of the full size), {@code bench.rounds},
 * {@code bench.warmups}, {@code bench.cold} (rounds of fresh processes, 0 for none), {@code bench.questions} and {@code bench.contenders} (names, separated by commas; all by default), {@code bench.corpus} (where
 * files are kept), {@code bench.file} (a real file for the questions named), {@code bench.postgres} (JDBC URL of the server for questions
 * of databases, an embedded one when left out), {@code bench.intel} (the class path of Intel's inflater; without it nobody has it), {@code bench.load.rounds} (turns of loaders), {@code bench.out} (the page to write between
 * its markers; standard output when left out), {@code bench.picture} (the SVG file that shows the page's tables).
 */
public final class Report {
    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";

    private Report() {}

    /**
     * Measures and writes.
     *
     * @param args none
     * @throws Exception if a file cannot be written, or a contender fails or disagrees
     */
    public static void main(String[] args) throws Exception {
        Asked asked = Asked.bySettings();
        StringBuilder page = new StringBuilder(Environment.describe());
        for (Trial trial : asked.trials()) {
            page.append(table(trial, trial.run(setting("bench.warmups", 12), setting("bench.rounds", 5))));
            System.err.println("measured " + trial.question() + ' ' + trial.container());
        }
        for (DatabaseQuestion question : asked.ofDatabases()) {
            page.append(question.ask(asked.folder(), asked.file(), asked.scale(), setting("bench.load.rounds", 3)));
            System.err.println("measured " + question);
        }
        if (setting("bench.cold", 5) > 0) {
            page.append(coldTables(asked));
        }
        write(System.getProperty("bench.out"), page.toString());
        draw(System.getProperty("bench.out"), System.getProperty("bench.picture"));
    }

    private static int setting(String name, int otherwise) {
        return Integer.getInteger(name, otherwise);
    }

    private static String table(Trial trial, Map<Contender, Measurement> measured) throws IOException {
        long bytes = Environment.uncompressedBytes(trial.file());
        Measurement own = measured.values().iterator().next();
        StringBuilder table = new StringBuilder("\n### " + title(trial) + "\n\n");
        table.append(String.format(
                Locale.ROOT,
                "%s, %,.1f MB of text, %,d records\n\n",
                trial.file().getFileName(),
                bytes / 1e6,
                own.answer().records()));
        table.append(
                "| contender | ms | CPU ms | MB/s | records/s | times ours | CPU times ours | B/record | peak MB |\n");
        table.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        measured.forEach((contender, best) ->
                table.append(row(contender, best, own, trial.question().readsAll() ? bytes : 0)));
        return table.toString();
    }

    private static String coldTables(Asked asked) throws Exception {
        StringBuilder tables = new StringBuilder();
        for (Trial trial : asked.coldTrials()) {
            tables.append(coldTable(
                    trial,
                    asked.file() == null
                            ? "a file of a thousandth"
                            : trial.file().getFileName() + ", all of it"));
        }
        return tables.toString();
    }

    private static String coldTable(Trial trial, String of) throws Exception {
        StringBuilder table =
                new StringBuilder("\n### cold start: " + trial.question().title() + " of " + of + "\n\n");
        table.append("| contender | ms from the start of its process |\n|---|--:|\n");
        ColdStart.measure(trial, setting("bench.cold", 5))
                .forEach((name, best) -> table.append(String.format(Locale.ROOT, "| %s | %.0f |%n", name, best)));
        return table.toString();
    }

    private static String title(Trial trial) {
        String container = trial.container() == Container.PLAIN
                ? ""
                : ", " + trial.container().name().toLowerCase(Locale.ROOT);
        return trial.question().title() + container;
    }

    private static String row(Contender contender, Measurement best, Measurement own, long bytes) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %s | %s | %s | %.2f | %s | %s | %s |%n",
                contender,
                best.nanos() / 1e6,
                best.cpuNanos() == 0 ? "" : String.format(Locale.ROOT, "%.0f", best.cpuNanos() / 1e6),
                bytes == 0 ? "" : String.format(Locale.ROOT, "%.0f", bytes * 1e3 / best.nanos()),
                String.format(Locale.ROOT, "%,.0f", best.answer().records() * 1e9 / best.nanos()),
                (double) best.nanos() / own.nanos(),
                best.cpuNanos() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%.2f", (double) best.cpuNanos() / own.cpuNanos()),
                contender.inProcess()
                        ? String.format(
                                Locale.ROOT,
                                "%.1f",
                                (double) best.allocatedBytes() / best.answer().records())
                        : "",
                best.peakBytes() == 0 ? "" : best.peakBytes() / 1_000_000);
    }

    /** Puts the tables between the markers of a page, or on standard output. */
    static void write(@Nullable String out, String tables) throws IOException {
        if (out == null) {
            System.out.println(tables);
            return;
        }
        Path page = Path.of(out);
        String text = Files.exists(page) ? Files.readString(page) : BEGIN + '\n' + END + '\n';
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (from < BEGIN.length() || to < from) {
            throw new IllegalStateException(page + " has no place for the tables: " + BEGIN + " … " + END);
        }
        Files.writeString(page, text.substring(0, from) + "\n\n" + tables + '\n' + text.substring(to));
    }

    /** Returns what stands between the markers of a page. */
    static String measured(String text) {
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        return from < 0 || to < from ? "" : text.substring(from + BEGIN.length(), to);
    }

    /** Draws the tables of a page again, if there is anybody in them beside this library. */
    private static void draw(@Nullable String page, @Nullable String picture) throws IOException {
        if (page != null
                && picture != null
                && !BenchmarkPicture.bars(Files.readString(Path.of(page))).isEmpty()) {
            BenchmarkPicture.main(new String[] {page, picture});
        }
    }
}
