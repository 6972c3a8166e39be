package omega.genomics.vcf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real files that tests walk, if the folder is there. */
final class RealVcfFiles {
    private RealVcfFiles() {}

    static Path root() {
        return Path.of(System.getProperty("genomics.data", "data"));
    }

    /** Every VCF or BCF below a folder, sorted; empty, and said aloud, if there is none. */
    static List<Path> under(String folder) throws IOException {
        Path start = root().resolve(folder);
        if (!Files.isDirectory(start)) {
            System.out.println("skipped: no real files at " + start + " (system property genomics.data)");
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().matches(".*\\.(vcf|bcf|gz|bgz|bz2)$"))
                    .filter(path -> !path.toString().endsWith(".bed.gz"))
                    .sorted()
                    .toList();
        }
    }

    static String name(Path path) {
        return root().relativize(path).toString();
    }

    static boolean has(String tool) {
        try {
            Process process = new ProcessBuilder(tool, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            System.out.println("skipped: " + tool + " is not installed");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
