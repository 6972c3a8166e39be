package omega.genomics.postgres.vector.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import omega.genomics.ParseException;
import omega.genomics.io.InputSource;
import omega.genomics.testing.MutationRun;

/** Gives mutated files to the readers of vectors, as {@link MutationRun} says; run in a JVM of its own with a small heap. */
final class MutatedVectors {
    private static final byte[] NAMES = "A\nB\n".getBytes(US_ASCII);

    private MutatedVectors() {}

    public static void main(String[] arguments) throws IOException {
        MutationRun run =
                new MutationRun(thrown -> thrown instanceof ParseException || thrown instanceof UncheckedIOException);
        List<byte[]> matrices = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            for (String type : List.of("<f4", ">f4", "<f8", ">f8")) {
                matrices.add(npy(version, type, false));
                matrices.add(npy(version, type, true));
            }
        }
        run.add(
                "npy",
                matrices,
                input -> VectorFiles.npy(source(input), InputSource.of("names", NAMES))
                        .forEach((gene, vector) -> {}));
        byte[] matrix = npy(1, "<f4", false);
        run.add(
                "npy-names",
                List.of(NAMES),
                input -> VectorFiles.npy(InputSource.of("m.npy", matrix), source(input))
                        .forEach((gene, vector) -> {}));
        run.add(
                "vector-table",
                List.of("gene\td0\nA\t1\t2\n\nB\t1 2\nC\t1,2\nD\t[1, 2]\n".getBytes(US_ASCII)),
                input -> VectorFiles.tsv(source(input)).forEach((gene, vector) -> {}));
        System.exit(run.run() == 0 ? 0 : 1);
    }

    private static InputSource source(byte[] input) {
        return InputSource.of("mutated", input).threads(1);
    }

    private static byte[] npy(int version, String type, boolean fortran) {
        String header =
                "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (2, 3), }\n";
        int size = type.charAt(2) - '0';
        ByteBuffer file = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + header.length() + 6 * size);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        file.order(ByteOrder.LITTLE_ENDIAN);
        if (version == 1) {
            file.putShort((short) header.length());
        } else {
            file.putInt(header.length());
        }
        file.put(header.getBytes(US_ASCII));
        file.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        while (file.hasRemaining()) {
            if (size == Float.BYTES) {
                file.putFloat(0.5f);
            } else {
                file.putDouble(0.5);
            }
        }
        return file.array();
    }
}
