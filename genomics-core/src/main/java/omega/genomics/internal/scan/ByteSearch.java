package omega.genomics.internal.scan;

/** Finds bytes in byte arrays. */
public final class ByteSearch {
    private ByteSearch() {}

    /**
     * Finds the first occurrence of a byte.
     *
     * @param array the bytes
     * @param from first index
     * @param to one past the last index
     * @param b the byte to look for
     * @return its index, or −1
     */
    public static int indexOf(byte[] array, int from, int to, byte b) {
        for (int i = from; i < to; i++) {
            if (array[i] == b) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Finds the last occurrence of a byte.
     *
     * @param array the bytes
     * @param from first index
     * @param to one past the last index
     * @param b the byte to look for
     * @return its index, or −1
     */
    public static int lastIndexOf(byte[] array, int from, int to, byte b) {
        for (int i = to - 1; i >= from; i--) {
            if (array[i] == b) {
                return i;
            }
        }
        return -1;
    }
}
