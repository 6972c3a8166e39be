package omega.genomics.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.annotate.VcfAnnotator;

/** Sites without INFO that get AF and AC of the sites. bcftools makes both files before the clock starts. */
final class AnnotationReads {
    private static final String[] COLUMNS = {"AF", "AC"};

    private static final String OUTPUT = "-output-";

    private AnnotationReads() {}

    private record Inputs(Path bare, Path source) {}

    private static synchronized Inputs files(Path file) throws IOException {
        Path source = file.resolveSibling(file.getFileName() + ".source.vcf.gz");
        Path bare = file.resolveSibling(file.getFileName() + ".bare.vcf.gz");
        make(source, "bcftools", "view", "-Oz", "-o", OUTPUT, file.toString());
        make(bare, "bcftools", "annotate", "-x", "INFO", "-Oz", "-o", OUTPUT, file.toString());
        return new Inputs(bare, source);
    }

    /** Runs a command that writes a file, whose name replaces {@link #OUTPUT}, and indexes it. */
    private static void make(Path target, String... command) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        String[] words = command.clone();
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals(OUTPUT) ? part.toString() : words[i];
        }
        run(words);
        run("bcftools", "index", "-t", "-f", "-o", target + ".tbi", part.toString());
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(String... words) throws IOException {
        try {
            if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
                throw new IOException(List.of(words) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static Answer omega(Path file) throws IOException {
        Inputs files = files(file);
        Rows rows = new Rows();
        try (VcfReader reader = VcfReader.open(files.bare)) {
            VcfAnnotator.from(files.source, COLUMNS).annotate(reader, rows);
        }
        return rows.answer();
    }

    static Contender bcftools() {
        return Programs.summing(
                "bcftools annotate",
                file -> {
                    Inputs files = files(file);
                    return List.of(
                            "bcftools",
                            "annotate",
                            "-a",
                            files.source.toString(),
                            "-c",
                            String.join(",", COLUMNS),
                            files.bare.toString());
                },
                AnnotationReads::sum);
    }

    private static Answer sum(InputStream printed) throws IOException {
        Rows rows = new Rows();
        printed.transferTo(rows);
        return rows.answer();
    }

    /** Adds up the bytes of the records that are written: bcftools made the source, so both write its numbers in the same way. */
    private static final class Rows extends OutputStream {
        private final Tally tally = new Tally();
        private long sum;
        private boolean isAtStart = true;
        private boolean isHeader;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                byte b = text[i];
                if (isAtStart) {
                    isHeader = b == '#';
                    isAtStart = false;
                }
                if (!isHeader) {
                    sum += b;
                }
                if (b == '\n') {
                    isAtStart = true;
                    if (!isHeader) {
                        tally.record();
                    }
                }
            }
        }

        Answer answer() {
            tally.number(sum);
            return tally.answer();
        }
    }
}
