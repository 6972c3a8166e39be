package omega.genomics.bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import omega.genomics.vcf.InfoView;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.header.InfoKey;

/** POS and AF of the records of a BCF file. bcftools makes it of the VCF file before the clock starts. */
final class BcfReads {
    private BcfReads() {}

    private static synchronized Path bcf(Path file) throws IOException {
        Path bcf = file.resolveSibling(file.getFileName() + ".bcf");
        if (!Files.exists(bcf)) {
            Path part = file.resolveSibling(file.getFileName() + ".bcf.part");
            try {
                Process process = new ProcessBuilder("bcftools", "view", "-Ob", "-o", part.toString(), file.toString())
                        .inheritIO()
                        .start();
                if (process.waitFor() != 0) {
                    throw new IOException("bcftools could not write " + part);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            Files.move(part, bcf, StandardCopyOption.ATOMIC_MOVE);
        }
        return bcf;
    }

    static Answer omega(Path file) throws IOException {
        Tally tally = new Tally();
        try (VcfReader reader = VcfReader.options().info("AF").open(bcf(file))) {
            InfoKey<float[]> frequency = reader.header().info("AF").asFloats();
            while (reader.advance()) {
                VcfRecord record = reader.record();
                tally.record();
                tally.number(record.position());
                InfoView info = record.info();
                for (int i = 0; i < info.count(frequency); i++) {
                    tally.real(info.isMissing(frequency, i) ? 0 : info.floatValue(frequency, i));
                }
            }
        }
        return tally.answer();
    }

    static Contender bcftools() {
        return Programs.summing(
                "bcftools query",
                file -> List.of(
                        "bcftools",
                        "query",
                        "-f",
                        "%POS\\t%INFO/AF\\n",
                        bcf(file).toString()),
                BcfReads::sum);
    }

    private static Answer sum(InputStream printed) throws IOException {
        Tally tally = new Tally();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(printed, StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.indexOf('\t');
                tally.record();
                tally.number(Integer.parseInt(line.substring(0, tab)));
                for (String frequency : line.substring(tab + 1).split(",", -1)) {
                    tally.real(frequency.equals(".") ? 0 : Double.parseDouble(frequency));
                }
            }
        }
        return tally.answer();
    }
}
