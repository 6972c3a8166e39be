package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import omega.genomics.Attributes;
import omega.genomics.ParseMode;
import omega.genomics.Strand;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back the same, in either format. */
class GtfWriterTest {
    private static final String[] PIECES = {
        "a", "Z", "9", " ", "\"", "\\", "\\n", ";", "=", ",", "%", "%41", "&", "#", ".", "\t", "\n", "\r", "\u0001",
        "é", "日", "𝔘", "\uFFFD", "\u007f", "t", ">"
    };

    private final Random random = new Random(11);

    private String text(String... pieces) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(7); n > 0; n--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private Attributes attributes(GtfDialect dialect) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (int n = random.nextInt(6); n > 0; n--) {
            String anyKey =
                    random.nextBoolean() ? "tag" : text("a", "B", "_", "7", ".", "é", "-", "%41", ",", ">", "\\");
            entries.add(Map.entry(
                    dialect == GtfDialect.GFF3 && random.nextBoolean() ? text(PIECES) : anyKey, text(PIECES)));
        }
        return Attributes.of(entries);
    }

    private Feature feature(GtfDialect dialect) {
        int start = 1 + random.nextInt(Integer.MAX_VALUE - 1);
        String[] column =
                dialect == GtfDialect.GFF3 ? PIECES : new String[] {"a", "\"", " ", ";", "%41", "é", "\\", "#"};
        return new Feature(
                (dialect == GtfDialect.GFF3 && random.nextBoolean() ? "#" : "c") + text(column),
                "." + text(column),
                "x" + text(column),
                start,
                start + random.nextInt(Integer.MAX_VALUE - start + 1),
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(score()),
                Strand.of("+-.?".charAt(random.nextInt(4))),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3)),
                attributes(dialect));
    }

    private double score() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(2000);
            case 1 -> random.nextGaussian();
            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(600) - 300);
            default -> -0.0;
        };
    }

    private static String write(List<Feature> features, GtfDialect dialect) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (dialect == GtfDialect.GTF) {
            try (GtfWriter writer = GtfWriter.to(out)) {
                features.forEach(writer::write);
            }
        } else {
            try (Gff3Writer writer = Gff3Writer.to(out)) {
                features.forEach(writer::write);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Feature> read(byte[] content, GtfDialect dialect) throws IOException {
        GtfReader.Options options =
                GtfReader.options().dialect(dialect).mode(ParseMode.LENIENT).diagnostics(bad -> {});
        try (GtfReader reader = options.open(InputSource.of("written", content))) {
            return reader.stream().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWrote(GtfDialect dialect) throws IOException {
        for (int i = 0; i < 1500; i++) {
            List<Feature> features = List.of(feature(dialect), feature(dialect));
            String text = write(features, dialect);
            assertThat(read(text.getBytes(StandardCharsets.UTF_8), dialect))
                    .as(text)
                    .isEqualTo(features);
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesTheSameTextAgainOnceItHasWrittenIt(GtfDialect dialect) throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            List<Feature> features = new ArrayList<>(read(new RandomRows(seed, dialect).document(20), dialect));
            features.removeIf(feature -> dialect == GtfDialect.GTF && !isGtf(feature));
            String text = write(features, dialect);
            List<Feature> again = read(text.getBytes(StandardCharsets.UTF_8), dialect);
            assertThat(again).as("seed " + seed).isEqualTo(features);
            assertThat(write(again, dialect)).isEqualTo(text);
        }
    }

    /** Damaged text can give names that GTF has no way to write. */
    private static boolean isGtf(Feature feature) {
        try {
            return !write(List.of(feature), GtfDialect.GTF).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void writesWhatOtherProgramsExpect() {
        Attributes attributes = Attributes.of("gene_id", "G1", "tag", "basic", "tag", "a;b", "note", "say \"hi\"");
        Feature feature = new Feature(
                "chr1", "havana", "CDS", 5, 9, OptionalDouble.of(1000), Strand.MINUS, OptionalInt.of(2), attributes);
        assertThat(write(List.of(feature), GtfDialect.GTF))
                .isEqualTo("chr1\thavana\tCDS\t5\t9\t1000\t-\t2\t"
                        + "gene_id \"G1\"; tag \"basic\"; tag \"a;b\"; note \"say \\\"hi\\\"\";\n");
        assertThat(write(List.of(feature), GtfDialect.GFF3))
                .isEqualTo("##gff-version 3\nchr1\thavana\tCDS\t5\t9\t1000\t-\t2\t"
                        + "gene_id=G1;tag=basic,a%3Bb;note=say \"hi\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a=b", "a;b", "a\"b", "#a", "a\tb"})
    void refusesAKeyThatGtfCannotHold(String key) {
        Feature feature = new Feature(
                "1",
                ".",
                "gene",
                1,
                2,
                OptionalDouble.empty(),
                Strand.NONE,
                OptionalInt.empty(),
                Attributes.of(key, "v"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GtfWriter writer = GtfWriter.to(out);
        assertThatThrownBy(() -> writer.write(feature)).isInstanceOf(IllegalArgumentException.class);
        writer.close();
        assertThat(out.size()).isZero();
    }
}
