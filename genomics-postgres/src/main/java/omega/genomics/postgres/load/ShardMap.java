package omega.genomics.postgres.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Which server has the variants of which contig, where one server is not enough.
 *
 * <pre>{@code
 * ShardMap shards = ShardMap.none()
 *         .with("jdbc:postgresql://one/genomes?user=me", "1", "2", "3")
 *         .with("jdbc:postgresql://two/genomes?user=me", "4", "5", "6");
 * shards.load(grch38.loadVariants(source).dataset("gnomad"));          // each row straight to its server
 * String ddl = shards.foreignPartitions("grch38");                     // run it once on the coordinator
 * }</pre>
 *
 * <p>The coordinator is the database that the loader was made for; it keeps every contig that no shard has. All servers have
 * the assembly's schema migrated. Immutable and thread-safe; see {@code docs/servers.md}.
 */
public final class ShardMap {
    private final Map<String, Set<String>> contigsByUrl;

    private ShardMap(Map<String, Set<String>> contigsByUrl) {
        this.contigsByUrl = contigsByUrl;
    }

    /**
     * Begins a map.
     *
     * @return without any shard: the coordinator has everything
     */
    public static ShardMap none() {
        return new ShardMap(Map.of());
    }

    /**
     * Adds a shard, or contigs to it.
     *
     * @param url JDBC address, user and password included
     * @param contigs what it has, in Ensembl style; each must have a partition of its own ({@code 1} … {@code 22}, {@code X},
     *     {@code Y}, {@code MT})
     * @return a map with this shard
     * @throws IllegalArgumentException if a contig has a server already, or the address is none of PostgreSQL
     */
    public ShardMap with(String url, String... contigs) {
        source(url);
        Map<String, Set<String>> more = new LinkedHashMap<>();
        contigsByUrl.forEach((there, of) -> more.put(there, new LinkedHashSet<>(of)));
        for (String contig : contigs) {
            if (more.values().stream().anyMatch(of -> of.contains(contig))) {
                throw new IllegalArgumentException("contig " + contig + " has a server already");
            }
            more.computeIfAbsent(url, key -> new LinkedHashSet<>()).add(contig);
        }
        return new ShardMap(more);
    }

    private static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    /**
     * Returns the contigs that live on shards.
     *
     * @return immutable
     */
    public Set<String> contigs() {
        Set<String> all = new LinkedHashSet<>();
        contigsByUrl.values().forEach(all::addAll);
        return java.util.Collections.unmodifiableSet(all);
    }

    /**
     * Writes the statements that show the shards' variants in the coordinator's table {@code variants}: each partition that lives
     * on a shard becomes a foreign one. To be run on the coordinator, by a role that may create servers; running them again changes
     * nothing. They refuse to take the place of a partition that has rows.
     *
     * <p>Passwords of the addresses stand in them in plain text, as {@code CREATE USER MAPPING} wants them.
     *
     * @param schema the assembly's schema, the same on every server
     * @return SQL, statements separated by semicolons
     */
    public String foreignPartitions(String schema) {
        return ForeignPartitions.of(schema, contigsByUrl);
    }

    /**
     * Loads a file into all servers. Each server reads the file for itself and takes its own contigs by COPY into its own tables;
     * nothing goes through a foreign table. When every server has staged everything, indexed and committed, each shard switches
     * in a transaction of its own, and the coordinator last, which makes the dataset known there.
     *
     * <p>If one server fails before that, nothing has changed on any. If one fails while they switch, some shards show the new
     * data and others the old, until the same call is made again: it goes on with what is staged and leaves alone what is done.
     *
     * @param load set up for the coordinator; its file must be a file, since each server reads it
     * @return what was done on all servers together; of a call that completes an earlier one, what was left to do
     * @throws omega.genomics.ParseException if the file breaks its format
     * @throws LoadException if a server refuses, or the load is cancelled
     * @throws IOException if the file cannot be opened
     */
    public LoadReport load(VcfLoad load) throws IOException {
        if (load.source().path().isEmpty()) {
            throw new IllegalArgumentException("expected a file, since every server reads it for itself, found "
                    + load.source().name());
        }
        ShardSteps steps = new ShardSteps(contigsByUrl.size() + 1, load.cancel());
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, contigsByUrl.size()), ShardMap::thread);
        try {
            List<Future<@Nullable LoadReport>> shards = new ArrayList<>();
            contigsByUrl.forEach((url, contigs) ->
                    shards.add(threads.submit(() -> part(load, source(url), ShardPart.shard(contigs, steps), steps))));
            List<@Nullable LoadReport> reports = new ArrayList<>();
            reports.add(part(load, null, ShardPart.rest(contigs(), steps), steps));
            for (Future<@Nullable LoadReport> shard : shards) {
                reports.add(shard.get());
            }
            steps.throwFailure();
            return ShardReports.merge(reports);
        } catch (InterruptedException e) {
            steps.failed(e);
            Thread.currentThread().interrupt();
            throw new LoadException("the load was cancelled", true);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a loading thread failed", e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "genomics-shard");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns null after a failure, which the others learn of. */
    private static @Nullable LoadReport part(
            VcfLoad load, @Nullable DataSource server, ShardPart part, ShardSteps steps) {
        try {
            return load.run(server, part);
        } catch (IOException | RuntimeException | Error e) {
            steps.failed(e);
            return null;
        }
    }
}
