package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several threads read what one reads. */
class VcfParallelReaderTest {
    private static final String HEADER = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    private static InputSource source(long seed, double bad) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= 2000; i++) {
            String pos = random.nextDouble() < bad ? "x" : "" + i;
            text.append("1\t")
                    .append(pos)
                    .append("\tid")
                    .append(i)
                    .append("\tA\tC\t.\t.\tDP=")
                    .append(random.nextInt());
            text.append(random.nextInt(50) == 0 ? "\n\n" : random.nextBoolean() ? "\r\n" : "\n");
        }
        text.setLength(text.length() - 1);
        return InputSource.of("p.vcf", text.toString().getBytes(UTF_8));
    }

    private record Reading(List<String> records, List<String> diagnostics, long read, long skipped) {}

    private static Reading sequential(InputSource source, VcfReader.Options options) throws IOException {
        List<String> records = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        try (VcfReader reader =
                options.diagnostics(finding -> heard.add(finding.toString())).open(source)) {
            reader.forEach(record -> records.add(record.lineNumber() + record.toString()));
            return new Reading(records, heard, reader.records(), reader.skipped());
        }
    }

    private static Reading parallel(InputSource source, VcfReader.Options options, int threads) throws IOException {
        List<String> records = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        try (VcfParallelReader reader =
                options.diagnostics(finding -> heard.add(finding.toString())).openParallel(source, threads)) {
            reader.forEachOrdered(record -> record.lineNumber() + record.toString(), records::add);
            return new Reading(records, heard, reader.records(), reader.skipped());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void orderedReadingIsSequentialReading(int threads) throws IOException {
        for (int blockSize : new int[] {64, 1000, 1 << 18}) {
            VcfReader.Options options =
                    VcfReader.options().mode(ParseMode.LENIENT).blockSize(blockSize);
            Reading expected = sequential(source(3, 0.01), options);
            assertThat(expected.skipped()).isPositive();
            assertThat(parallel(source(3, 0.01), options, threads)).isEqualTo(expected);
        }
    }

    @Test
    void unorderedReadingShowsEachRecordOnce() throws IOException {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        VcfReader.Options options = VcfReader.options().blockSize(500);
        try (VcfParallelReader reader = options.openParallel(source(4, 0), 4)) {
            reader.forEach(record -> seen.add(record.lineNumber() + record.toString()));
            assertThat(reader.records()).isEqualTo(2000);
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        sequential(source(4, 0), options).records());
    }

    @Test
    void aBadRecordThrowsBehindTheRecordsBeforeIt() {
        List<String> seen = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        VcfReader.Options options = VcfReader.options().blockSize(300);
        ParseException[] failures = new ParseException[2];
        assertThatThrownBy(() -> {
                    try (VcfParallelReader reader = options.openParallel(source(5, 0.002), 3)) {
                        reader.forEachOrdered(VcfRecord::toString, seen::add);
                    }
                })
                .isInstanceOfSatisfying(ParseException.class, e -> failures[0] = e);
        assertThatThrownBy(() -> {
                    try (VcfReader reader = options.open(source(5, 0.002))) {
                        reader.forEach(record -> expected.add(record.toString()));
                    }
                })
                .isInstanceOfSatisfying(ParseException.class, e -> failures[1] = e);
        assertThat(seen).isEqualTo(expected).isNotEmpty();
        Diagnostic first = failures[0].diagnostic();
        assertThat(first).isEqualTo(failures[1].diagnostic());
    }

    @Test
    void realFilesReadTheSame() throws IOException {
        int compared = 0;
        for (Path path : RealVcfFiles.under("vcf/htslib")) {
            VcfReader.Options options = VcfReader.options().blockSize(4096);
            try {
                Reading expected = sequential(InputSource.of(path), options);
                assertThat(parallel(InputSource.of(path), options, 3)).isEqualTo(expected);
                compared++;
            } catch (ParseException e) {
                assertThat(e.location().source()).isEqualTo(path.toString());
            }
        }
        assertThat(compared).isGreaterThan(5);
    }
}
