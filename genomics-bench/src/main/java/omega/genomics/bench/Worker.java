package omega.genomics.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import omega.genomics.bench.corpus.Corpus.Container;
import omega.genomics.bench.peer.Answer;
import omega.genomics.bench.peer.Contender;
import omega.genomics.bench.peer.Contenders;
import omega.genomics.bench.peer.ProgramCost;
import omega.genomics.bench.peer.Question;

/**
 * A JVM of its own for one contender: answers once for every line it reads from standard input, and says what it took.
 *
 * <p>So contenders never share a heap or a compiled profile, stay warm, and can be asked in turns.
 */
public final class Worker {
    private static final long TICK = 10_000_000;
    private static final long COARSE = 50 * TICK;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Worker() {}

    /**
     * Runs until standard input ends.
     *
     * @param args question, container, contender, file
     * @throws Exception if the contender fails
     */
    public static void main(String[] args) throws Exception {
        Contender contender = Contenders.find(Question.valueOf(args[0]), Container.valueOf(args[1]), args[2]);
        Path file = Path.of(args[3]);
        Worker worker = new Worker();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (in.readLine() != null) {
            out.println(worker.measure(contender, file));
        }
    }

    private Measurement measure(Contender contender, Path file) throws Exception {
        long allocated = allocated();
        long cpu = system.getProcessCpuTime();
        long own = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Answer answer = contender.answer(file);
        long nanos = System.nanoTime() - start;
        own = threads.getCurrentThreadCpuTime() - own;
        cpu = system.getProcessCpuTime() - cpu;
        allocated = allocated() - allocated;
        // The process is counted in ticks of a hundredth of a second: too coarse for a short run on one thread.
        cpu = cpu < COARSE ? Math.max(own, cpu - TICK) : cpu;
        return contender.inProcess()
                ? new Measurement(answer, nanos, cpu, allocated, peakBytes())
                : ProgramCost.last()
                        .map(cost -> new Measurement(
                                answer,
                                cost.wallNanos() > 0 ? cost.wallNanos() : nanos,
                                cost.cpuNanos(),
                                0,
                                cost.peakBytes()))
                        .orElseGet(() -> new Measurement(answer, nanos, 0, 0, 0));
    }

    /** Bytes allocated by the threads that are alive: helper threads that have ended since are not in it. */
    private long allocated() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static long peakBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
