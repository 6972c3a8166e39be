package omega.genomics.postgres.load.genes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import omega.genomics.ParseException;
import omega.genomics.gtf.assembly.GeneModelAssembler;
import omega.genomics.gtf.assembly.RowCounts;
import omega.genomics.model.Gene;
import omega.genomics.postgres.load.LoadException;
import omega.genomics.postgres.load.run.ProgressMeter;
import org.jspecify.annotations.Nullable;

/**
 * Makes genes of one part of a file on a thread of its own, while the next part is read: two parts are in memory at most.
 * Genes come in the order of the parts. The first failure is thrown to whoever hands over or waits.
 */
final class GeneAssembly implements AutoCloseable {
    private final Consumer<? super Gene> action;
    private final ProgressMeter meter;
    private final ExecutorService thread;
    private final List<RowCounts> counts = new ArrayList<>();
    private @Nullable Future<List<RowCounts>> underWay;

    /** @param action called on the other thread */
    GeneAssembly(Consumer<? super Gene> action, ProgressMeter meter) {
        this.action = action;
        this.meter = meter;
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "genomics-genes");
            made.setDaemon(true);
            return made;
        });
    }

    /** Takes the rows of whole contigs over, once the part before is done. */
    void handOver(GeneModelAssembler part) {
        await();
        underWay = thread.submit(() -> {
            part.forEachGene(action);
            return part.counts();
        });
    }

    /** Waits until everything handed over so far is done. */
    void await() {
        meter.tick();
        Future<List<RowCounts>> part = underWay;
        while (part != null) {
            try {
                counts.addAll(part.get(100, TimeUnit.MILLISECONDS));
                part = null;
            } catch (TimeoutException e) {
                meter.tick();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LoadException("the load was cancelled", true);
            } catch (ExecutionException e) {
                underWay = null;
                throw thrown(e.getCause());
            }
        }
        underWay = null;
    }

    /** Waits until the thread has come to an end with what it does, whatever that is. */
    void settle() {
        try {
            await();
        } catch (ParseException e) {
            // Read again as a whole, the file says the same or something better founded.
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException e) {
            return e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return new IllegalStateException("a thread that makes genes failed", cause);
    }

    /** Returns what became of the rows of all parts that were waited for. */
    List<RowCounts> counts() {
        return counts;
    }

    /** Stops what is under way; nothing is called any more when it returns. */
    @Override
    public void close() {
        thread.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = thread.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
