package omega.genomics.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A user of an embedded server in a JVM of its own, which may live in namespaces of its own, as in a container. */
final class EmbeddedUser implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;
    private final String greeting;

    private EmbeddedUser(Process process) throws IOException {
        this.process = process;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        greeting = answer();
    }

    /** Waits until the server is there, or refused. */
    static EmbeddedUser start(Path directory, String... before) throws IOException {
        return new EmbeddedUser(launch(directory, before));
    }

    /** Waits for nothing. */
    static Process launch(Path directory, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(EmbeddedUser.class.getName(), directory.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The port, or why there is none. */
    String greeting() {
        return greeting;
    }

    String query(String sql) throws IOException {
        commands.println(sql);
        return answer();
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        return line == null ? "(the JVM has ended)" : line;
    }

    Process process() {
        return process;
    }

    java.util.stream.Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    /** Kills the JVM; if it is the first process of its namespace, the others end before it is gone. */
    void kill() throws InterruptedException {
        process.children().forEach(EmbeddedUser::kill);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Closes the server, and waits for the end of the JVM. */
    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the user of an embedded server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (EmbeddedServer server = EmbeddedServer.start(Path.of(args[0]))) {
            System.out.println(server.port());
            for (String sql = in.readLine(); sql != null; sql = in.readLine()) {
                System.out.println(result(server, sql));
            }
        } catch (IOException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }

    private static String result(EmbeddedServer server, String sql) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "done";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            return "failed: " + e.getMessage();
        }
    }
}
