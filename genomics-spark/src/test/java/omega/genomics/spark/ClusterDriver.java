package omega.genomics.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omega.genomics.postgres.load.LoadReport;
import omega.genomics.spark.sink.PostgresTarget;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * A driver in a process of its own, with a cluster of two executors in processes of their own. As a program it loads the files that its
 * input names, a line each: write id, tab, path.
 */
final class ClusterDriver implements AutoCloseable {
    private static final String ANSWER = "@@";
    /** Short lives: to compile well takes longer than they last. */
    private static final String LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Process process;
    private final BufferedReader output;

    private ClusterDriver(Process process) {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it; {@link #load} waits until it is there. */
    static ClusterDriver start(String url, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("jars")); // executors get the class path of the tests instead
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(LIGHT.split(" ")));
        command.addAll(opens());
        command.addAll(List.of("-Xmx512m", "-D" + FaultySockets.DRIVER + "=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ClusterDriver.class.getName(), url));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("driver.log").toFile()));
        builder.environment().put("SPARK_HOME", folder.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return new ClusterDriver(builder.start());
    }

    private static List<String> opens() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .toList();
    }

    /** Asks for a load; {@link #answer} says what became of it. */
    void load(String id, Path file) throws IOException {
        process.getOutputStream().write((id + '\t' + file + '\n').getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for the end of a load: what {@code run()} returned, {@code failed} with a reason, or nothing if the driver is dead. */
    Optional<String> answer() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ANSWER)) {
                return Optional.of(line.substring(ANSWER.length()));
            }
        }
        return Optional.empty();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the driver; its executors end when they notice. */
    @Override
    public void close() {
        List<ProcessHandle> executors = process.descendants().toList();
        process.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws IOException {
        SparkConf conf = new SparkConf()
                .set("spark.master.rest.enabled", "false")
                .set("spark.shuffle.service.enabled", "false")
                .set("spark.executor.memory", "512m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executor.extraJavaOptions", LIGHT)
                .set("spark.deploy.maxExecutorRetries", "-1")
                .set("spark.task.maxFailures", "8")
                .set("spark.speculation", "true")
                .set("spark.speculation.interval", "100ms")
                .set("spark.speculation.quantile", "0.1")
                .set("spark.speculation.minTaskRuntime", "500ms")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        // as local-cluster[2,1,512], but the machines have different names, without which nothing is run twice
        var master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
        String address = master.address().toSparkURL();
        for (int i = 1; i <= 2; i++) {
            Worker.startRpcEnvAndEndpoint(
                    "127.0.0." + i, 0, 0, 1, 512, new String[] {address}, null, Option.apply(i), conf, Option.empty());
        }
        try (SparkSession spark = SparkSession.builder()
                        .config(conf)
                        .master(address)
                        .appName("faults")
                        .getOrCreate();
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] request = line.split("\t", -1);
                System.out.println(ANSWER + load(spark, args[0], request[0], request[1]));
            }
        }
    }

    private static String load(SparkSession spark, String url, String id, String file) {
        try {
            Optional<LoadReport> report = GenomicsSpark.load(
                            spark, PostgresTarget.of(url, "grch38", "cohort").writeId(id), file)
                    .run();
            return report.isPresent() ? "done" : "done before";
        } catch (Exception e) { // Spark throws checked ones that it does not declare
            String reason = String.valueOf(e).replace('\n', ' ');
            return "failed " + reason.substring(0, Math.min(300, reason.length()));
        }
    }
}
