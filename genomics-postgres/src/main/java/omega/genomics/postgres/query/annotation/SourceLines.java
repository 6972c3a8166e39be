package omega.genomics.postgres.query.annotation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import omega.genomics.vcf.VcfReader;
import omega.genomics.vcf.normalize.AlleleNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * The variants of a dataset at the positions of a file, as VCF text. The file has a reader of its own here. A thread takes the next
 * positions from it and looks them up, ahead of the annotator. For a file of more than some batches, a second thread does the same on a
 * second connection, if there is one: whoever takes positions puts a promise of their text into the queue, so that texts keep the order of the
 * file.
 *
 * <p>Nobody waits for the second connection: the first goes on until it is there, and after a second it is not wanted any more.
 */
final class SourceLines extends BlockStream {
    /** How many texts are ahead of the annotator, of those that are being looked up too. */
    private static final int AHEAD = 3;
    /** A file that asks for fewer positions is done before a second connection would help. */
    private static final int POSITIONS_OF_ONE = 4 * WantedPositions.BATCH;

    private static final long PATIENCE_MILLIS = 1000;
    private static final byte[] END = {};

    private final VcfReader file;
    private final SourceColumns columns;
    private final SecondLookup second;
    private final BlockingQueue<Promise> promises = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reading;

    private final ReentrantLock taking = new ReentrantLock();
    /** Guarded by {@code taking}. */
    private final WantedPositions positions;

    private volatile boolean isComplete;

    /** Of the first thread; read by others after it has ended. */
    private int wanted;

    private final AtomicReference<Second> state = new AtomicReference<>(Second.ABSENT);
    private volatile @Nullable Thread helping;
    private boolean isOver;

    /** What the second thread does: once it is at work, it is waited for; one that waits for a connection is not. */
    private enum Second {
        ABSENT,
        WAITING,
        AT_WORK,
        UNWANTED
    }

    /** Text that will be there, or why there is none. */
    private record Promise(WantedPositions.@Nullable Batch batch, CompletableFuture<byte[]> text) {}

    /**
     * Prepares the text.
     *
     * @param file before its first record
     * @param bytesRead how many bytes of it are kept for another reader, in all
     * @param header INFO and FILTER lines of the dataset
     * @param first knows contigs by any of their names, as the second does
     */
    SourceLines(
            VcfReader file,
            LongSupplier bytesRead,
            List<String> header,
            SourceLookup first,
            SecondLookup second,
            SourceColumns columns,
            @Nullable AlleleNormalizer normalizer) {
        super(heading(header));
        this.file = file;
        this.columns = columns;
        this.second = second;
        this.reading = new Thread(() -> lookUpFirst(first), "annotation-source");
        this.positions = new WantedPositions(file, bytesRead, normalizer);
    }

    private static byte[] heading(List<String> header) {
        StringBuilder text = new StringBuilder("##fileformat=VCFv4.3\n");
        Set<String> ids = new HashSet<>();
        for (String line : header) {
            if (line.matches("##(INFO|FILTER)=<ID=.*") && ids.add(line.replaceFirst(",.*", ""))) {
                text.append(line).append('\n');
            }
        }
        return text.append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    // ---- read by the annotator -----------------------------------------------------------------------------------

    @Override
    byte @Nullable [] nextBlock() throws IOException {
        if (isOver) {
            return null;
        }
        if (reading.getState() == Thread.State.NEW) {
            reading.start();
        }
        byte[] text;
        try {
            text = promises.take().text().get();
        } catch (InterruptedException e) {
            isOver = true;
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the dataset");
        } catch (ExecutionException e) {
            isOver = true; // nothing follows that one could wait for
            throw rethrown(e.getCause());
        }
        isOver = text == END;
        return isOver ? null : text;
    }

    private static IOException rethrown(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return failure instanceof IOException e ? e : new IOException(failure);
    }

    /** Waits for the threads, so that neither a connection nor the file is in use afterwards. */
    @Override
    public void close() {
        isComplete = true;
        boolean isInterrupted = ended(reading);
        giveUpWaiting();
        Thread other = helping;
        if (other != null && state.get() == Second.AT_WORK) {
            isInterrupted |= ended(other);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    private static boolean ended(Thread thread) {
        thread.interrupt();
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        return isInterrupted;
    }

    // ---- looked up ahead -----------------------------------------------------------------------------------------

    private void lookUpFirst(SourceLookup source) {
        try {
            try {
                lookUp(source, this::askForSecond);
            } catch (RuntimeException | Error e) {
                isComplete = true;
                promises.put(new Promise(null, CompletableFuture.failedFuture(e)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookUp(SourceLookup source, Runnable beforeEach) throws InterruptedException {
        SourceText text = new SourceText(source, columns);
        while (true) {
            beforeEach.run();
            Promise promise = taken();
            if (promise.batch() == null) {
                return;
            }
            try {
                promise.text().complete(text.of(promise.batch()));
            } catch (IOException | RuntimeException | Error e) {
                isComplete = true;
                promise.text().completeExceptionally(e);
                return;
            }
        }
    }

    /** Takes positions and promises their text, in one step; without positions at the end. */
    private Promise taken() throws InterruptedException {
        taking.lockInterruptibly();
        try {
            if (isComplete) {
                return new Promise(null, new CompletableFuture<>());
            }
            Promise promise = next();
            promises.put(promise);
            return promise;
        } finally {
            taking.unlock();
        }
    }

    private Promise next() {
        try {
            WantedPositions.Batch batch = positions.next();
            isComplete = batch == null;
            wanted += batch == null ? 0 : batch.positions().length;
            return batch == null
                    ? new Promise(null, CompletableFuture.completedFuture(END))
                    : new Promise(batch, new CompletableFuture<>());
        } catch (RuntimeException | Error e) {
            isComplete = true;
            return new Promise(null, CompletableFuture.failedFuture(e));
        }
    }

    // ---- the second connection -----------------------------------------------------------------------------------

    private void askForSecond() {
        if (state.get() != Second.ABSENT || wanted < POSITIONS_OF_ONE) {
            return;
        }
        SecondLookup.Ready ready = second.prepare();
        if (ready != null) {
            state.set(Second.WAITING);
            Thread thread = new Thread(() -> lookUpSecond(ready), "annotation-source-2");
            thread.setDaemon(true); // may be waiting for a connection longer than anybody needs it
            helping = thread;
            thread.start();
            CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::giveUpWaiting);
        }
    }

    private void lookUpSecond(SecondLookup.Ready ready) {
        try {
            ready.run(() -> state.compareAndSet(Second.WAITING, Second.AT_WORK), source -> lookUp(source, () -> {}));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A second connection that comes later is given back at once. */
    private void giveUpWaiting() {
        Thread waiting = helping;
        if (waiting != null && state.compareAndSet(Second.WAITING, Second.UNWANTED)) {
            waiting.interrupt();
        }
    }
}
