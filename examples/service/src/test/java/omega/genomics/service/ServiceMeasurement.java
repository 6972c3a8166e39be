package omega.genomics.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Measures how long the answers of a running service take, with clients that each wait for an answer, pause, and ask again. Needs
 * nothing but a JDK:
 *
 * <pre>java examples/service/src/test/java/omega/genomics/service/ServiceMeasurement.java http://127.0.0.1:8080 50 20 100</pre>
 */
public final class ServiceMeasurement {
    private static final Pattern GENE = Pattern.compile("\"gene_name\":\"([A-Za-z0-9]+)\"[^}]*\"protein_coding\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final int clients;
    private final int seconds;
    private final int pause;

    private ServiceMeasurement(String address, int clients, int seconds, int pause) {
        this.address = address;
        this.clients = clients;
        this.seconds = seconds;
        this.pause = pause;
    }

    /**
     * Measures gene lookups, then pages of variants of genes, each once to warm up.
     *
     * @param args the address, how many clients, for how many seconds, with pauses of at most twice how many milliseconds
     */
    public static void main(String[] args) throws Exception {
        ServiceMeasurement of = new ServiceMeasurement(
                args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        List<String> genes = of.genes();
        System.out.println(
                genes.size() + " genes, " + of.clients + " clients, pauses of " + of.pause + " ms on average");
        for (String round : List.of("warm-up", "measured")) {
            of.measure(round + ": gene", gene -> "/api/genes/" + gene, genes);
            of.measure(round + ": page of 100 variants", gene -> "/api/variants?limit=100&gene=" + gene, genes);
        }
    }

    /** Protein-coding genes of every contig. */
    private List<String> genes() throws IOException, InterruptedException {
        List<String> genes = new ArrayList<>();
        for (int contig = 1; contig <= 22; contig++) {
            for (int start = 1; start < 250_000_000; start += 50_000_000) {
                HttpResponse<String> answer =
                        get("/api/genes?limit=1000&region=" + contig + ":" + start + "-" + (start + 4_999_999));
                GENE.matcher(answer.body())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(genes::add);
            }
        }
        return genes;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void measure(String what, Function<String, String> path, List<String> genes) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        List<Future<long[]>> running = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            Random random = new Random(client);
            running.add(pool.submit(() -> ask(path, genes, random)));
        }
        List<long[]> taken = new ArrayList<>();
        for (Future<long[]> each : running) {
            taken.add(each.get());
        }
        pool.shutdown();
        long[] all = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-32s %6.0f a second, median %5.1f ms, p95 %5.1f ms, p99 %5.1f ms, longest %5.1f ms%n",
                what,
                (double) all.length / seconds,
                all[all.length / 2] / 1e6,
                all[all.length * 95 / 100] / 1e6,
                all[all.length * 99 / 100] / 1e6,
                all[all.length - 1] / 1e6);
    }

    private long[] ask(Function<String, String> path, List<String> genes, Random random)
            throws IOException, InterruptedException {
        List<Long> taken = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            Thread.sleep(pause == 0 ? 0 : random.nextInt(2 * pause));
            long start = System.nanoTime();
            HttpResponse<String> answer = get(path.apply(genes.get(random.nextInt(genes.size()))));
            taken.add(System.nanoTime() - start);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        }
        return taken.stream().mapToLong(Long::longValue).toArray();
    }
}
