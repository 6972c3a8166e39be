package omega.genomics.service;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import omega.genomics.testing.TestDatabase;
import omega.genomics.testing.TestServer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application as it runs, on a free port, over the sample, as the role that may only read: one for all tests of the JVM. */
final class RunningService implements AutoCloseable {
    static final String ROLE = "genomics_reader";
    private static final String PASSWORD = "for-tests-only";
    static final Path PROJECT = Path.of("../..");

    private static RunningService shared;

    private final TestDatabase database;
    private final ConfigurableApplicationContext context;
    private final String address;
    final HttpClient http = HttpClient.newHttpClient();

    static synchronized RunningService shared() throws Exception {
        if (shared == null) {
            TestServer server = TestServer.start();
            RunningService service = new RunningService(server, Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                service.close();
                server.close();
            }));
            shared = service;
        }
        return shared;
    }

    RunningService(TestServer server, Map<String, Object> settings) throws Exception {
        database = server.createDatabase();
        Sample.load(database.url(), PROJECT);
        ReadOnlyRole.grant(database.url(), "grch38", ROLE, PASSWORD);
        Map<String, Object> all = new TreeMap<>(settings);
        all.put("server.port", 0);
        all.put("spring.datasource.url", CountedDriver.url(database.url().replaceFirst("\\?.*", "")));
        all.put("spring.datasource.driver-class-name", CountedDriver.class.getName());
        all.put("spring.datasource.username", ROLE);
        all.put("spring.datasource.password", PASSWORD);
        context = new SpringApplicationBuilder(ServiceApplication.class)
                .run(all.entrySet().stream()
                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                        .toArray(String[]::new));
        address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** As the owner of the schema. */
    String ownerUrl() {
        return database.url();
    }

    String readerUrl() {
        return database.url().replaceFirst("\\?.*", "") + "?user=" + ROLE + "&password=" + PASSWORD;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI uri(String path) {
        return URI.create(address + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A part of the JSON of an answer 200. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> T json(String path, String jsonPath) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " for " + path + ": " + response.body());
        }
        return JsonPath.read(response.body(), jsonPath);
    }

    @Override
    public void close() {
        context.close();
    }
}
