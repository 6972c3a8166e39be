package omega.genomics.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.database.DatabaseQuestion;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Question;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * Measures every question and writes the tables of {@code PERFORMANCE.md}.
 *
 * <p>Settings are system properties: {@code bench.scale} (share of the full size), {@code bench.rounds},
 * {@code bench.warmups}, {@code bench.cold} (rounds of fresh processes, 0 for none), {@code bench.questions} and {@code bench.contenders} (names, separated by commas; all by default), {@code bench.corpus} (where
 * files are kept), {@code bench.file} (a real file for the questions named), {@code bench.postgres} (JDBC URL of the server for questions
 * of databases, an embedded one when left out), {@code bench.load.rounds} (turns of loaders), {@code bench.out} (the page to write between
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
        checkNames();
        StringBuilder page = new StringBuilder(Environment.describe());
        for (Trial trial : trials()) {
            page.append(table(trial, trial.run(setting("bench.warmups", 5), setting("bench.rounds", 5))));
            System.err.println("measured " + trial.question() + ' ' + trial.container());
        }
        for (DatabaseQuestion question : databaseQuestions()) {
            page.append(question.ask(corpus(), named(), scale(), setting("bench.load.rounds", 3)));
            System.err.println("measured " + question);
        }
        if (setting("bench.cold", 5) > 0) {
            page.append(coldTables());
        }
        write(System.getProperty("bench.out"), page.toString());
        draw(System.getProperty("bench.out"), System.getProperty("bench.picture"));
    }

    private static int setting(String name, int otherwise) {
        return Integer.getInteger(name, otherwise);
    }

    private static double scale() {
        return Double.parseDouble(System.getProperty("bench.scale", "0.05"));
    }

    /** The real file to ask about; null for generated ones. */
    private static @Nullable Path named() {
        String file = System.getProperty("bench.file", "");
        if (!file.isEmpty() && System.getProperty("bench.questions", "").isEmpty()) {
            throw new IllegalArgumentException("bench.file needs bench.questions: what to ask of " + file);
        }
        return file.isEmpty() ? null : Path.of(file);
    }

    private static List<String> names() {
        return List.of(System.getProperty("bench.questions", "").split(",", -1));
    }

    private static boolean isAsked(Enum<?> question) {
        return names().contains("") || names().contains(question.name());
    }

    /** A run of nothing because of a slip of the pen would be taken for a quick one. */
    private static void checkNames() {
        List<String> known = Stream.concat(Stream.of(Question.values()), Stream.of(DatabaseQuestion.values()))
                .map(Enum::name)
                .toList();
        names().stream()
                .filter(name -> !name.isEmpty() && !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("expected questions among " + known + ", found \"" + name + '"');
                });
    }

    private static List<DatabaseQuestion> databaseQuestions() {
        return Stream.of(DatabaseQuestion.values()).filter(Report::isAsked).toList();
    }

    private static List<Trial> trials() throws IOException {
        double scale = scale();
        Path folder = corpus();
        @Nullable Path file = named();
        List<Trial> trials = new ArrayList<>();
        for (Question question : Question.values()) {
            if (!isAsked(question)) {
                continue;
            }
            if (file != null) {
                trials.add(new Trial(question, container(file), file));
                continue;
            }
            for (Container container : containers(question)) {
                Path generated = question.corpus().file(folder, scale, container);
                trials.add(new Trial(question, container, generated.toAbsolutePath()));
            }
        }
        return trials;
    }

    /** Tells how a file that somebody named is stored. */
    private static Container container(Path file) throws IOException {
        return switch (InputSource.of(file).compression()) {
            case NONE -> Container.PLAIN;
            case GZIP -> Container.GZIP;
            case BGZF -> Container.BGZF;
            default -> throw new IllegalArgumentException(file + " is neither plain text nor gzip nor BGZF");
        };
    }

    private static List<Container> containers(Question question) {
        String only = System.getProperty("bench.container");
        if (only != null) {
            return List.of(Container.valueOf(only));
        }
        return switch (question) {
            case EVERY_ROW, SITES -> List.of(Container.values());
            case INFLATE -> List.of(Container.values()).subList(1, Container.values().length);
            case INFLATE_ROWS -> List.of(Container.GZIP);
            case REGIONS -> List.of(Container.BGZF);
            default -> List.of(Container.PLAIN);
        };
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

    /** Of small files, unless one is named: then of that one and every question about it. */
    private static String coldTables() throws Exception {
        @Nullable Path file = named();
        StringBuilder tables = new StringBuilder();
        if (file == null) {
            for (Question question : List.of(Question.GENE_ROWS, Question.SITES)) {
                Path small = question.corpus().file(corpus(), 0.001, Container.PLAIN);
                tables.append(coldTable(question, Container.PLAIN, small.toAbsolutePath(), "a file of a thousandth"));
            }
            return tables.toString();
        }
        for (Trial trial : trials()) {
            tables.append(coldTable(trial.question(), trial.container(), file, file.getFileName() + ", all of it"));
        }
        return tables.toString();
    }

    private static String coldTable(Question question, Container container, Path file, String of) throws Exception {
        StringBuilder table = new StringBuilder("\n### cold start: " + question.title() + " of " + of + "\n\n");
        table.append("| contender | ms from the start of its process |\n|---|--:|\n");
        ColdStart.measure(question, container, file, setting("bench.cold", 5))
                .forEach((name, best) -> table.append(String.format(Locale.ROOT, "| %s | %.0f |%n", name, best)));
        return table.toString();
    }

    private static Path corpus() {
        return Path.of(System.getProperty("bench.corpus", "target/corpus"));
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
