package omega.genomics.io;

import java.io.IOException;

/** The compression of an input, detected from its leading bytes and never from its name. */
public enum Compression {
    /** Not compressed, or compressed in a way that this library does not recognize. */
    NONE,
    /** Gzip (RFC 1952), any number of members. */
    GZIP,
    /** Blocked gzip (SAM specification §4.1): gzip whose members record their size, which allows random access. */
    BGZF,
    /** Bzip2, one or more streams. */
    BZIP2,
    /** XZ, one or more streams; needs the library {@code org.tukaani:xz}. */
    XZ,
    /** Zstandard, any number of frames; needs the library {@code com.github.luben:zstd-jni}. */
    ZSTD;

    private static final byte[] XZ_MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
    private static final byte[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};

    /**
     * Returns which decoder inflates BGZF blocks in this process, in a stream that is long enough:
     *
     * <ul>
     *   <li>{@code "GKL"}: the library {@code com.intel.gkl:gkl}, if it is on the class path and runs on this machine
     *       (x86-64 with AVX, Linux or macOS); used from the 64th block of a stream on. Calling this method loads it
     *   <li>{@code "OWN"}: this library's own decoder, once this process has inflated 134 MB and then measured that it
     *       is faster than the JDK's inflater
     *   <li>{@code "JDK"}: the JDK's inflater, until then
     * </ul>
     *
     * <p>All produce the same bytes and the same errors, except that GKL does not detect bytes of a block after the
     * end of its data. On VCF, GKL is two to three times as fast as the JDK's inflater, and this library's decoder 1.4
     * to 2.9 times.
     *
     * @return {@code "GKL"}, {@code "OWN"} or {@code "JDK"}
     */
    public static String bgzfInflater() {
        if (NativeInflater.isAvailable()) {
            return "GKL";
        }
        return InflaterTrial.OF_PROCESS.stage() == InflaterTrial.Stage.WON ? "OWN" : "JDK";
    }

    /** Detects the compression from the leading bytes, without consuming them. */
    static Compression of(StoredBytes stored) throws IOException {
        int n = stored.peek(12);
        if (n >= 2 && stored.at(0) == 0x1f && stored.at(1) == 0x8b) {
            return BgzfBlock.isNext(stored) ? BGZF : GZIP;
        }
        if (n >= 4 && isBzip2(stored, n)) {
            return BZIP2;
        }
        if (n >= XZ_MAGIC.length && stored.startsWith(0, XZ_MAGIC, XZ_MAGIC.length)) {
            return XZ;
        }
        return n >= 4 && isZstd(stored) ? ZSTD : NONE;
    }

    /**
     * Plain text may begin with {@code BZh1}, so the magic number of the first block must follow, as far as there are
     * bytes.
     */
    private static boolean isBzip2(StoredBytes stored, int n) {
        int more = Math.min(n - 4, BZIP2_BLOCK.length);
        return stored.at(0) == 'B'
                && stored.at(1) == 'Z'
                && stored.at(2) == 'h'
                && stored.at(3) >= '1'
                && stored.at(3) <= '9'
                && (stored.startsWith(4, BZIP2_BLOCK, more) || stored.startsWith(4, BZIP2_END, more));
    }

    /** Accepts a frame, or one of the sixteen kinds of skippable frame that parallel writers put first. */
    private static boolean isZstd(StoredBytes stored) {
        int magic = stored.at(0) | stored.at(1) << 8 | stored.at(2) << 16 | stored.at(3) << 24;
        return magic == 0xfd2fb528 || (magic & 0xfffffff0) == 0x184d2a50;
    }
}
