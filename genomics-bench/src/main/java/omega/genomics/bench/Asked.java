package omega.genomics.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.database.DatabaseQuestion;
import omega.genomics.bench.peer.Question;
import omega.genomics.io.InputSource;
import org.jspecify.annotations.Nullable;

/**
 * What a run is about.
 *
 * @param names of questions; empty for all
 * @param file a real one to ask about; null for generated ones
 * @param only how generated files are stored; null for every way a question knows
 * @param folder of generated files
 * @param scale of generated files
 */
record Asked(
        List<String> names, @Nullable Path file, @Nullable Container only, Path folder, double scale) {
    private static final double SMALL = 0.001;
    private static final int COPIED_AT_ONCE = 8 << 20;

    /** Reads the system properties that {@link Report} tells of. */
    static Asked bySettings() {
        String file = System.getProperty("bench.file", "");
        String only = System.getProperty("bench.container", "");
        return new Asked(
                Stream.of(System.getProperty("bench.questions", "").split(",", -1))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                file.isEmpty() ? null : Path.of(file).toAbsolutePath(),
                only.isEmpty() ? null : Container.valueOf(only),
                Path.of(System.getProperty("bench.corpus", "target/corpus")),
                Double.parseDouble(System.getProperty("bench.scale", "0.05")));
    }

    /** A run of nothing because of a slip of the pen would be taken for a quick one. */
    Asked {
        List<String> known = Stream.concat(Stream.of(Question.values()), Stream.of(DatabaseQuestion.values()))
                .map(Enum::name)
                .toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("expected questions among " + known + ", found \"" + name + '"');
            }
        }
        if (file != null && names.isEmpty()) {
            throw new IllegalArgumentException("bench.file needs bench.questions: what to ask of " + file);
        }
    }

    private boolean includes(Enum<?> question) {
        return names.isEmpty() || names.contains(question.name());
    }

    List<DatabaseQuestion> ofDatabases() {
        return Stream.of(DatabaseQuestion.values()).filter(this::includes).toList();
    }

    /** Every question about a file, once for each way the file may be stored. */
    List<Trial> trials() throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (Question question : Question.values()) {
            if (includes(question) && file != null) {
                Container container = container(file);
                trials.add(new Trial(question, container, container == Container.PLAIN ? copied(file) : file));
            } else if (includes(question)) {
                for (Container container : only == null ? question.containers() : List.of(only)) {
                    trials.add(generated(question, container, scale));
                }
            }
        }
        return trials;
    }

    /** Two questions of files so small that reading is nothing, unless a file is named: then every one about it. */
    List<Trial> coldTrials() throws IOException {
        if (file != null) {
            return trials();
        }
        List<Trial> trials = new ArrayList<>();
        for (Question question : List.of(Question.GENE_ROWS, Question.SITES)) {
            if (includes(question)) {
                trials.add(generated(question, Container.PLAIN, SMALL));
            }
        }
        return trials;
    }

    private Trial generated(Question question, Container container, double share) throws IOException {
        return new Trial(
                question,
                container,
                question.corpus().file(folder, share, container).toAbsolutePath());
    }

    /**
     * Copies a plain file to the generated ones, in large writes as they are written. The page cache keeps a file in pieces as large as its
     * writes were: one that came out of a pipe is read at a third of the speed, and a program that spends less on its records looks slower than
     * on generated files.
     */
    private Path copied(Path source) throws IOException {
        Files.createDirectories(folder);
        Path copy = folder.resolve("copy-of-" + source.getFileName()).toAbsolutePath();
        byte[] block = new byte[COPIED_AT_ONCE];
        try (InputStream in = Files.newInputStream(source);
                OutputStream out = Files.newOutputStream(copy)) {
            for (int n = in.readNBytes(block, 0, block.length); n > 0; n = in.readNBytes(block, 0, block.length)) {
                out.write(block, 0, n);
            }
        }
        return copy;
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
}
