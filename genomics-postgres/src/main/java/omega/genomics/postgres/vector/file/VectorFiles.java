package omega.genomics.postgres.vector.file;

import java.util.Objects;
import omega.genomics.io.InputSource;

/** Opens files of vectors: tables and matrices of NumPy. */
public final class VectorFiles {
    private VectorFiles() {}

    /**
     * Returns options, to open files with other limits.
     *
     * @return the defaults
     */
    public static Options options() {
        return Options.DEFAULTS;
    }

    /**
     * Opens a table: a gene's name, a tab, and its values, separated by tabs, or by blanks or commas, in brackets or not. A
     * first line whose second field is no number is taken for a header.
     *
     * @param source UTF-8 text, compressed or not
     * @return the vectors; nothing is read yet
     */
    public static VectorFile tsv(InputSource source) {
        return Options.DEFAULTS.tsv(source);
    }

    /**
     * Opens a matrix of NumPy with a row a gene: versions 1 to 3 of the format, {@code f4} or {@code f8} in either byte order, C
     * or Fortran order. A matrix in Fortran order is held in memory whole; {@link Options} limits its size.
     *
     * @param matrix the {@code .npy} file
     * @param names a text with a gene's name a line, in the order of the rows
     * @return the vectors; nothing is read yet
     */
    public static VectorFile npy(InputSource matrix, InputSource names) {
        return Options.DEFAULTS.npy(matrix, names);
    }

    /** Limits of reading a {@link VectorFile}. Immutable: each method returns changed options. */
    public static final class Options {
        private static final int MOST_DIMENSIONS = 16_000;

        private static final Options DEFAULTS = new Options(new VectorLimits(
                MOST_DIMENSIONS, 1 << 22, Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 4)));

        private final VectorLimits limits;

        private Options(VectorLimits limits) {
            this.limits = limits;
        }

        /**
         * Limits the number of values of a vector.
         *
         * @param values 1 or more; 16,000 by default, the most that the database stores
         * @return changed options
         * @throws IllegalArgumentException if it is less than 1
         */
        public Options maxDimension(int values) {
            return new Options(
                    new VectorLimits((int) checked(values), limits.maxLineLength(), limits.maxMatrixBytes()));
        }

        /**
         * Limits the length of a line of a table, or of a list of names.
         *
         * @param bytes 1 or more; 4 MB by default
         * @return changed options
         * @throws IllegalArgumentException if it is less than 1
         */
        public Options maxLineLength(int bytes) {
            return new Options(new VectorLimits(limits.maxDimension(), (int) checked(bytes), limits.maxMatrixBytes()));
        }

        /**
         * Limits the memory of a matrix in Fortran order, which is read whole before its first row is known: rows × columns × 4 bytes.
         * A matrix in C order is read row by row and has no limit.
         *
         * @param bytes 1 or more; a quarter of the heap by default
         * @return changed options
         * @throws IllegalArgumentException if it is less than 1
         */
        public Options maxMatrixBytes(long bytes) {
            return new Options(new VectorLimits(limits.maxDimension(), limits.maxLineLength(), checked(bytes)));
        }

        private static long checked(long limit) {
            if (limit < 1) {
                throw new IllegalArgumentException("expected a limit of 1 or more, found " + limit);
            }
            return limit;
        }

        /**
         * Opens a table with these options; see {@link VectorFiles#tsv}.
         *
         * @param source UTF-8 text, compressed or not
         * @return the vectors; nothing is read yet
         */
        public VectorFile tsv(InputSource source) {
            return new TsvVectors(Objects.requireNonNull(source, "source"), limits);
        }

        /**
         * Opens a matrix of NumPy with these options; see {@link VectorFiles#npy}.
         *
         * @param matrix the {@code .npy} file
         * @param names a text with one gene's name per line, in the order of the rows
         * @return the vectors; nothing is read yet
         */
        public VectorFile npy(InputSource matrix, InputSource names) {
            return new NpyVectors(
                    Objects.requireNonNull(matrix, "matrix"), Objects.requireNonNull(names, "names"), limits);
        }

        /** Returns the limits. */
        @Override
        public String toString() {
            return "maxDimension=" + limits.maxDimension() + ", maxLineLength=" + limits.maxLineLength()
                    + ", maxMatrixBytes=" + limits.maxMatrixBytes();
        }
    }
}
