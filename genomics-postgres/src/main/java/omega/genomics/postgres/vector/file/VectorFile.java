package omega.genomics.postgres.vector.file;

import java.io.IOException;
import java.util.List;
import omega.genomics.io.InputSource;

/**
 * Vectors made elsewhere, each under the name of its gene.
 *
 * <pre>{@code
 * VectorFiles.tsv(InputSource.of(path));
 * VectorFiles.npy(InputSource.of(matrix), InputSource.of(names));
 * }</pre>
 *
 * <p>Holds nothing open between readings: a file may be read again, from any thread; a stream only once.
 */
public interface VectorFile {
    /** Receives a vector. */
    @FunctionalInterface
    interface Action {
        /**
         * Takes a vector.
         *
         * @param gene the name it stands under
         * @param vector the action's own
         */
        void accept(String gene, float[] vector);
    }

    /**
     * Returns the file the vectors are in.
     *
     * @return its source
     */
    InputSource source();

    /**
     * Returns all files the vectors are read from.
     *
     * @return the source, and the list of names if it is a file of its own
     */
    default List<InputSource> sources() {
        return List.of(source());
    }

    /**
     * Returns the same vectors, read from other sources: a load reads its files through sources that show its progress and end when it
     * is cancelled.
     *
     * @param sources as many as {@link #sources()} returns, in the same order
     * @return the vectors; nothing is read yet
     */
    VectorFile from(List<InputSource> sources);

    /**
     * Reads all vectors, one after the other, all of one dimension.
     *
     * @param action receives each, on this thread
     * @throws IOException if a file cannot be read
     * @throws omega.genomics.ParseException if it breaks its format or a limit, with the place; earlier vectors were passed on
     */
    void forEach(Action action) throws IOException;
}
