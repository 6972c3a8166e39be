package omega.genomics.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import omega.genomics.bench.corpus.Corpus.Container;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated files are the same everywhere, and other people's programs take them for real ones. */
class CorpusTest {
    @TempDir
    Path folder;

    /** A number measured on one machine must be measurable on another: change these only together with the version. */
    @ParameterizedTest
    @CsvSource({
        "ANNOTATION, 0.002,  093aaf624c7aa11d",
        "SITES,      0.0005, 595a091568e9ccbc",
        "GENOTYPES,  0.0005, cbde8215755b8f10",
        "CALLS,      0.0005, 7cdda3a36e8fdebc",
        "VARIANTS,   0.001, 020bea867764b904",
        "GENOME,     0.00001, 4cee67a5f9bd7068",
    })
    void sameArgumentsGiveSameBytes(Corpus corpus, double scale, String expected) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Text.bytes(corpus, scale));
        assertThat(HexFormat.of().formatHex(hash)).startsWith(expected);
    }

    @Test
    void anotherSeedGivesOtherBytes() {
        assertThat(annotation(1)).isNotEqualTo(annotation(2));
    }

    private static String annotation(long seed) {
        var out = new java.io.ByteArrayOutputStream();
        new AnnotationCorpus(seed, 0.001).writeTo(out);
        return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource(Container.class)
    void aFileHoldsTheTextInItsContainer(Container container) throws IOException {
        Path file = Corpus.SITES.file(folder, 0.0001, container);
        byte[] stored = Files.readAllBytes(file);
        if (container != Container.PLAIN) {
            try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                stored = in.readAllBytes();
            }
        }
        assertThat(stored).isEqualTo(Text.bytes(Corpus.SITES, 0.0001));
    }

    @Test
    void leavesNoUnfinishedFileAndKeepsAFinishedOne() throws IOException {
        Path file = Corpus.GENOME.file(folder, 0.00001, Container.PLAIN);
        var time = Files.getLastModifiedTime(file);
        assertThat(Corpus.GENOME.file(folder, 0.00001, Container.PLAIN)).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** bcftools writes to standard error whatever it finds odd in a header or a record. */
    @ParameterizedTest
    @CsvSource({"SITES, 0.001", "GENOTYPES, 0.001", "CALLS, 0.001", "VARIANTS, 0.0005"})
    void bcftoolsReadsEveryRecordWithoutAWord(Corpus corpus, double scale) throws Exception {
        Path file = corpus.file(folder, scale, Container.GZIP);
        Path out = folder.resolve("out");
        List<String> complaints =
                run(out, "bcftools", "query", "-f", "%CHROM\\t%POS\\t%ID\\t%REF\\t%ALT\\t%FILTER\\n", file.toString());
        assertThat(complaints).isEmpty();
        assertThat(Files.readAllLines(out))
                .containsExactlyElementsOf(Text.rows(corpus, scale).stream()
                        .map(row -> String.join("\t", row[0], row[1], row[2], row[3], row[4], row[6]))
                        .toList());
    }

    @Test
    void gffreadReadsTheAnnotationWithoutAWord() throws Exception {
        Path file = Corpus.ANNOTATION.file(folder, 0.01, Container.PLAIN);
        Path out = folder.resolve("out");
        List<String> complaints = run(out, "gffread", "-E", "-T", file.toString());
        assertThat(complaints)
                .filteredOn(line -> !line.startsWith("Command line was:")
                        && !line.startsWith("gffread ")
                        && !line.contains(" genomic features from "))
                .isEmpty();
        assertThat(Files.size(out)).isPositive();
    }

    @Test
    void samtoolsIndexesTheGenome() throws Exception {
        Path file = Corpus.GENOME.file(folder, 0.00001, Container.PLAIN);
        assertThat(run(folder.resolve("out"), "samtools", "faidx", file.toString()))
                .isEmpty();
        assertThat(Files.readAllLines(Path.of(file + ".fai")))
                .hasSize(HumanCensus.CHROMOSOMES.size())
                .anyMatch(line -> line.startsWith("MT\t16569\t"));
    }

    /** Runs an optional program, whose absence is said aloud; returns what it wrote to standard error. */
    private List<String> run(Path out, String... command) throws Exception {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(directory -> Path.of(directory, command[0]))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            System.out.println("skipped: " + command[0] + " is not installed");
        }
        assumeThat(program).isPresent();
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(errors);
    }
}
