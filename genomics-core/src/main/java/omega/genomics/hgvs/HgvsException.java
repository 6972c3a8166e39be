package omega.genomics.hgvs;

import java.util.Objects;

/** Thrown when a name is well formed, but cannot be converted: its positions or bases do not fit the sequence, or are not known. */
public final class HgvsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what was expected and what was found
     */
    public HgvsException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
