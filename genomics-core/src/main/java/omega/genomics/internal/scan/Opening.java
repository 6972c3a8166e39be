package omega.genomics.internal.scan;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a call throws that opens a source: an {@link IOException} for every failure to read it until the call returns. A reader that it
 * returns throws {@link UncheckedIOException}s afterwards.
 */
public final class Opening {
    private Opening() {}

    /**
     * Opens a source, and may read from it.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Call<T> {
        /**
         * Opens it.
         *
         * @return what came of it
         * @throws IOException if it cannot be read
         */
        T run() throws IOException;
    }

    /**
     * Makes a call.
     *
     * @param call opens a source
     * @param <T> what comes of it
     * @return what came of it
     * @throws IOException if the source cannot be read, whenever that turned out
     */
    public static <T> T checked(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
