package omega.genomics.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The process's standard output, which remembers why it could not be written to. */
final class StandardOutput extends PrintStream {
    private final Watched watched;

    private StandardOutput(Watched watched) {
        super(new BufferedOutputStream(watched), false, StandardCharsets.UTF_8);
        this.watched = watched;
    }

    static StandardOutput open() {
        return new StandardOutput(new Watched(new FileOutputStream(FileDescriptor.out)));
    }

    /** Nobody reads any more: {@code … | head}. */
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;

        Closed() {
            super("standard output was closed before the whole answer was written");
        }
    }

    /** Ends the work at once: the rest of a whole genome is of no use to a reader who has gone. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        super.write(bytes, offset, length);
        IOException why = watched.failure;
        if (why != null) {
            throw new UncheckedIOException(reason(why));
        }
    }

    /** A full disk or a closed pipe is a failure, not a shorter answer. */
    static void check(PrintStream stdout) throws IOException {
        if (stdout.checkError()) {
            IOException why = stdout instanceof StandardOutput known ? known.watched.failure : null;
            throw why == null ? new Closed() : reason(why);
        }
    }

    private static IOException reason(IOException why) {
        String said = String.valueOf(why.getMessage());
        return said.toLowerCase(Locale.ROOT).contains("pipe")
                ? new Closed()
                : new IOException("standard output could not be written: " + said, why);
    }

    private static final class Watched extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
