package omega.genomics.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What a thread of its own writes, to be read here; its failure is thrown where its text would go on. */
final class Piped extends InputStream {
    private static final int BUFFER = 1 << 20;

    private final PipedInputStream in = new PipedInputStream(BUFFER);
    private final Thread writing;
    private volatile @Nullable Exception failure;

    /** What writes the text. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    Piped(Writing text) throws IOException {
        PipedOutputStream out = new PipedOutputStream(in);
        writing = new Thread(() -> write(text, out), "piped");
        writing.start();
    }

    private void write(Writing text, PipedOutputStream out) {
        try (out) {
            text.to(out);
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        return one < 0 ? end() : one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = in.read(into, from, length);
        return count < 0 ? end() : count;
    }

    /** At the end the thread has said how it ended, because it closes the pipe before. */
    private int end() throws IOException {
        join();
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof IOException e) {
            throw new UncheckedIOException(e);
        }
        return -1;
    }

    private void join() {
        boolean isInterrupted = false;
        while (writing.isAlive()) {
            try {
                writing.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread, too: it cannot write to a closed pipe. */
    @Override
    public void close() throws IOException {
        in.close();
        writing.interrupt();
        join();
    }
}
