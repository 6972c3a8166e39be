package omega.genomics.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Integers as gzip and BGZF store them. */
final class LittleEndian {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private LittleEndian() {}

    static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    static int integer(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void put(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }
}
