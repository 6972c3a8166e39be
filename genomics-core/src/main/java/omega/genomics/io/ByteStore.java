package omega.genomics.io;

import java.io.IOException;

/**
 * Where the bytes of a file are, and of the files beside it that have its name and a suffix, such as its index: the seam for object
 * stores, Hadoop and other storage.
 *
 * <pre>{@code
 * ByteStore store = suffix -> openMyObject("calls.vcf.gz" + suffix);
 * VcfReader reader = VcfReader.options().region(region).open(InputSource.of("calls.vcf.gz", store));
 * }</pre>
 *
 * <p>Files must not change while they are in use. Implementations are thread-safe.
 */
@FunctionalInterface
public interface ByteStore {
    /**
     * Opens a file.
     *
     * @param suffix added to the name of the file: empty for the file itself, {@code .tbi} for its index
     * @return its bytes, closed by the caller
     * @throws java.nio.file.NoSuchFileException if there is none, from this method or from the first read
     * @throws IOException if it cannot be opened
     */
    ByteRanges open(String suffix) throws IOException;
}
