package omega.genomics.postgres.vector.file;

import java.io.IOException;
import java.util.List;
import omega.genomics.io.InputSource;

/**
 * Vectors made elsewhere, each under the name of its gene.
 *
 * <pre>{@code
 * VectorFile.tsv(InputSource.of(path));
 * VectorFile.npy(InputSource.of(matrix), InputSource.of(names));
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
     * Reads all vectors, one after the other, all of one dimension.
     *
     * @param action receives each, on this thread
     * @throws IOException if a file cannot be read
     * @throws omega.genomics.ParseException if it breaks its format or a limit, with the place; earlier vectors were passed on
     */
    void forEach(Action action) throws IOException;

    /**
     * Returns options, to open files with other limits.
     *
     * @return the defaults
     */
    static VectorFileOptions options() {
        return VectorFileOptions.DEFAULTS;
    }

    /**
     * Opens a table: a gene's name, a tab, and its values, separated by tabs, or by blanks or commas, in brackets or not. A
     * first line whose second field is no number is taken for a header.
     *
     * @param source UTF-8 text, compressed or not
     * @return the vectors; nothing is read yet
     */
    static VectorFile tsv(InputSource source) {
        return VectorFileOptions.DEFAULTS.tsv(source);
    }

    /**
     * Opens a matrix of NumPy with a row a gene: versions 1 to 3 of the format, {@code f4} or {@code f8} in either byte order, C
     * or Fortran order. A matrix in Fortran order is held in memory whole; {@link VectorFileOptions} limits its size.
     *
     * @param matrix the {@code .npy} file
     * @param names a text with a gene's name a line, in the order of the rows
     * @return the vectors; nothing is read yet
     */
    static VectorFile npy(InputSource matrix, InputSource names) {
        return VectorFileOptions.DEFAULTS.npy(matrix, names);
    }
}
