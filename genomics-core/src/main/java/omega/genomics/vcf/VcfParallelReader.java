package omega.genomics.vcf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import omega.genomics.Diagnostic;
import omega.genomics.ParseException;
import omega.genomics.internal.scan.BlockReader;
import omega.genomics.internal.scan.LineCursor;
import omega.genomics.internal.scan.RecordReader;
import omega.genomics.io.InputSource;
import omega.genomics.vcf.header.VcfHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a VCF file on several threads: the caller's cuts the text into chunks of whole lines, the others decode them.
 *
 * <pre>{@code
 * try (VcfParallelReader reader = VcfReader.options().openParallel(source, 4)) {
 *     reader.forEachOrdered(record -> record.position() + ":" + record.ref(), System.out::println);
 * }
 * }</pre>
 *
 * <p>Results, diagnostics and exceptions are those of a {@link VcfReader}, in the same order. Memory is bounded by a few
 * chunks a thread. Opened by {@link VcfReader.Options#openParallel}; read once, by one thread.
 */
public final class VcfParallelReader implements AutoCloseable {
    private final LineCursor lines;
    private final VcfHeader fileHeader;
    private final VcfHeader header;
    private final ReadSettings settings;
    private final int threads;
    private final ExecutorService workers;
    private final KeptValues kept;
    private long records;
    private long skipped;

    private VcfParallelReader(LineCursor lines, VcfHeader fileHeader, ReadSettings settings, int threads) {
        this.lines = lines;
        this.fileHeader = fileHeader;
        this.settings = settings;
        List<String> samples = settings.samples(fileHeader);
        this.header = samples == null ? fileHeader : fileHeader.withSamples(samples);
        this.threads = threads;
        this.kept = new KeptValues(settings.brokenValues);
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "vcf-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    static VcfParallelReader open(InputSource source, ReadSettings settings, int threads) throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("expected 1 thread or more, found " + threads);
        }
        RegionFilter regions = settings.regions;
        if (regions != null && regions.isIndexed()) {
            throw new IllegalArgumentException(
                    "expected no indexed regions for parallel reading; they are read by one");
        }
        LineCursor lines = settings.lines(source);
        try {
            VcfHeader fileHeader = settings.header(lines);
            return new VcfParallelReader(
                    lines, fileHeader, settings.resolved(fileHeader, List.of(), lines.sourceName()), threads);
        } catch (RuntimeException | Error e) {
            lines.close();
            throw e;
        }
    }

    /**
     * Returns the header, with the samples that projection leaves.
     *
     * @return immutable, the caller's to keep
     */
    public VcfHeader header() {
        return header;
    }

    /**
     * Makes something of every record on several threads and hands it over in file order on this one.
     *
     * @param decode called on any thread, for several records at a time; must not keep the view; null is left out
     * @param action called on the caller's thread
     * @param <R> what is made of a record
     * @throws omega.genomics.ParseException if a record is malformed (strict mode), behind the results of those before it
     */
    public <R> void forEachOrdered(Function<? super VcfRecord, ? extends R> decode, Consumer<? super R> action) {
        Objects.requireNonNull(decode, "decode");
        Objects.requireNonNull(action, "action");
        run(decode, action);
    }

    /**
     * Shows every record, in any order.
     *
     * @param action called on any thread, for several records at a time; must not keep the view
     * @throws omega.genomics.ParseException if a record is malformed (strict mode)
     */
    public void forEach(Consumer<? super VcfRecord> action) {
        Objects.requireNonNull(action, "action");
        run(
                record -> {
                    action.accept(record);
                    return null;
                },
                null);
    }

    /** What a worker made of a chunk. */
    private record Chunk<R>(
            List<R> results,
            List<Diagnostic> diagnostics,
            long records,
            long skipped,
            KeptValues kept,
            @Nullable RuntimeException failure) {}

    private <R> void run(
            Function<? super VcfRecord, ? extends @Nullable R> decode, @Nullable Consumer<? super R> action) {
        Deque<Future<Chunk<R>>> pending = new ArrayDeque<>();
        RuntimeException damage = null;
        long before = lines.lineNumber();
        while (true) {
            try {
                if (!lines.advanceBlock()) {
                    break;
                }
            } catch (ParseException | UncheckedIOException e) {
                damage = e; // thrown behind the records before it, as when one thread reads
                break;
            }
            byte[] text = Arrays.copyOfRange(lines.buffer(), lines.start(), lines.end());
            long linesBefore = before;
            pending.add(workers.submit(() -> decode(text, linesBefore, decode, action != null)));
            before = lines.lineNumber();
            while (pending.size() > 2 * threads) {
                finish(pending.remove(), action);
            }
        }
        while (!pending.isEmpty()) {
            finish(pending.remove(), action);
        }
        if (damage != null) {
            throw damage;
        }
        settings.checkContigs();
    }

    private <R> Chunk<R> decode(
            byte[] text, long linesBefore, Function<? super VcfRecord, ? extends @Nullable R> decode, boolean keep) {
        List<R> results = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        LineCursor cursor = new LineCursor(
                new BlockReader(
                        new ByteArrayInputStream(text),
                        lines.sourceName(),
                        text.length + 1,
                        settings.scan.maxLineLength()),
                linesBefore);
        VcfRecords read = VcfRecords.ofPart(
                cursor, fileHeader, settings.with(copy -> copy.scan = settings.scan.withListener(diagnostics::add)));
        try (RecordReader<VcfRecord, Variant> reader = read.reader()) {
            RuntimeException failure = null;
            try {
                reader.forEach(record -> {
                    R result = decode.apply(record);
                    if (keep && result != null) {
                        results.add(result);
                    }
                });
            } catch (RuntimeException e) {
                failure = e;
            }
            return new Chunk<>(results, diagnostics, reader.records(), reader.skipped(), read.kept(), failure);
        }
    }

    private <R> void finish(Future<Chunk<R>> future, @Nullable Consumer<? super R> action) {
        Chunk<R> chunk = get(future);
        chunk.diagnostics().forEach(settings.scan.listenerOrNone()::report);
        if (action != null) {
            chunk.results().forEach(action);
        }
        records += chunk.records();
        skipped += chunk.skipped();
        kept.addAll(chunk.kept());
        if (chunk.failure() != null) {
            throw chunk.failure();
        }
    }

    private static <R> Chunk<R> get(Future<Chunk<R>> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while other threads decode records", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Returns the number of records read, skipped ones not among them.
     *
     * @return complete once reading is done
     */
    public long records() {
        return records;
    }

    /**
     * Returns the number of records that lenient mode skipped.
     *
     * @return complete once reading is done
     */
    public long skipped() {
        return skipped;
    }

    /**
     * Returns what was kept of values that the header contradicts.
     *
     * @return complete once reading is done; without any if they are refused, see {@link VcfReader.Options#brokenValues}
     */
    public KeptValues keptValues() {
        return kept;
    }

    /** Stops the threads and closes the input; a second call does nothing. */
    @Override
    public void close() {
        workers.shutdownNow();
        lines.close();
    }
}
