package omega.genomics.service;

/** A parameter of a request that cannot be used; the message is for the client. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;

    BadRequestException(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
