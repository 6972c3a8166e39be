package omega.genomics.gtf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import omega.genomics.ByteSlice;
import omega.genomics.ParseMode;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reader agrees with {@link PlainGtf} on any text, whatever the size of its blocks. */
class GtfReaderPropertyTest {
    private static final int[] BLOCK_SIZES = {1, 2, 3, 7, 64, 100, 333, 4096, 1 << 18};

    private static List<String> read(byte[] content, GtfDialect dialect, int blockSize, String... types)
            throws IOException {
        List<String> found = new ArrayList<>();
        GtfReader.Options options = GtfReader.options()
                .mode(ParseMode.LENIENT)
                .diagnostics(bad -> found.add(bad.location().line() + " ! " + bad.rule() + " "
                        + bad.location().column()))
                .dialect(dialect)
                .types(types)
                .blockSize(blockSize);
        try (GtfReader reader = options.open(InputSource.of("random", content))) {
            long delivered = 0;
            while (reader.advance()) {
                found.add(show(reader.record()));
                delivered++;
            }
            assertThat(reader.records()).isEqualTo(delivered);
        }
        return found;
    }

    private static final List<String> KEYS = List.of(
            "exon_number",
            "gene_id",
            "transcript_id",
            "tag",
            "level",
            "note",
            "Name",
            "Parent",
            "key",
            "",
            "a",
            "Target");
    /** Used again and again, as by a caller: a reader may remember where they stood. */
    private static final List<AttributeKey> ASKED =
            KEYS.stream().map(AttributeKey::of).toList();

    /** Looks keys up before anything walked the attributes, and holds the answers against the list. */
    private static void checkLookups(GtfRecord row) {
        List<String> found = new ArrayList<>();
        List<AttributeKey> asked = row.lineNumber() % 3 == 0 ? ASKED : ASKED.subList(0, 5);
        for (AttributeKey key : asked) {
            ByteSlice value = row.attribute(key);
            found.add(value == null ? "none" : latin(value));
        }
        for (int k = 0; k < asked.size(); k++) {
            String first = "none";
            for (int i = row.attributeCount() - 1; i >= 0; i--) {
                first = latin(row.attributeKey(i)).equals(KEYS.get(k)) ? latin(row.attributeValue(i)) : first;
            }
            assertThat(found.get(k)).isEqualTo(first);
        }
    }

    private static String show(GtfRecord row) {
        checkLookups(row);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < row.attributeCount(); i++) {
            pairs.add(latin(row.attributeKey(i)) + "=" + latin(row.attributeValue(i)));
        }
        return row.lineNumber() + " "
                + String.join(
                        "|",
                        latin(row.contigBytes()),
                        latin(row.sourceBytes()),
                        latin(row.typeBytes()),
                        row.start() + "-" + row.end(),
                        row.hasScore() ? String.valueOf(row.score()) : ".",
                        row.strand().toString(),
                        row.hasFrame() ? String.valueOf(row.frame()) : ".",
                        pairs.toString());
    }

    private static String latin(ByteSlice slice) {
        return new String(slice.toByteArray(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void readsAnyTextAsThePlainParserDoes(GtfDialect dialect) throws IOException {
        for (int seed = 0; seed < 700; seed++) {
            byte[] content = new RandomRows(seed, dialect).document(1 + seed % 40);
            List<String> expected = new PlainGtf(dialect, Set.of()).read(content);
            int blockSize = BLOCK_SIZES[seed % BLOCK_SIZES.length];
            assertThat(read(content, dialect, blockSize)).as("seed " + seed).isEqualTo(expected);
            assertThat(read(content, dialect, 1 << 18)).as("seed " + seed).isEqualTo(expected);
        }
    }

    /** What {@link RowTemplate} takes from the row before is what the row has. */
    @Test
    void readsRowsThatRepeatEachOtherAsThePlainParserDoes() throws IOException {
        int[] blockSizes = {1, 100, 500, 1000, 3000, 1 << 18};
        for (int seed = 0; seed < 1500; seed++) {
            byte[] content = new RepeatingRows(seed).document(1 + seed % 60);
            List<String> expected = new PlainGtf(GtfDialect.GTF, Set.of()).read(content);
            assertThat(read(content, GtfDialect.GTF, blockSizes[seed % blockSizes.length]))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesOverOtherTypesAsThePlainParserDoes(GtfDialect dialect) throws IOException {
        String[][] wanted = {{"gene"}, {"transcript"}, {"exon", "CDS"}, {"five_prime_utr", "gene"}, {"nothing"}};
        for (int seed = 0; seed < 700; seed++) {
            byte[] content = new RandomRows(seed, dialect).document(1 + seed % 40);
            String[] types = wanted[seed % wanted.length];
            List<String> expected = new PlainGtf(dialect, Set.of(types)).read(content);
            int blockSize = BLOCK_SIZES[(seed / 5) % BLOCK_SIZES.length];
            assertThat(read(content, dialect, blockSize, types))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesARecordOrAFindingForAnyBytes(GtfDialect dialect) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] content = new byte[random.nextInt(300)];
            random.nextBytes(content);
            for (int k = 0; k < content.length; k += 1 + random.nextInt(9)) {
                content[k] = (byte) "\t\n\t\"; =1+.".charAt(random.nextInt(10));
            }
            List<String> expected = new PlainGtf(dialect, Set.of()).read(content);
            assertThat(read(content, dialect, 1 + random.nextInt(400)))
                    .as("case " + i)
                    .isEqualTo(expected);
        }
    }
}
