package omega.genomics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import omega.genomics.io.InputSource;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No command leaves half a file, or loses one that was there. */
class OutputFileTest {
    private static final String HEADER =
            "##fileformat=VCFv4.2\n##contig=<ID=1,length=2000000>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    @TempDir
    private Path folder;

    /** Longer than any buffer on its way. */
    private String good = "";

    private String bad = "";

    @BeforeEach
    void makeFiles() {
        StringBuilder records = new StringBuilder(HEADER);
        for (int i = 1; i <= 50_000; i++) {
            records.append("1\t").append(i).append("\t.\tA\tC\t.\t.\t.\n");
        }
        good = records.toString();
        bad = good + "1\tx\t.\tA\tC\t.\t.\t.\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String read(Path file) throws IOException {
        try (var in = InputSource.of(file).open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Ran vcf(String command, Path in, Path out) {
        return Ran.genomics("vcf", command, in.toString(), "-o", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "norm"})
    void aFileMayBeWrittenOverItself(String command) throws IOException {
        Path file = write("calls.vcf", good);
        Ran ran = vcf(command, file, file);
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(read(file)).isEqualTo(good);

        Path blocks = folder.resolve("calls.vcf.gz");
        assertThat(vcf(command, file, blocks).exitCode()).isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link.vcf.gz"), blocks);
        assertThat(vcf(command, blocks, link).exitCode()).isZero();
        assertThat(read(blocks)).isEqualTo(good);
        assertThat(names()).containsExactly("calls.vcf", "calls.vcf.gz", "link.vcf.gz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "norm"})
    void aBadInputLeavesTheOldFile(String command) throws IOException {
        Path in = write("bad.vcf", bad);
        Path out = write("out.vcf", "precious");
        assertThat(vcf(command, in, out).exitCode()).isEqualTo(1);
        assertThat(out).hasContent("precious");
        assertThat(vcf(command, in, in).exitCode()).isEqualTo(1);
        assertThat(read(in)).isEqualTo(bad);
        assertThat(vcf(command, in, folder.resolve("new.vcf")).exitCode()).isEqualTo(1);
        assertThat(names()).containsExactly("bad.vcf", "out.vcf");
    }

    @Test
    void whatIsNoFileIsWrittenTo() throws Exception {
        Path in = write("calls.vcf", good);
        assertThat(vcf("view", in, Path.of("-")).stdout()).isEqualTo(good);
        Ran norm = vcf("norm", in, Path.of("-"));
        assertThat(norm.stdout()).isEqualTo(good);
        assertThat(norm.stderr()).contains("written");
        if (Files.exists(Path.of("/dev/full"))) {
            assertThat(vcf("view", in, Path.of("/dev/full")).exitCode()).isEqualTo(1);
            assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
        }
        Needs.program("mkfifo");
        Path pipe = folder.resolve("pipe.vcf.gz");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        CompletableFuture<String> content = CompletableFuture.supplyAsync(() -> {
            try {
                return read(pipe);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        Ran ran = vcf("view", in, pipe);
        assertThat(ran.exitCode()).as(ran.stderr()).isZero();
        assertThat(content.get(1, TimeUnit.MINUTES)).isEqualTo(good);
        assertThat(names()).containsExactly("calls.vcf", "pipe.vcf.gz");
    }

    /** The shell appends: a file that took the place of the log would lose what is in it. */
    @Test
    void standardOutputByItsNameIsNotReplaced() throws Exception {
        Path in = write("calls.vcf", good);
        Path log = write("log", "before\n");
        List<String> command = java();
        command.addAll(List.of("vcf", "view", in.toString(), "-r", "1:1-2", "-o", "/dev/stdout"));
        Object inode = Files.getAttribute(log, "unix:ino");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(folder.resolve("err")).isEmptyFile();
        assertThat(Files.getAttribute(log, "unix:ino")).isEqualTo(inode);
        assertThat(read(log)).contains("1\t2\t.\tA\tC");
    }

    @Test
    void aSignalLeavesTheOldFileAndNothingElse() throws Exception {
        Needs.program("mkfifo");
        Path pipe = folder.resolve("endless.vcf");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        Path out = write("out.vcf", "precious");
        List<String> command = java();
        command.addAll(List.of("vcf", "view", pipe.toString(), "-o", out.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (var writer = Files.newOutputStream(pipe)) {
            writer.write(good.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; names().size() < 4 && i < 600; i++) {
                Thread.sleep(50);
            }
            assertThat(names()).hasSize(4);
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(out).hasContent("precious");
        assertThat(names()).containsExactly("endless.vcf", "err", "out.vcf");
        assertThat(folder.resolve("err")).hasContent("genomics: interrupted");
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(
                Child.tool("java"), "-cp", System.getProperty("java.class.path"), GenomicsCommand.class.getName()));
    }
}
