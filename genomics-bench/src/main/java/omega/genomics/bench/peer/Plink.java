package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * plink2 counts alleles of genotypes. It would leave out those on Y, as nobody's sex is known, so it gets a copy whose contigs
 * have names that it does not know.
 */
final class Plink {
    private Plink() {}

    static Contender contender() {
        return new Contender("plink2", false, file -> {
            Path folder = Files.createTempDirectory("plink");
            try {
                List<String> command = List.of(
                        "plink2",
                        "--vcf",
                        copy(file).toString(),
                        "--allow-extra-chr",
                        "--threads",
                        "1",
                        "--freq",
                        "counts",
                        "--out",
                        folder.resolve("out").toString());
                return Programs.run(command, printed -> {
                    printed.transferTo(java.io.OutputStream.nullOutputStream());
                    return sum(folder.resolve("out.acount"));
                });
            } finally {
                delete(folder);
            }
        });
    }

    /** The copy is made when it is not there yet, and never part of what is timed. */
    private static synchronized Path copy(Path vcf) throws IOException {
        Path copy = vcf.resolveSibling(vcf.getFileName() + ".plink.vcf");
        if (!Files.exists(copy)) {
            Path unfinished = vcf.resolveSibling(copy.getFileName() + ".unfinished");
            try (BufferedReader in = Lines.open(vcf);
                    BufferedWriter out = Files.newBufferedWriter(unfinished)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.write(
                            line.startsWith("##contig=<ID=")
                                    ? line.replace("<ID=", "<ID=c")
                                    : line.startsWith("#") ? line : "c" + line);
                    out.write('\n');
                }
            }
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
        }
        return copy;
    }

    /** Adds the fifth column up: how often each ALT was seen, with commas between. */
    private static Answer sum(Path counts) throws IOException {
        Tally tally = new Tally();
        try (BufferedReader in = Files.newBufferedReader(counts)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                tally.record();
                for (String count : line.split("\t", -1)[4].split(",", -1)) {
                    tally.number(Long.parseLong(count));
                }
            }
        }
        return tally.answer();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
