package omega.genomics.bench.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets loaders load the same rows in turns, and refuses to go on when two of them end with something else.
 *
 * @param server where to
 * @param loaders this library's first
 * @param rows how many each loads
 */
record LoadTrial(Server server, List<Loader> loaders, long rows) {
    private static final String BY_HAND = "psql";
    private static final String BY_DRIVER = "CopyManager";
    /** A loader that takes so many times as long as this library's is asked once. */
    private static final int SLOW = 5;
    /** Milliseconds in which the server counts the time of backends that have just ended as its own. */
    private static final long UNTIL_REAPED = 50;

    /** Nanoseconds: by the clock on the wall, of the client's processors, of the server's. */
    private record Cost(long wall, long client, long server) {
        Cost best(Cost other) {
            return new Cost(Math.min(wall, other.wall), Math.min(client, other.client), Math.min(server, other.server));
        }

        long cpu() {
            return client + server;
        }
    }

    /** Runs all rounds and returns the table. */
    String table(int rounds) throws Exception {
        if (loaders.stream().noneMatch(loader -> loader.name().startsWith(BY_HAND))) {
            System.err.println("no psql on this machine: the driver's CopyManager takes its place");
        }
        Map<Loader, Cost> best = new LinkedHashMap<>();
        List<Fingerprint> first = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Loader loader : loaders) {
                Cost before = best.get(loader);
                if (before != null && before.wall > SLOW * own(best).wall) {
                    continue;
                }
                Cost cost = turn(loader, first);
                best.merge(loader, cost, Cost::best);
            }
        }
        return table(best);
    }

    private Cost own(Map<Loader, Cost> best) {
        return best.getOrDefault(loaders.get(0), new Cost(Long.MAX_VALUE / SLOW, 0, 0));
    }

    private Cost turn(Loader loader, List<Fingerprint> first) throws Exception {
        server.settle();
        CpuClock clientClock = CpuClock.ofClient();
        CpuClock serverClock = CpuClock.ofServer(server);
        Thread.sleep(UNTIL_REAPED);
        long client = clientClock.nanos();
        long backends = serverClock.nanos();
        long start = System.nanoTime();
        loader.work().run();
        long wall = System.nanoTime() - start;
        client = clientClock.nanos() - client;
        Thread.sleep(UNTIL_REAPED);
        Cost cost = new Cost(wall, client, serverClock.nanos() - backends);
        Fingerprint made = Fingerprint.of(server, loader.datasetId().id());
        if (first.isEmpty()) {
            first.add(made);
        }
        if (!made.equals(first.get(0)) || made.notAnalysed() > 0) {
            throw new IllegalStateException(
                    "%s loads %s, %s loads %s".formatted(loaders.get(0), first.get(0), loader, made));
        }
        loader.away().run();
        System.err.printf(Locale.ROOT, "%s: %.2f s%n", loader, wall / 1e9);
        return cost;
    }

    private String table(Map<Loader, Cost> best) {
        Cost own = own(best);
        StringBuilder table = new StringBuilder(
                "| contender | s | client CPU s | server CPU s | rows/s | times ours | CPU times ours |\n|---|--:|--:|--:|--:|--:|--:|\n");
        best.forEach((loader, cost) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.2f | %s | %s | %,.0f | %.2f | %s |%n",
                loader,
                cost.wall / 1e9,
                seconds(cost.client),
                seconds(cost.server),
                rows * 1e9 / cost.wall,
                (double) cost.wall / own.wall,
                ratio(cost.cpu(), own.cpu()))));
        return table.append(goal(best, own)).toString();
    }

    private static String goal(Map<Loader, Cost> best, Cost own) {
        List<Cost> byHand = new ArrayList<>();
        best.forEach((loader, cost) -> {
            if (loader.name().startsWith(BY_HAND) || loader.name().startsWith(BY_DRIVER)) {
                byHand.add(cost);
            }
        });
        long wall = byHand.stream().mapToLong(Cost::wall).min().orElse(0);
        long cpu = byHand.stream().mapToLong(Cost::cpu).min().orElse(0);
        return String.format(
                Locale.ROOT,
                "%nOurs to the fastest by hand: %s by the clock, %s by CPU time of client and server; the goal is at most 1.15.%n",
                ratio(own.wall, wall),
                ratio(own.cpu(), cpu));
    }

    private static String ratio(long cost, long of) {
        return of == 0 || cost == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) cost / of);
    }

    private static String seconds(long nanos) {
        return nanos == 0 ? "" : String.format(Locale.ROOT, "%.2f", nanos / 1e9);
    }
}
