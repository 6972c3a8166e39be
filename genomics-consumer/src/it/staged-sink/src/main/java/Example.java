import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import omega.genomics.embedded.EmbeddedServer;
import omega.genomics.postgres.GenomicsDatabase;

/**
 * Loads rows of its own making through StagedSink, in several processes, kills those at moments drawn from a seed, loads again, and counts.
 * Takes the number of kills.
 */
public class Example {
    private static final String LOOK =
            "SELECT count(*) || ' of ' || coalesce(min(depth), -1) || '..' || coalesce(max(depth), -1)"
                    + " FROM grch38.variants";

    public static void main(String[] args) throws Exception {
        int kills = Integer.parseInt(args[0]);
        Random random = new Random(args.length > 1 ? Long.parseLong(args[1]) : 17);
        try (EmbeddedServer server = EmbeddedServer.startTemporary();
                Connection reader = DriverManager.getConnection(server.jdbcUrl())) {
            GenomicsDatabase.open(server.jdbcUrl()).assembly("grch38").migrate();
            String before = "0 of -1..-1";
            int tooLate = 0;
            long duration = 0;
            for (int version = 0; version <= kills; version++) {
                String after = Rows.CONTIGS.size() * Rows.ROWS + " of " + version + ".." + version;
                long begin = System.nanoTime();
                Process loader = loader(server, version, random, "begin");
                if (version > 0) { // the first shows how long it takes
                    loader.waitFor((long) (random.nextDouble() * duration), TimeUnit.NANOSECONDS);
                    loader.destroyForcibly();
                }
                while (!loader.waitFor(10, TimeUnit.MILLISECONDS)) {
                    check(look(reader), List.of(before, after));
                }
                duration = version == 0 ? System.nanoTime() - begin : duration;
                String seen = look(reader);
                check(seen, List.of(before, after));
                tooLate += version > 0 && seen.equals(after) ? 1 : 0;
                // a writer of the killed loader may still be at work, and finish late
                Process again = loader(server, version, random, random.nextInt(4) == 0 ? "begin" : "recover");
                while (!again.waitFor(10, TimeUnit.MILLISECONDS)) {
                    check(look(reader), List.of(seen, after));
                }
                check(again.exitValue() + ": " + look(reader), List.of("0: " + after));
                checkNothingLeft(reader);
                before = after;
            }
            System.out.println(kills + " kills, " + tooLate + " after the commit");
            System.out.println("nothing lost, doubled, half visible or left over");
        }
    }

    private static Process loader(EmbeddedServer server, int version, Random random, String how) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "Loader",
                        server.jdbcUrl(),
                        Integer.toString(version),
                        Long.toString(random.nextLong()),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/loaders.txt")))
                .start();
    }

    private static String look(Connection reader) throws Exception {
        try (Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery(LOOK)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void check(String found, List<String> expected) {
        if (!expected.contains(found)) {
            throw new IllegalStateException("expected one of " + expected + ", found " + found);
        }
    }

    /** Writers of killed loaders may still hold a transaction; when they are gone nothing must be left. */
    private static void checkNothingLeft(Connection reader) throws Exception {
        String left =
                "SELECT string_agg(relname, ', ') FROM pg_class WHERE relnamespace = 'grch38'::regnamespace AND relkind = 'r'"
                        + " AND relname ~ '^staged_|_r[0-9]+$' AND NOT relispartition";
        String rows = "SELECT string_agg(staged_table, ', ') FROM grch38.load_parts";
        String attempts = "SELECT string_agg(part, ', ') FROM grch38.load_attempts";
        for (String sql : List.of(left, rows, attempts)) {
            try (Statement statement = reader.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                result.next();
                check("left: " + result.getString(1), List.of("left: null"));
            }
        }
    }
}
