package omega.genomics.service;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Long answers, long bodies and filter expressions: only so many at a time, of so many bytes, for so long. */
@Component
class Streams {
    private final ServiceProperties limits;
    private final Semaphore slots;

    Streams(ServiceProperties limits) {
        this.limits = limits;
        this.slots = new Semaphore(limits.maxStreams());
    }

    long longestBody() {
        return limits.maxBody().toBytes();
    }

    /** What streams; may fail as a request does. */
    interface Work {
        void run() throws IOException;
    }

    void run(Work work) throws IOException {
        take();
        try {
            work.run();
        } finally {
            slots.release();
        }
    }

    /** Does what may take as long as a stream. */
    <T> T get(Supplier<T> work) {
        take();
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }

    private void take() {
        if (!slots.tryAcquire()) {
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS, limits.maxStreams() + " streams are open; try again later");
        }
    }

    /** Bounds a body: a client that sends too much or too slowly is cut off. */
    InputStream bounded(InputStream body) {
        long deadline = System.nanoTime() + limits.maxStreamTime().toNanos();
        return new FilterInputStream(body) {
            private long left = limits.maxBody().toBytes();

            @Override
            public int read() throws IOException {
                return counted(super.read(), 1);
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = super.read(into, from, length);
                return counted(count, count);
            }

            private int counted(int result, int count) throws IOException {
                left -= result < 0 ? 0 : count;
                if (left < 0) {
                    throw new UncheckedIOException(new IOException(
                            "expected at most " + limits.maxBody().toBytes() + " bytes"));
                }
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException(
                            new IOException("expected the body within " + limits.maxStreamTime()));
                }
                return result;
            }
        };
    }
}
