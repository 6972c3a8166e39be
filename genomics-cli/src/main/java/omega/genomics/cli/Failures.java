package omega.genomics.cli;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import omega.genomics.ParseException;

/** Says in a line what went wrong. */
public final class Failures {
    private Failures() {}

    public static String describe(Throwable failure) {
        if (failure instanceof ParseException refused) {
            return refused.diagnostic().toString();
        }
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return describe(wrapped.getCause());
        }
        return "genomics: " + reason(failure);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "no such file: " + failure.getMessage();
        }
        if (failure instanceof NotDirectoryException) {
            return "no such folder: " + failure.getMessage();
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "there is a file already: " + failure.getMessage();
        }
        if (failure instanceof AccessDeniedException) {
            return "not allowed to open: " + failure.getMessage();
        }
        if (failure instanceof OutOfMemoryError) {
            return "out of memory: give the JVM more with -Xmx (" + failure.getMessage() + ")";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : firstLine(message) + unknownHost(failure);
    }

    /** The driver keeps the name to the cause of its exception. */
    private static String unknownHost(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(UnknownHostException.class::isInstance)
                .map(unknown -> " No host is known as " + unknown.getMessage() + ".")
                .findFirst()
                .orElse("");
    }

    /** The rest of a long message repeats it for people who read logs; --verbose shows it. A colon announces the cause. */
    private static String firstLine(String message) {
        List<String> lines = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        int last = 0;
        while (lines.get(last).endsWith(":") && last + 1 < lines.size()) {
            last++;
        }
        return String.join(" ", lines.subList(0, last + 1));
    }
}
