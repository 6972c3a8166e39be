package omega.genomics.vcf.annotate;

import omega.genomics.internal.scan.ByteSearch;

/** Values with commas between. */
final class ListText {
    private ListText() {}

    /** Whether a value is nothing but dots and commas. */
    static boolean isMissing(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != '.' && bytes[i] != ',') {
                return false;
            }
        }
        return true;
    }

    /** Returns where an element of a list begins. */
    static int element(byte[] bytes, int start, int end, int index) {
        int at = start;
        for (int i = 0; i < index; i++) {
            at = ByteSearch.find(bytes, at, end, (byte) ',') + 1;
        }
        return at;
    }
}
