import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import omega.genomics.postgres.AssemblyDatabase;
import omega.genomics.postgres.GenomicsDatabase;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.postgres.load.sink.PartReceipt;
import omega.genomics.postgres.load.sink.StagedSink;

/** Loads one version: goes on with what a killed loader of it left, or begins anew; parts by two threads and a second process. */
public class Loader {
    public static void main(String[] args) throws Exception {
        String url = args[0];
        int version = Integer.parseInt(args[1]);
        Random random = new Random(Long.parseLong(args[2]));
        AssemblyDatabase genome = GenomicsDatabase.open(url).assembly("grch38");
        List<String> parts = new ArrayList<>(List.of("1/1", "1/2", "2", "17", "X", "MT"));
        boolean goesOn = args[3].equals("recover");
        try (StagedSink sink = (goesOn ? Rows.plan(genome, version).recover() : java.util.Optional.<StagedSink>empty())
                .orElseGet(() -> Rows.plan(genome, version).begin())) {
            Map<String, PartReceipt> receipts = new TreeMap<>();
            for (PartReceipt finished : sink.receipts()) {
                receipts.put(finished.part(), finished);
            }
            parts.removeAll(receipts.keySet());
            System.out.println("sink " + sink.id() + " has " + receipts.keySet());
            Process writer = writer(url, sink, version, parts.subList(0, parts.size() / 2));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Future<PartReceipt>> own = new ArrayList<>();
            for (String part : parts.subList(parts.size() / 2, parts.size())) {
                own.add(threads.submit(() -> Rows.write(sink, part, version)));
                if (random.nextBoolean()) { // a scheduler that is impatient: the same part once more
                    own.add(threads.submit(() -> Rows.write(sink, part, version)));
                }
            }
            for (Future<PartReceipt> part : own) {
                receipts.put(part.get().part(), part.get());
            }
            threads.shutdown();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(writer.getInputStream()))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    PartReceipt receipt = PartReceipt.parse(line);
                    receipts.put(receipt.part(), receipt);
                }
            }
            System.out.println("committing");
            LoadReport report = sink.commit(receipts.values());
            System.out.println("committed " + report.rows());
        }
    }

    private static Process writer(String url, StagedSink sink, int version, List<String> parts) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "Writer",
                url,
                Long.toString(sink.id()),
                Integer.toString(version)));
        command.addAll(parts);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
