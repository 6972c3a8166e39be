package omega.genomics.postgres.load.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.postgres.copy.BinaryCopyWriter;
import omega.genomics.testing.Needs;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What bcftools reads, the default settings load: every real VCF file is parsed and encoded as a load does, without a database. A
 * list of the files that are refused, and of what was kept of values that their header contradicts, goes to
 * {@code target/real-variants.txt}.
 */
class RealVariantsTest {
    private static final double LEAST = 605.0 / 612;
    private static final long LARGEST = 200L << 20;

    @Test
    @Tag("slow")
    void whatBcftoolsReadsIsLoaded() throws IOException, InterruptedException {
        Needs.program("bcftools");
        List<String> report = new ArrayList<>();
        int files = 0;
        int loaded = 0;
        for (Path path : Needs.files("vcf")) {
            String name = path.getFileName().toString();
            if (!name.matches(".*\\.vcf(\\.b?gz)?") || Files.size(path) > LARGEST || !isReadByBcftools(path)) {
                continue;
            }
            files++;
            try {
                encode(path).forEach(warning -> report.add("kept     " + path + ": " + warning));
                loaded++;
            } catch (ParseException e) {
                report.add("refused  " + path + ": " + e.diagnostic().rule() + ": "
                        + e.getMessage().lines().findFirst().orElse(""));
            }
        }
        report.add(loaded + " of " + files + " files that bcftools reads are loaded");
        Files.write(Path.of("target", "real-variants.txt"), report);
        assertThat(files).isGreaterThan(100);
        assertThat((double) loaded / files).as(String.join("\n", report)).isGreaterThanOrEqualTo(LEAST);
    }

    private static boolean isReadByBcftools(Path path) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bcftools", "view", "-Ob", "-o", "/dev/null", path.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
    }

    private static List<String> encode(Path path) throws IOException {
        VariantOptions options = new VariantOptions(null);
        RowAlleles alleles = new RowAlleles(options);
        BinaryCopyWriter out = new BinaryCopyWriter((block, length) -> block);
        try (VcfReader reader = VcfReader.options()
                .mode(options.parseMode)
                .brokenValues(options.brokenValues)
                .open(InputSource.of(path))) {
            VariantRows rows = new VariantRows(VariantPlan.of(reader.header(), options), null, reader.keptValues());
            while (reader.advance()) {
                VcfRecord record = reader.record();
                rows.begin(record);
                int count = alleles.read(record, record.contig());
                for (int i = 0; i < count; i++) {
                    rows.write(
                            out,
                            record,
                            record.contig(),
                            true,
                            (int) reader.records(),
                            alleles.get(i),
                            record.altCount());
                }
            }
            List<String> warnings = new ArrayList<>();
            reader.keptValues().warnings().forEach(warning -> warnings.add(warning.message()));
            return warnings;
        }
    }
}
