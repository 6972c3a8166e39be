package omega.genomics.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import omega.genomics.ByteSlice;
import omega.genomics.testing.DatabaseTest;
import omega.genomics.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DatabaseTest
class BinaryCopyWriterTest {
    private static final String COPY = "COPY every_type FROM STDIN (FORMAT binary)";
    private static final int COLUMNS = 9;

    @BeforeEach
    void createTable(TestDatabase database) throws SQLException {
        database.execute("DROP TABLE IF EXISTS every_type;"
                + "CREATE TABLE every_type (i int, l bigint, r real, d double precision, b boolean, t text, j jsonb,"
                + " ia int[], ta text[])");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1 << 20})
    void serverReadsWhatWasPutWhateverTheBlockSize(int blockSize, TestDatabase database) throws SQLException {
        copy(database, blockSize, writer -> {
            writer.startRow(COLUMNS);
            writer.putInt(Integer.MIN_VALUE);
            writer.putLong(Long.MAX_VALUE);
            writer.putFloat(1.5f);
            writer.putDouble(Double.NEGATIVE_INFINITY);
            writer.putBoolean(true);
            writer.putText("naïve 𝄞 \t\"");
            writer.beginJsonb();
            writer.append("{\"k\": [\"ä\", 1]}");
            writer.endField();
            writer.putInts(new int[] {-1, 2});
            writer.putTexts(List.of("", "a,b", "ü"));
            writer.startRow(COLUMNS);
            for (int i = 0; i < COLUMNS - 1; i++) {
                writer.putNull();
            }
            writer.putTexts(List.of());
            writer.startRow(COLUMNS);
            for (int i = 0; i < 5; i++) {
                writer.putNull();
            }
            writer.putText(ByteSlice.of("xBRCA2x").subSequence(1, 6));
            writer.putNull();
            writer.putInts(new int[0]);
            writer.putNull();
        });
        assertThat(database.rows("SELECT * FROM every_type"))
                .containsExactly(
                        "-2147483648|9223372036854775807|1.5|-Infinity|t|naïve 𝄞 \t\"|{\"k\": [\"ä\", 1]}|{-1,2}|{\"\",\"a,b\",ü}",
                        "null|null|null|null|null|null|null|null|{}",
                        "null|null|null|null|null|BRCA2|null|null|null");
    }

    @Test
    void growsForARowLongerThanItsBlock(TestDatabase database) throws SQLException {
        copy(database, 16, writer -> {
            writer.startRow(COLUMNS);
            for (int i = 0; i < 5; i++) {
                writer.putNull();
            }
            writer.putText("G".repeat(100_000));
            writer.putNull();
            writer.putNull();
            writer.putNull();
        });
        assertThat(database.value("SELECT length(t) FROM every_type")).isEqualTo("100000");
    }

    @Test
    void writesOnAfterItsMemoryWasGivenBack() {
        List<byte[]> blocks = new ArrayList<>();
        BinaryCopyWriter writer = new BinaryCopyWriter(
                (block, length) -> {
                    blocks.add(Arrays.copyOf(block, length));
                    return block;
                },
                64);
        for (int row = 0; row < 3; row++) {
            writer.startRow(1);
            writer.putInt(row);
            writer.release();
            writer.release();
        }
        writer.startRow(1);
        writer.putText("G".repeat(1_000));
        writer.release();

        assertThat(writer.rows()).isEqualTo(4);
        assertThat(blocks).extracting(block -> block.length).containsExactly(10, 10, 10, 1_006);
        assertThat(ByteBuffer.wrap(blocks.get(2)).getInt(6)).isEqualTo(2);
    }

    /** Closing a COPY stream would otherwise end it with success, and half a file would be committed. */
    @Test
    void leavesNothingWhenClosedBeforeTheEnd(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(true);
            try (CopyTarget target = CopyTarget.open(connection, COPY)) {
                target.write(new byte[] {0, 9}, 0, 2);
            }
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(database.value("SELECT count(*) FROM every_type")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 1 << 20})
    void asciiIsPutInOneGo(int blockSize, TestDatabase database) throws SQLException {
        byte[] text = "TP53\tnaïve\t\0".getBytes(StandardCharsets.UTF_8);
        copy(database, blockSize, writer -> {
            for (int length = 0; length <= 4; length++) {
                writer.startRow(COLUMNS);
                for (int i = 0; i < 5; i++) {
                    writer.putNull();
                }
                assertThat(writer.putIfAscii(text, 0, length)).isTrue();
                writer.putNull();
                writer.putNull();
                assertThat(writer.putIfAscii(text, 5, 5)).as("ï").isFalse();
                assertThat(writer.putIfAscii(text, text.length - 1, 1))
                        .as("NUL")
                        .isFalse();
                writer.putTexts(List.of("the column is still to be put"));
            }
        });
        assertThat(database.rows("SELECT t, ta[1] FROM every_type ORDER BY t"))
                .containsExactly(
                        "|the column is still to be put",
                        "T|the column is still to be put",
                        "TP|the column is still to be put",
                        "TP5|the column is still to be put",
                        "TP53|the column is still to be put");
    }

    @Test
    void refusesARowWithTooFewOrTooManyColumns() {
        BinaryCopyWriter writer = new BinaryCopyWriter((block, length) -> block);
        writer.startRow(2);
        writer.putInt(1);
        assertThatThrownBy(writer::flush)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("row 1 lacks 1 columns");
        writer.putInt(2);
        assertThatThrownBy(() -> writer.putInt(3)).isInstanceOf(IllegalStateException.class);
    }

    private interface Rows {
        void writeTo(BinaryCopyWriter writer);
    }

    private static void copy(TestDatabase database, int blockSize, Rows rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                CopyTarget target = CopyTarget.open(connection, COPY)) {
            assertThat(statement).isNotNull();
            BinaryCopyWriter writer = new BinaryCopyWriter(
                    (block, length) -> {
                        try {
                            target.write(block, 0, length);
                            return block;
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    blockSize);
            rows.writeTo(writer);
            writer.flush();
            assertThat(target.finish()).isEqualTo(writer.rows());
        }
    }

    /** The last rows are kept, changed and taken out while the block before them is handed on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsThatAreKeptCanBeChanged(int seed) {
        Random random = new Random(seed);
        StringBuilder sent = new StringBuilder();
        boolean isSame = random.nextBoolean();
        BinaryCopyWriter writer = new BinaryCopyWriter(
                (block, length) -> {
                    sent.append(texts(block, length));
                    return isSame ? block : new byte[1024];
                },
                1024);
        List<String> expected = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int kept = random.nextInt(4);
            int from = Math.max(0, places.size() - kept);
            while (from < places.size() && !writer.holds(places.get(from))) {
                from++;
            }
            writer.keepFrom(from == places.size() ? Long.MAX_VALUE : places.get(from));
            writer.mark();
            places.add(writer.position());
            expected.add(i + "x".repeat(random.nextInt(60)));
            writer.startRow(1);
            writer.putText(expected.get(expected.size() - 1));
            int row = from + random.nextInt(places.size() - from);
            long place = places.get(row);
            long next = row + 1 == places.size() ? writer.position() : places.get(row + 1);
            long by = 0;
            switch (random.nextInt(3)) {
                case 0 -> {
                    writer.remove(place, next);
                    by = place - next;
                    places.remove(row);
                    expected.remove(row);
                    row--;
                }
                case 1 -> {
                    String other = "y".repeat(random.nextInt(60));
                    byte[] bytes = row(other);
                    writer.replace(place, next, bytes, bytes.length);
                    by = bytes.length - (next - place);
                    expected.set(row, other);
                }
                default -> {}
            }
            for (int behind = row + 1; behind < places.size(); behind++) {
                places.set(behind, places.get(behind) + by);
            }
        }
        writer.flush();

        assertThat(sent.toString()).isEqualTo(String.join("\n", expected) + "\n");
        assertThat(writer.rows()).isEqualTo(expected.size());
    }

    private static byte[] row(String text) {
        byte[][] row = new byte[1][];
        BinaryCopyWriter writer = new BinaryCopyWriter((block, length) -> {
            row[0] = Arrays.copyOf(block, length);
            return block;
        });
        writer.startRow(1);
        writer.putText(text);
        writer.flush();
        return row[0];
    }

    private static String texts(byte[] block, int length) {
        StringBuilder texts = new StringBuilder();
        ByteBuffer rows = ByteBuffer.wrap(block, 0, length);
        while (rows.hasRemaining()) {
            assertThat(rows.getShort()).isEqualTo((short) 1);
            byte[] text = new byte[rows.getInt()];
            rows.get(text);
            texts.append(new String(text, StandardCharsets.UTF_8)).append('\n');
        }
        return texts.toString();
    }

    @Test
    void refusesTheOffsetOfARowThatIsHandedOn() {
        BinaryCopyWriter writer = new BinaryCopyWriter((block, length) -> block, 16);
        long first = writer.position();
        writer.startRow(1);
        writer.putInt(1);
        writer.flush();

        assertThat(writer.holds(first)).isFalse();
        assertThatThrownBy(() -> writer.offset(first)).isInstanceOf(IllegalArgumentException.class);
    }
}
