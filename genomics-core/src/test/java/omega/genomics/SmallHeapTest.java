package omega.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Input that would fill any heap is read in one of 256 MB, or refused with the limit and what sets it. */
class SmallHeapTest {
    private static final List<String> READ = List.of("tbi-bins", "validate contigs");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothingFillsTheHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();

        Map<String, String> outcomes = output.lines()
                .map(line -> line.split("\t", 3))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[parts.length - 1]));

        assertThat(outcomes).hasSizeGreaterThan(30);
        outcomes.forEach((name, outcome) -> {
            if (READ.contains(name)) {
                assertThat(outcome).as(name).isEqualTo("read");
            } else if (!List.of("fai-line", "gzi-lies", "alias-line").contains(name)) {
                assertThat(outcome)
                        .as(name)
                        .matches(
                                "(fai-length|fasta-length|index-damaged|index-length|header-length|line-length|record-values|alt-count|"
                                        + "gene-rows|annotation-size|table-length) expected .*")
                        .containsAnyOf(
                                "maxSequences",
                                "maxBlocks",
                                "maxBytes",
                                "maxHeaderBytes(",
                                "maxValues(",
                                "maxGeneRows(",
                                "half of the heap",
                                "into memory");
            } else {
                assertThat(outcome).as(name).matches("(line-length|index-damaged) expected .*");
            }
        });
    }
}
