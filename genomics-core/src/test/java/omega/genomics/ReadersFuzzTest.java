package omega.genomics;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import omega.genomics.bed.BedReader;
import omega.genomics.bed.BedRecord;
import omega.genomics.bed.RegionFile;
import omega.genomics.expression.GctReader;
import omega.genomics.expression.TissueTable;
import omega.genomics.geneinfo.GeneInfoFormat;
import omega.genomics.gtf.GtfDialect;
import omega.genomics.gtf.GtfReader;
import omega.genomics.gtf.GtfRecord;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.gtf.assembly.GtfValidator;
import omega.genomics.hgvs.HgvsParser;
import omega.genomics.hgvs.HgvsVariant;
import omega.genomics.io.InputSource;
import omega.genomics.longevity.hagr.HagrFormat;
import omega.genomics.vcf.Variant;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.VcfRecord;
import omega.genomics.vcf.validate.VcfValidator;

/**
 * Any bytes give records or a {@link ParseException}: never another exception, a hang, or memory without bound.
 *
 * <p>As a plain test this tries the inputs under {@code ReadersFuzzTestInputs}. To search for new ones, for as long as
 * {@code -Djazzer.max_duration} says (0 for ever):
 *
 * <pre>{@code JAZZER_FUZZ=1 mvn -pl genomics-core test -Dtest='ReadersFuzzTest#vcf' -Djazzer.max_duration=2h}</pre>
 */
class ReadersFuzzTest {
    private static final String BRIEFLY = "20s";
    private static final List<HagrFormat<?>> HAGR = List.of(
            HagrFormat.GENAGE_HUMAN,
            HagrFormat.GENAGE_MODELS,
            HagrFormat.DRUGAGE,
            HagrFormat.LONGEVITY_MAP,
            HagrFormat.CELLAGE);

    @FuzzTest(maxDuration = BRIEFLY)
    void container(byte[] input) throws IOException {
        orRefused(() -> {
            try (InputStream in = InputSource.of("fuzz", input).threads(1).open()) {
                long total = 0;
                byte[] buffer = new byte[8192];
                for (int n = in.read(buffer); n >= 0 && total < 1 << 24; n = in.read(buffer)) {
                    total += n;
                }
            }
        });
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void vcf(byte[] input) throws IOException {
        orRefused(() -> {
            try (VcfReader reader = VcfReader.open(text(input))) {
                while (reader.advance()) {
                    VcfRecord record = reader.record();
                    orRefused(record::validate);
                    orRefused(record::end);
                    orRefused(() -> survivesAsText(record.toVariant()));
                }
            }
        });
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void bcf(byte[] input) throws IOException {
        orRefused(() -> {
            try (VcfReader reader = VcfReader.open(InputSource.of("fuzz", input).threads(1))) {
                while (reader.advance()) {
                    VcfRecord record = reader.record();
                    orRefused(record::validate);
                    orRefused(record::end);
                }
            }
        });
    }

    /** Text that was not UTF-8 has lost its bytes on the way into a string. */
    private static void survivesAsText(Variant variant) {
        if (variant.toString().indexOf('\uFFFD') >= 0) {
            return;
        }
        assertThat(Variant.parse(variant.header(), variant.toString())).isEqualTo(variant);
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void vcfValidator(byte[] input) throws IOException {
        orRefused(() ->
                assertThat(new VcfValidator().validate(text(input)).records()).isNotNegative());
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void gtf(byte[] input) throws IOException {
        orRefused(() -> annotation(input, GtfDialect.GTF));
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void gff3(byte[] input) throws IOException {
        orRefused(() -> annotation(input, GtfDialect.GFF3));
    }

    private static void annotation(byte[] input, GtfDialect dialect) throws IOException {
        try (GtfReader reader = GtfReader.options().dialect(dialect).open(text(input))) {
            while (reader.advance()) {
                GtfRecord row = reader.record();
                assertThat(row.toFeature().start()).isLessThanOrEqualTo(row.end());
            }
        }
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void bed(byte[] input) throws IOException {
        orRefused(() -> {
            try (BedReader reader = BedReader.open(text(input))) {
                while (reader.advance()) {
                    BedRecord line = reader.record();
                    orRefused(() -> assertThat(line.toFeature().contig()).isEqualTo(line.contig()));
                }
            }
        });
        orRefused(() -> RegionFile.read(text(input)));
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void geneModels(byte[] input) throws IOException {
        orRefused(() -> GtfValidator.create().validate(text(input), finding -> {}));
        orRefused(() -> {
            try (GtfReader reader = GtfReader.open(text(input))) {
                GeneModelAssembler.strict()
                        .addAll(reader)
                        .forEachGene(gene -> assertThat(gene.end()).isGreaterThanOrEqualTo(gene.start()));
            }
        });
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void tables(byte[] input) throws IOException {
        for (GeneInfoFormat format : GeneInfoFormat.values()) {
            orRefused(() -> format.forEach(
                    text(input), gene -> assertThat(gene.symbol()).isNotEmpty()));
        }
        for (HagrFormat<?> format : HAGR) {
            orRefused(() -> assertThat(format.read(text(input))).doesNotContainNull());
        }
        orRefused(() -> TissueTable.read(text(input)));
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void expression(byte[] input) throws IOException {
        orRefused(() -> {
            try (GctReader reader = GctReader.open(text(input))) {
                int columns = reader.header().columns().size();
                reader.stream().forEach(row -> assertThat(row.values()).hasSize(columns));
            }
        });
    }

    @FuzzTest(maxDuration = BRIEFLY)
    void hgvs(byte[] input) {
        HgvsVariant variant;
        try {
            variant = HgvsParser.parse(new String(input, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            assertThat(e.location().column()).isPositive();
            return;
        }
        assertThat(HgvsParser.parse(variant.toString())).hasToString(variant.toString());
    }

    /** Bytes that happen to look compressed are the business of {@link #container}. */
    private static InputSource text(byte[] input) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(input.length + 1);
        if (input.length > 0 && (input[0] < ' ' || input[0] == 'B')) {
            plain.write('#');
        }
        plain.writeBytes(input);
        return InputSource.of("fuzz", plain.toByteArray());
    }

    @FunctionalInterface
    private interface Reading {
        void run() throws IOException;
    }

    private static void orRefused(Reading reading) throws IOException {
        try {
            reading.run();
        } catch (ParseException e) {
            assertThat(e.location().source()).isEqualTo("fuzz");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
