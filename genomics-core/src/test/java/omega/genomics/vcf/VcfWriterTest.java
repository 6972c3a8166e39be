package omega.genomics.vcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import omega.genomics.ParseException;
import omega.genomics.vcf.header.VcfHeader;
import omega.genomics.vcf.header.VcfVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VcfWriterTest {
    private static final String HEADER = """
            ##fileformat=%s
            ##INFO=<ID=S,Number=.,Type=String,Description="x">
            ##FORMAT=<ID=T,Number=1,Type=String,Description="x">
            #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	a%%b
            """;

    private static String record(String info, String sample) {
        return "1\t5\tid%25\tA\tC\t.\tq%25\t" + info + "\tT\t" + sample + "\n";
    }

    /** Reads a record of one version and writes it, as a view and as its owned twin, under a header of another. */
    private static String written(String from, String to, String record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream owned = new ByteArrayOutputStream();
        try (VcfReader reader = VcfReaderTest.reader(HEADER.formatted(from) + record)) {
            VcfHeader header = reader.header()
                    .toBuilder()
                    .version(VcfVersion.parse(to).orElseThrow())
                    .build();
            try (VcfWriter writer = VcfWriter.to(out, header);
                    VcfWriter twin = VcfWriter.to(owned, header)) {
                reader.forEach(view -> {
                    writer.write(view);
                    twin.write(view.toVariant());
                });
            }
        }
        assertThat(owned.toString(UTF_8)).isEqualTo(out.toString(UTF_8));
        return out.toString(UTF_8).lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "VCFv4.2 VCFv4.3 S=50%3Bx,%zz;F;X=a=b=c 5% S=50%253Bx,%25zz;F;X=a%3Db%3Dc 5%25",
                "VCFv4.1 VCFv4.5 . . . .",
                "VCFv4.3 VCFv4.2 S=a%3Bb%0Ac%09d%2C%3A%20 x%3Ay S=a%3Bb%0Ac%09d%2C%3A%20 x%3Ay",
                "VCFv4.4 VCFv4.0 S=50%25%41%C3%A9%,%2 100%25 S=50%Aé%,%2 100%",
                "VCFv4.3 VCFv4.5 S=50%25%3B 1%25 S=50%25%3B 1%25",
                "VCFv4.2 VCFv4.1 S=50%25%3B 1%25 S=50%25%3B 1%25",
            })
    void valuesAreEncodedByTheVersionThatIsWritten(
            String from, String to, String info, String sample, String writtenInfo, String writtenSample)
            throws IOException {
        assertThat(written(from, to, record(info, sample))).isEqualTo(record(writtenInfo, writtenSample));
    }

    /** What was read is read again, wherever both versions can say it. */
    @ParameterizedTest
    @ValueSource(strings = {"50%", "%3B", "a%25b", "%", "%%41", "a%20b"})
    void textIsReadBackAsItWasReadBefore43(String text) throws IOException {
        String newer = written("VCFv4.2", "VCFv4.5", record("S=" + text, text));
        try (VcfReader reader = VcfReaderTest.reader(HEADER.formatted("VCFv4.5") + newer)) {
            reader.advance();
            VcfRecord record = reader.record();
            assertThat(record.info().string(reader.header().info("S").asString()))
                    .isEqualTo(text);
            assertThat(record.samples().string(reader.header().format("T").asString(), 0))
                    .isEqualTo(text);
        }
        assertThat(written("VCFv4.5", "VCFv4.2", newer)).isEqualTo(record("S=" + text, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\t5\t.\tA\tC\t.\t.\tS=x\n1\t6\t.\tA\tC\t.\t.\t.", "1\t5\t.\tA\tC\t.\t.\tS=x\r"})
    void aVariantIsOneLine(String lines) {
        VcfHeader header = VcfHeader.builder(VcfVersion.V4_3).build();
        assertThatThrownBy(() -> Variant.parse(header, lines))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("one line");
    }

    @Test
    void aHeaderLineIsOneLine() {
        assertThatThrownBy(() -> VcfHeader.builder(VcfVersion.V4_3).add("source", "x\n1\t5"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
