package omega.genomics.postgres.load.run;

/** A file has to be read again in another way: the run that found that out is forgotten, and another takes its place. */
public class ReadAgainException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ReadAgainException(String message) {
        super(message);
    }
}
