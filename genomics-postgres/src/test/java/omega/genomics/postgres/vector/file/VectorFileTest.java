package omega.genomics.postgres.vector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorFileTest {
    private static final float[][] MATRIX = {{1, 2, 3}, {-4, 0.5f, 6}};

    @ParameterizedTest
    @CsvSource({
        "1, <f4, False",
        "1, >f4, False",
        "1, <f8, True",
        "2, >f8, False",
        "2, <f4, True",
        "3, <f8, False",
        "3, >f4, True"
    })
    void readsEveryVersionTypeAndOrder(int version, String type, String fortran) throws IOException {
        byte[] file = npy(version, type, Boolean.parseBoolean(fortran.toLowerCase(java.util.Locale.ROOT)));
        Map<String, float[]> read = read(VectorFiles.npy(InputSource.of("m.npy", file), names("A\nB\n")));
        assertThat(read.get("A")).containsExactly(MATRIX[0]);
        assertThat(read.get("B")).containsExactly(MATRIX[1]);
    }

    @Test
    void countsEmptyLines() throws IOException {
        String gap = "\n".repeat(100_000);
        String table = gap + "A\t1\t2\n" + gap + "\r\n \n" + "B\t3\t4\n" + gap;
        assertThat(read(VectorFiles.tsv(names(table)))).containsOnlyKeys("A", "B");
        assertThat(read(VectorFiles.npy(
                        InputSource.of("m.npy", npy(1, "<f4", false)), names(gap + "A" + gap + " \nB" + gap))))
                .containsOnlyKeys("A", "B");
        assertThatThrownBy(() -> read(VectorFiles.tsv(names(table + "C"))))
                .hasMessageContaining("names:300005:1: vector: expected the name of a gene");
    }

    @Test
    void saysWhatIsWrongWithAMatrix() {
        byte[] good = npy(1, "<f4", false);
        refuses(
                "NUMPY".getBytes(StandardCharsets.US_ASCII),
                "m.npy: byte 0: npy: expected a file that starts with \\x93NUMPY");
        refuses(npy(1, "<i8", false), "expected values of type f4 or f8, found <i8 (convert with astype('float32'))");
        refuses(Arrays.copyOf(good, good.length - 2), "expected 2 × 3 values, found the end of the file");
        refuses(Arrays.copyOf(good, good.length + 1), "expected the end of the file after the last value");
        byte[] version9 = good.clone();
        version9[6] = 9;
        refuses(version9, "expected version 1, 2 or 3 of the format, found 9");
        assertThatThrownBy(() -> read(VectorFiles.npy(InputSource.of("m.npy", good), names("A\nB\nC\n"))))
                .hasMessageContaining("names:3: vector: expected 2 names, as many as m.npy has rows, found more");
        assertThatThrownBy(() -> read(VectorFiles.npy(InputSource.of("m.npy", good), names("A\n"))))
                .hasMessageContaining("names:1: vector: expected 2 names, as many as m.npy has rows, found 1");
        byte[] inHeader = Arrays.copyOf(good, 20);
        refuses(inHeader, "m.npy: byte 20: npy: expected a header of ");
    }

    /** What the header promises is not believed: 80 bytes must not ask for gigabytes. */
    @ParameterizedTest
    @CsvSource({
        "'2147483647, 2147483647'",
        "'2, 2147483647'",
        "'2147483647, 2'",
        "'4294967295, 2'",
        "'2, 99999999999'",
        "'2, -3'",
        "'2, 0'",
        "'2, 16001'",
        "'2, 60000000'",
        "'2, 0x10'",
        "'2, 3.0'",
        "'2,'",
        "'2, ,3'",
        "'2, ٣'"
    })
    void survivesHostileShapes(String shape) {
        for (String type : List.of("<f4", ">f8")) {
            for (boolean fortran : new boolean[] {true, false}) {
                byte[] file = npy(1, type, fortran, shape);
                assertThatThrownBy(() -> read(VectorFiles.npy(InputSource.of("m.npy", file), names("A\nB\n"))))
                        .isInstanceOf(ParseException.class);
            }
        }
    }

    @Test
    void limitsWhatIsHeldInMemory() throws IOException {
        byte[] fortran = npy(1, "<f8", true);
        InputSource matrix = InputSource.of("m.npy", fortran);
        VectorFiles.Options options = VectorFiles.options();
        assertThat(read(options.maxMatrixBytes(24).npy(matrix, names("A\nB\n"))))
                .hasSize(2);
        assertThatThrownBy(() -> read(options.maxMatrixBytes(23).npy(matrix, names("A\nB\n"))))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(
                        "at most 23 bytes (the option maxMatrixBytes) or one in C order, found a shape of 2 × 3");
        assertThatThrownBy(() -> read(options.maxDimension(2).npy(matrix, names("A\nB\n"))))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(
                        "expected at most 2 values per vector (the option maxDimension), found a shape of 2 × 3");
        assertThatThrownBy(() -> read(options.maxLineLength(3).npy(matrix, names("A\nBRCA\n"))))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("names:2: vector: expected lines of at most 3 bytes (the option maxLineLength)");
        InputSource table = names("A\t1\t2\t3\n");
        assertThat(read(options.maxLineLength(7).maxDimension(3).tsv(table))).hasSize(1);
        assertThatThrownBy(() -> read(options.maxLineLength(6).tsv(table)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("names:1: vector: expected lines of at most 6 bytes");
        assertThatThrownBy(() -> read(options.maxDimension(2).tsv(table)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(
                        "names:1:7: vector: expected at most 2 values per vector (the option maxDimension)");
        assertThatThrownBy(() -> options.maxDimension(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void refusesNamesThatPostgresCannotStore(int kind) {
        String end = kind == 0 ? "\t1\n" : "\n";
        for (String name : List.of("A\0B", "é".repeat(1301))) {
            InputSource text = names("A" + end + name + end);
            VectorFile file = kind == 0
                    ? VectorFiles.tsv(text)
                    : VectorFiles.npy(InputSource.of("m.npy", npy(1, "<f4", false)), text);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("names:2:" + (name.startsWith("A") ? 2 : 1) + ": vector: expected ");
        }
    }

    /** A thousandth of its size when compressed, a line would take the heap. */
    @Test
    void refusesLinesOfHostileLength() {
        InputSource endless = InputSource.of("v", new InputStream() {
            @Override
            public int read() {
                return '1';
            }
        });
        assertThatThrownBy(() -> read(VectorFiles.tsv(endless)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("v:1: vector: expected lines of at most 4194304 bytes");
    }

    private static void refuses(byte[] file, String message) {
        assertThatThrownBy(() -> read(VectorFiles.npy(InputSource.of("m.npy", file), names("A\nB\n"))))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsTablesOfAnyCommonShape() throws IOException {
        Map<String, float[]> read = read(VectorFiles.tsv(InputSource.of(
                "v", "gene\td0\nA\t1\t2\n\nB\t1 2\nC\t1,2\nD\t[1, 2]\r\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(read.keySet()).containsExactly("A", "B", "C", "D");
        read.values().forEach(vector -> assertThat(vector).containsExactly(1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A→1→2\\nB→1      | v:2: vector: expected 2 values as before, found 1
                    A→1→2\\nB→1→2→3  | v:2: vector: expected 2 values as before, found 3
                    A→1→2\\nB→1, x   | v:2:6: vector: expected a finite number as value 2, found "x"
                    A→1\\nB→,1       | v:2:3: vector: expected a finite number as value 1, found ""
                    A→1\\nB→x        | v:2:3: vector: expected a finite number as value 1, found "x"
                    A→1\\nB→NaN      | v:2:3: vector: expected a finite number as value 1, found "NaN"
                    A→1\\nB 1        | v:2:1: vector: expected the name of a gene, a tab and values, found "B 1"
                    """)
    void saysWhereATableBreaks(String text, String message) {
        InputSource source =
                InputSource.of("v", text.replace("\\n", "\n").replace('→', '\t').getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(VectorFiles.tsv(source)))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, float[]> read(VectorFile file) throws IOException {
        Map<String, float[]> read = new LinkedHashMap<>();
        file.forEach(read::put);
        return read;
    }

    private static InputSource names(String text) {
        return InputSource.of("names", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] npy(int version, String type, boolean fortran) {
        return npy(version, type, fortran, "2, 3");
    }

    private static byte[] npy(int version, String type, boolean fortran, String shape) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }\n";
        int size = type.charAt(2) - '0';
        ByteBuffer file = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + header.length() + 6 * size);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        file.order(ByteOrder.LITTLE_ENDIAN);
        if (version == 1) {
            file.putShort((short) header.length());
        } else {
            file.putInt(header.length());
        }
        file.put(header.getBytes(StandardCharsets.US_ASCII));
        file.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            float value = fortran ? MATRIX[i % 2][i / 2] : MATRIX[i / 3][i % 3];
            if (size == 4) {
                file.putFloat(value);
            } else {
                file.putDouble(value);
            }
        }
        return file.array();
    }
}
